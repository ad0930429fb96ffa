package org.seamreplay.kernel;

import java.util.Arrays;
import java.util.List;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.PhysicalMemory;

/**
 * A zone of a node and its free memory. Pages given back are used again only when nothing fresh is
 * left, so that a stale pointer is noticed.
 */
final class Zone {
  /** What x86-64 divides memory into, highest first, as allocations look at it. */
  enum Kind {
    NORMAL(4L << 30, Long.MAX_VALUE),
    DMA32(16L << 20, 4L << 30),
    DMA(0, 16L << 20);

    private final long base;
    private final long end;

    Kind(long base, long end) {
      this.base = base;
      this.end = end;
    }
  }

  /** Small requests share chunks of 4 MB, the largest order of the buddy allocator. */
  private static final long CHUNK = 4L << 20;

  /** Large requests are aligned to page blocks. */
  private static final long BLOCK = 2L << 20;

  /** Linux on x86 never gives away the first megabyte, which old firmware writes to. */
  private static final long FIRMWARE_END = 1L << 20;

  /** The kernel's image, where it lies without address space randomisation, and what is by it. */
  private static final long IMAGE = 16L << 20;

  private static final long IMAGE_END = 64L << 20;

  private final int node;
  private final PhysicalMemory physical;
  private final long start;
  private final long end;
  private final PageRanges fresh = new PageRanges();

  /** All that is free, fresh or given back. */
  private final PageRanges free = new PageRanges();

  private long chunkBase;
  private long chunkTop;

  /**
   * A zone as it is after boot.
   *
   * @param regions the memory of the node, ascending
   */
  Zone(Kind kind, int node, List<MemoryRegion> regions, PhysicalMemory physical) {
    this.node = node;
    this.physical = physical;
    MemoryRegion last = regions.get(regions.size() - 1);
    start = Math.max(kind.base, regions.get(0).base());
    end = Math.min(kind.end, last.base() + last.size());
    for (MemoryRegion region : regions) {
      long from = Math.max(start, region.base());
      long to = Math.min(end, region.base() + region.size());
      if (from < to) {
        fresh.add(from, to);
        free.add(from, to);
      }
    }
    reserve(0, FIRMWARE_END);
    reserve(IMAGE, IMAGE_END);
  }

  private void reserve(long base, long to) {
    fresh.remove(base, to);
    free.remove(base, to);
  }

  /** The node that the zone is of. */
  int node() {
    return node;
  }

  /** Whether the zone spans this address; holes and memory of other nodes may lie in it, too. */
  boolean spans(long hpa) {
    return hpa >= start && hpa < end;
  }

  /**
   * Takes whole pages as the page allocator does: small requests are cut from chunks of their own,
   * so that they do not fragment what large ones need.
   *
   * @param align power of two, at least a page
   * @return the first byte, or -1
   */
  long take(long size, long align) {
    if (size <= CHUNK / 4 && align <= size) {
      long at = inChunk(size, align);
      if (at != -1) {
        return at;
      }
    }
    long wanted = Math.max(align, size >= BLOCK ? BLOCK : align);
    long at = fresh.highest(size, wanted);
    return at != -1 ? taken(at, size) : again(free.highest(size, align), size);
  }

  private long inChunk(long size, long align) {
    long at = (chunkTop - size) & -align;
    if (chunkTop == 0 || at < chunkBase) {
      long chunk = fresh.highest(CHUNK, CHUNK);
      if (chunk == -1) {
        return -1;
      }
      chunkBase = taken(chunk, CHUNK);
      chunkTop = chunk + CHUNK;
      at = (chunkTop - size) & -align;
    }
    chunkTop = at;
    return at;
  }

  /**
   * Takes contiguous pages as alloc_contig_pages() does (mm/page_alloc.c): upwards from the start
   * of the zone in steps of what is asked for, until all pages of a step are there and can be had.
   *
   * @return the first byte, or -1
   */
  long scan(long size) {
    if (size > end - start) {
      return -1;
    }
    long first = alignUp(start >>> AddressSpace.PAGE_SHIFT, size >>> AddressSpace.PAGE_SHIFT);
    long from = first << AddressSpace.PAGE_SHIFT;
    long at = fresh.firstInSteps(from, size, end);
    return at != -1 ? taken(at, size) : again(free.firstInSteps(from, size, end), size);
  }

  /** ALIGN() as the kernel has it, which for numbers that are no power of two only goes upwards. */
  private static long alignUp(long number, long to) {
    return (number + to - 1) & ~(to - 1);
  }

  /** Takes pages back. */
  void give(long base, long size) {
    free.add(base, base + size);
  }

  private long taken(long at, long size) {
    fresh.remove(at, at + size);
    free.remove(at, at + size);
    return at;
  }

  /** Memory that comes back has old bytes; a reader of them is reported, so they may as well go. */
  private long again(long at, long size) {
    if (at == -1) {
      return -1;
    }
    for (long page = at; page < at + size; page += AddressSpace.PAGE_SIZE) {
      PhysicalMemory.Frame frame = physical.frameIfTouched(page);
      if (frame != null) {
        Arrays.fill(frame.data, (byte) 0);
      }
    }
    return taken(at, size);
  }
}
