package org.seamreplay.module.state;

/**
 * Pages that a leaf takes one by one and that mostly follow one another: they change hands in as
 * few steps as possible, so that a pool of many pages costs little.
 */
public final class PageRun {
  private final OperandMemory memory;
  private final String purpose;
  private long start;
  private long size;

  public PageRun(OperandMemory memory, String purpose) {
    this.memory = memory;
    this.purpose = purpose;
  }

  public void add(long page) {
    if (page != start + size) {
      end();
      start = page;
    }
    size += AddressRules.PAGE;
  }

  /** The pages so far become the module's. */
  public void end() {
    if (size != 0) {
      memory.take(start, size, purpose);
      size = 0;
    }
  }
}
