package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.vm.code.Page;

/** A region that shows a stretch of sparse memory: of the machine's, or of memory of its own. */
class Window extends Region {
  private final PhysicalMemory memory;
  private final long base;
  private final boolean shared;

  /** A window onto {@code memory}: {@code start} shows {@code hpa}. */
  Window(String name, long start, long size, PhysicalMemory memory, long hpa) {
    this(name, start, size, memory, hpa, true);
  }

  /** Memory of its own, all bytes in one state. */
  Window(String name, long start, long size, byte state) {
    this(name, start, size, new PhysicalMemory(), 0, false);
    long whole = size & -Page.SIZE;
    memory.setState(0, whole, state);
    if (whole < size) {
      Arrays.fill(memory.frame(whole).state, 0, (int) (size - whole), state);
    }
  }

  private Window(
      String name, long start, long size, PhysicalMemory memory, long base, boolean shared) {
    super(name, start, size);
    this.memory = memory;
    this.base = base;
    this.shared = shared;
  }

  private long offset(long address) {
    return base + (address - start);
  }

  @Override
  Page page(long address) {
    long at = offset(address);
    PhysicalMemory.Frame frame = memory.frameIfTouched(at);
    if (frame == null) {
      if (memory.stateAt(at) >= ByteState.REDZONE) {
        return null;
      }
      frame = memory.frame(at);
    }
    long number = address >>> Page.SHIFT;
    int bias = (int) (number << Page.SHIFT) - frame.offset;
    return new Page(number, frame.data, frame.state, bias, true);
  }

  @Override
  byte stateAt(long address) {
    return memory.stateAt(offset(address));
  }

  @Override
  void setState(long address, long length, byte state) {
    long at = offset(address);
    long end = at + length;
    while (at < end) {
      int inPage = (int) at & Page.MASK;
      long part = end - at;
      if (inPage == 0 && part >= Page.SIZE) {
        part &= -Page.SIZE;
        memory.setState(at, part, state);
      } else {
        part = Math.min(part, Page.SIZE - inPage);
        PhysicalMemory.Frame frame = memory.frame(at);
        int from = frame.offset + inPage;
        Arrays.fill(frame.state, from, from + (int) part, state);
      }
      at += part;
    }
  }

  @Override
  long physical(long address) {
    return shared ? offset(address) : -1;
  }

  @Override
  long pages() {
    return memory.framesTouched();
  }

  /** Memory of its own, for regions that fill it themselves. */
  final PhysicalMemory memory() {
    return memory;
  }
}
