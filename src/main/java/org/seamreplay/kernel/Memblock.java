package org.seamreplay.kernel;

import java.util.List;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;

/** The firmware's memory map as memblock keeps it after boot. */
final class Memblock {
  private final List<MemoryRegion> regions;

  /** Any node, as the kernel's callers write it. */
  private final int anyNode;

  Memblock(MachineProfile profile, Layouts layouts) {
    this.regions = profile.memory();
    this.anyNode = layouts.number("MAX_NUMNODES");
  }

  void register(Models m) {
    m.model("__next_mem_pfn_range", this::next);
    m.model("memblock_start_of_DRAM", c -> c.result(regions.get(0).base()));
    m.model("memblock_end_of_DRAM", c -> c.result(end()));
    m.model("memblock_phys_mem_size", c -> c.result(size()));
    m.model("memblock_is_memory", c -> c.result(contains(c.arg(0)) ? 1 : 0));
    byte[] pages = Cpus.bytes(end() >>> AddressSpace.PAGE_SHIFT, 8);
    m.data("max_pfn max_low_pfn", pages, 8);
  }

  /** As in the kernel, a region counts with the pages that lie in it completely. */
  private void next(ExternalCall call) {
    Memory memory = call.vm().memory();
    long index = call.arg(0);
    int node = call.intArg(1);
    long start = call.arg(2);
    long end = call.arg(3);
    long regionNode = call.arg(4);
    int i = (int) memory.load(index, 4) + 1;
    for (; i < regions.size(); i++) {
      MemoryRegion region = regions.get(i);
      long first = (region.base() + AddressSpace.PAGE_SIZE - 1) >>> AddressSpace.PAGE_SHIFT;
      long last = (region.base() + region.size()) >>> AddressSpace.PAGE_SHIFT;
      if (first < last && (node == anyNode || node == region.node())) {
        memory.store(index, 4, i);
        store(memory, start, 8, first);
        store(memory, end, 8, last);
        store(memory, regionNode, 4, region.node());
        return;
      }
    }
    memory.store(index, 4, -1);
  }

  private static void store(Memory memory, long address, int bytes, long value) {
    if (address != 0) {
      memory.store(address, bytes, value);
    }
  }

  private long end() {
    MemoryRegion last = regions.get(regions.size() - 1);
    return last.base() + last.size();
  }

  private long size() {
    return regions.stream().mapToLong(MemoryRegion::size).sum();
  }

  private boolean contains(long hpa) {
    return regions.stream().anyMatch(r -> hpa >= r.base() && hpa - r.base() < r.size());
  }
}
