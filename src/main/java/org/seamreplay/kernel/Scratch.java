package org.seamreplay.kernel;

import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Vm;

/** Memory that the kernel proper lends to the code under test for the time of a call. */
final class Scratch {
  private final PageAllocator pages;

  Scratch(PageAllocator pages) {
    this.pages = pages;
  }

  /** Zeroed bytes in the middle of a page of red zone, half a page at most. */
  long make(Vm vm, int size) {
    long hpa = pages.unlistedPage(vm);
    pages.redZone(hpa, AddressSpace.PAGE_SIZE);
    long address = AddressSpace.direct(hpa) + AddressSpace.PAGE_SIZE / 2;
    vm.memory().setState(address, size, ByteState.UNDEFINED);
    vm.memory().fill(address, 0, size);
    return address;
  }

  void drop(Vm vm, long address, int size) {
    vm.memory().setState(address, size, ByteState.FREED);
    long page = (address - AddressSpace.DIRECT_MAP) & -AddressSpace.PAGE_SIZE;
    pages.giveUnlisted(page, AddressSpace.PAGE_SIZE);
  }
}
