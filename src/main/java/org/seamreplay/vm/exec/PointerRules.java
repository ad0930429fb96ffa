package org.seamreplay.vm.exec;

import org.seamreplay.platform.ByteState;

/** What C asks of pointers beyond the bytes they point to: alignment, and sums inside an object. */
final class PointerRules {
  private final MappedMemory space;
  private final AccessFaults faults;

  PointerRules(MappedMemory space, AccessFaults faults) {
    this.space = space;
    this.faults = faults;
  }

  /** Reports an access that was good unless its address is a multiple of its size. */
  void checkAligned(long address, int bytes, boolean write) {
    if ((address & bytes - 1) != 0) {
      faults.misaligned(space, address, bytes, write);
    }
  }

  /**
   * Reports address arithmetic that leads neither into the object of its base nor just past it (C11
   * 6.5.6). Between objects there are bytes that nobody may use, so what lies between base and sum
   * tells. A sum that may be used is taken for good, and so is any sum of an address that is bad
   * itself.
   */
  void checkArithmetic(long base, long sum) {
    if (sum == base || isAccessible(sum)) {
      return;
    }
    if (Long.compareUnsigned(base, MappedMemory.NULL_LIMIT) < 0) {
      faults.nullMoved(base, sum);
      return;
    }
    if (!isAccessible(base) && !isAccessible(base - 1)) {
      return;
    }
    long at = base;
    while (at - base < sum - base && isAccessible(at)) {
      at++;
    }
    if (at != sum) {
      faults.outside(space, sum);
    }
  }

  private boolean isAccessible(long address) {
    return space.stateAt(address) < ByteState.REDZONE;
  }
}
