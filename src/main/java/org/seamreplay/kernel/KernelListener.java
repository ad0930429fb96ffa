package org.seamreplay.kernel;

/** Told of what the kernel does, at the moment it does it. */
public interface KernelListener {
  /**
   * The code under test asks for memory.
   *
   * @param kind the allocating function, for example {@code kmalloc}
   * @param size bytes asked for
   * @param ordinal number of the call in this run, from 1
   * @param address what it gets; 0 if there is no memory
   */
  default void allocated(String kind, long size, int ordinal, long address) {}

  /** A line is complete and in the log. */
  default void printed(LogLine line) {}

  /** The code under test does something that no call shows. */
  default void effect(Effect effect) {}

  /** Pages go back to the page allocator; they are still as the code under test left them. */
  default void pagesFreed(long hpa, long size) {}

  /** A CPU came online or went offline. */
  default void cpuOnline(int cpu, boolean online) {}
}
