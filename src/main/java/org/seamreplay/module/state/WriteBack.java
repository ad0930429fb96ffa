package org.seamreplay.module.state;

import java.util.BitSet;

/**
 * PHYMEM.CACHE.WB of one package that was interrupted: which KeyIDs it covers and how far it is.
 * Handed over in an update, like the rest of the write-back table (TDX module 1.5.01).
 */
public final class WriteBack {
  private final BitSet hkids;
  private int blocks;

  public WriteBack(BitSet hkids) {
    this.hkids = hkids;
  }

  public BitSet hkids() {
    return hkids;
  }

  /** One more block is written back. */
  public int nextBlock() {
    return ++blocks;
  }
}
