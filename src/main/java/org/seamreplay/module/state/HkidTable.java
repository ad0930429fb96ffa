package org.seamreplay.module.state;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What each private KeyID is used for, and which packages still have to write its cache lines back.
 */
public final class HkidTable {
  /** Life of a KeyID (TDX module 1.5.01). */
  public enum State {
    FREE,
    ASSIGNED,
    FLUSHED,
    RESERVED
  }

  private final State[] states;
  private final long[] writeBack;

  /**
   * All free.
   *
   * @param last the highest KeyID
   */
  HkidTable(int last) {
    states = new State[last + 1];
    writeBack = new long[last + 1];
    Arrays.fill(states, State.FREE);
  }

  public State state(int hkid) {
    return states[hkid];
  }

  public void set(int hkid, State state) {
    states[hkid] = state;
  }

  /** The KeyID is no longer used: all packages have to write back. */
  public void flushed(int hkid, long packages) {
    states[hkid] = State.FLUSHED;
    writeBack[hkid] = packages;
  }

  /** KeyIDs that are flushed. */
  public BitSet inState(State state) {
    BitSet set = new BitSet();
    for (int hkid = 0; hkid < states.length; hkid++) {
      if (states[hkid] == state) {
        set.set(hkid);
      }
    }
    return set;
  }

  /** A package wrote back its cache lines of the KeyIDs. */
  public void writtenBack(BitSet hkids, int packageId) {
    for (int hkid = hkids.nextSetBit(0); hkid >= 0; hkid = hkids.nextSetBit(hkid + 1)) {
      writeBack[hkid] &= ~(1L << packageId);
    }
  }

  /** Whether every package has written back. */
  public boolean writtenBackEverywhere(int hkid) {
    return writeBack[hkid] == 0;
  }
}
