package org.seamreplay.module.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The locks on pages. LPs execute one after the other, so a lock is found taken in two cases only:
 * the call itself has it, because two operands name the same page, or a VCPU that is inside the
 * guest, which holds its TDVPR and TDR shared (TDX module 1.5.01).
 */
public final class PageLocks {
  private record Held(long page, long size, Lock lock) {
    boolean excludes(long otherPage, long otherSize, Lock other) {
      return (lock == Lock.EXCLUSIVE || other == Lock.EXCLUSIVE)
          && page < otherPage + otherSize
          && otherPage < page + size;
    }
  }

  private final List<Held> ofCall = new ArrayList<>();
  private final List<Held> ofGuests = new ArrayList<>();

  /** Whether a lock could be taken. */
  public boolean free(long page, long size, Lock lock) {
    return free(ofCall, page, size, lock) && free(ofGuests, page, size, lock);
  }

  private static boolean free(List<Held> locks, long page, long size, Lock lock) {
    for (int i = 0; i < locks.size(); i++) {
      if (locks.get(i).excludes(page, size, lock)) {
        return false;
      }
    }
    return true;
  }

  /** Takes a lock until the end of the call. */
  public void take(long page, long size, Lock lock) {
    ofCall.add(new Held(page, size, lock));
  }

  /** The call is over. */
  public void endOfCall() {
    ofCall.clear();
  }

  /** A VCPU is inside the guest from now on. */
  public void enter(Vcpu vcpu) {
    ofGuests.add(new Held(vcpu.tdvpr, AddressRules.PAGE, Lock.SHARED));
    ofGuests.add(new Held(vcpu.td.tdr, AddressRules.PAGE, Lock.SHARED));
  }

  /** A VCPU has left the guest. */
  public void leave(Vcpu vcpu) {
    ofGuests.remove(new Held(vcpu.tdvpr, AddressRules.PAGE, Lock.SHARED));
    ofGuests.remove(new Held(vcpu.td.tdr, AddressRules.PAGE, Lock.SHARED));
  }

  /** Whether some VCPU is inside a guest. */
  public boolean anyGuest() {
    return !ofGuests.isEmpty();
  }
}
