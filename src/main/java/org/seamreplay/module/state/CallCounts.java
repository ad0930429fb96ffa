package org.seamreplay.module.state;

/** How often each leaf was called, on all LPs together. */
public final class CallCounts {
  private static final int LEAVES = 256;

  private final int[] module = new int[LEAVES];

  /** Counts a call; leaves beyond the tables are not counted. */
  public void count(boolean ofLoader, int leaf) {
    if (leaf < LEAVES && !ofLoader) {
      module[leaf]++;
    }
  }

  int module(int leaf) {
    return module[leaf];
  }
}
