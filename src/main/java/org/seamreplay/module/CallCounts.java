package org.seamreplay.module;

/** How often each leaf was called, on all LPs together. */
final class CallCounts {
  private static final int LEAVES = 256;

  private final int[] module = new int[LEAVES];
  private final int[] loader = new int[LEAVES];

  /** Counts a call and returns its number, from 1; leaves beyond the tables are not counted. */
  int count(boolean ofLoader, int leaf) {
    return leaf >= LEAVES ? 0 : ++(ofLoader ? loader : module)[leaf];
  }

  int module(int leaf) {
    return module[leaf];
  }
}
