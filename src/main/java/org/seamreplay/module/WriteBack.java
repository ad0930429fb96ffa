package org.seamreplay.module;

import java.util.BitSet;

/**
 * PHYMEM.CACHE.WB of one package that was interrupted: which KeyIDs it covers and how far it is.
 * Handed over in an update, like the rest of the write-back table (TDX module 1.5.01).
 */
final class WriteBack {
  private final BitSet hkids;
  private int blocks;

  WriteBack(BitSet hkids) {
    this.hkids = hkids;
  }

  BitSet hkids() {
    return hkids;
  }

  /** One more block is written back. */
  int nextBlock() {
    return ++blocks;
  }
}
