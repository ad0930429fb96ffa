package org.seamreplay.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.seamreplay.platform.MachineProfile;

/**
 * The free memory of one node. Fresh pages are taken from the top of the highest region downwards,
 * as the kernel's page allocator mostly does after boot; pages given back are used again only when
 * nothing fresh is left, so that a stale pointer is noticed. Small requests are cut from chunks of
 * their own, so that they do not fragment what large ones need.
 */
final class NodeMemory {
  /** Small requests share chunks of 4 MB, the largest order of the buddy allocator. */
  private static final long CHUNK = 4L << 20;

  /** Large requests are aligned as alloc_contig_pages() works: to page blocks. */
  private static final long BLOCK = 2L << 20;

  /** The image, firmware tables and the first megabyte are not for the page allocator. */
  private static final long LOWEST = 64L << 20;

  private record Freed(long base, long size) {}

  private static final class Region {
    final long base;
    long top;

    Region(long base, long top) {
      this.base = base;
      this.top = top;
    }
  }

  private final List<Region> regions = new ArrayList<>();
  private final Deque<Freed> freed = new ArrayDeque<>();
  private long chunkBase;
  private long chunkTop;

  /** True for what came from {@link #freed} last: it has old content. */
  private boolean used;

  NodeMemory(MachineProfile profile, int node) {
    for (MachineProfile.MemoryRegion region : profile.memory()) {
      long base = Math.max(region.base(), LOWEST);
      long top = (region.base() + region.size()) & -AddressSpace.PAGE_SIZE;
      if (region.node() == node && top > base) {
        regions.add(0, new Region((base + 4095) & -AddressSpace.PAGE_SIZE, top));
      }
    }
  }

  /**
   * Takes whole pages.
   *
   * @param align power of two, at least a page
   * @return the first byte, or -1
   */
  long take(long size, long align) {
    used = false;
    if (size <= CHUNK / 4 && align <= size) {
      long at = (chunkTop - size) & -align;
      if (chunkTop == 0 || at < chunkBase) {
        long chunk = fresh(CHUNK, CHUNK);
        if (chunk == -1) {
          return takeFreed(size, align);
        }
        chunkBase = chunk;
        chunkTop = chunk + CHUNK;
        at = (chunkTop - size) & -align;
      }
      chunkTop = at;
      return at;
    }
    long at = fresh(size, Math.max(align, size >= BLOCK ? BLOCK : align));
    return at != -1 ? at : takeFreed(size, align);
  }

  /** Whether the last {@link #take} gave memory that was in use before. */
  boolean lastWasUsed() {
    return used;
  }

  void give(long base, long size) {
    freed.addLast(new Freed(base, size));
  }

  private long fresh(long size, long align) {
    for (Region region : regions) {
      long at = (region.top - size) & -align;
      if (size <= region.top - region.base && at >= region.base) {
        region.top = at;
        return at;
      }
    }
    return -1;
  }

  private long takeFreed(long size, long align) {
    for (Iterator<Freed> i = freed.iterator(); i.hasNext(); ) {
      Freed range = i.next();
      long at = (range.base + align - 1) & -align;
      if (at - range.base + size <= range.size) {
        i.remove();
        if (at > range.base) {
          freed.addFirst(new Freed(range.base, at - range.base));
        }
        long rest = range.base + range.size - at - size;
        if (rest > 0) {
          freed.addFirst(new Freed(at + size, rest));
        }
        used = true;
        return at;
      }
    }
    return -1;
  }
}
