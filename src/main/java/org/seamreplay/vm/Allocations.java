package org.seamreplay.vm;

import java.util.List;

/**
 * The objects that Java models have handed out, for "who allocated this" in reports and for the
 * search of leaks. It does not change the state of bytes: that is the allocator's business.
 */
public interface Allocations {
  /** A live or freed object; {@code freedAt} is {@code null} while it lives. */
  record Allocation(
      String kind,
      long address,
      long size,
      int ordinal,
      List<SourceFrame> allocatedAt,
      List<SourceFrame> freedAt) {}

  /**
   * Notes an object handed out now; {@code kind} is the allocating function, for example {@code
   * kmalloc}.
   */
  void allocated(String kind, long address, long size);

  /**
   * Notes that the object at this start address is freed now; {@code null} if no live object starts
   * there.
   */
  Allocation freed(long address);

  /** The live object that contains the address, else the one freed last, else {@code null}. */
  Allocation at(long address);

  /** All live objects, by address. */
  List<Allocation> live();
}
