package org.seamreplay.vm.exec;

import org.seamreplay.vm.code.Page;

/** A part of the address space that is backed by one kind of memory. */
abstract class Region {
  final String name;
  final long start;
  final long size;

  /**
   * @param start first address, on a page boundary
   * @param size bytes, not wrapping
   */
  Region(String name, long start, long size) {
    this.name = name;
    this.start = start;
    this.size = size;
  }

  final boolean contains(long address) {
    return Long.compareUnsigned(address - start, size) < 0;
  }

  /**
   * The page that holds the address, made if need be; {@code null} if there is none and nothing in
   * it could be accessed anyway.
   */
  abstract Page page(long address);

  /** The state of a byte; does not make pages. */
  abstract byte stateAt(long address);

  /** Sets the state of bytes inside the region. */
  abstract void setState(long address, long length, byte state);

  /** The physical address behind an address, -1 if there is none. */
  long physical(long address) {
    return -1;
  }

  /** The page of private memory around an address, in arrays that stay what they are. */
  Page settledPage(long address) {
    return page(address);
  }

  /** Pages made so far, for the budget. */
  abstract long pages();
}
