package org.seamreplay.kernel;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * Pages by node. Large allocations are ranges of {@link PhysicalMemory}, nothing in them is
 * touched. Pages may be given back in parts, as the kernel allows for contiguous ranges and exact
 * allocations.
 */
final class PageAllocator {
  /** Largest order of alloc_pages(), as in the kernel. */
  private static final int MAX_ORDER = 10;

  /** alloc_pages_bulk() may give less than is asked for. */
  private static final int MOST_IN_BULK = 512;

  private static final class Block {
    final String kind;
    final long size;
    long freed;

    Block(String kind, long size) {
      this.kind = kind;
      this.size = size;
    }
  }

  private final PhysicalMemory physical;
  private final MachineProfile profile;
  private final Cpus cpus;
  private final Context context;
  private final AllocationGate gate;
  private final Locks locks;
  private final Zones zones;

  /** Live blocks by HPA. */
  private final TreeMap<Long, Block> blocks = new TreeMap<>();

  /** References of single pages beyond the first, by HPA. */
  private final Map<Long, Integer> references = new HashMap<>();

  PageAllocator(
      PhysicalMemory physical,
      MachineProfile profile,
      Cpus cpus,
      Context context,
      AllocationGate gate,
      Locks locks) {
    this.physical = physical;
    this.profile = profile;
    this.cpus = cpus;
    this.context = context;
    this.gate = gate;
    this.locks = locks;
    this.zones = new Zones(profile, physical);
  }

  void register(Models m) {
    m.model("alloc_pages", c -> pages(c, c.arg(0), c.intArg(1), here(), false));
    m.model("alloc_pages_node", c -> pages(c, c.arg(1), c.intArg(2), node(c.intArg(0)), false));
    m.model("__alloc_pages", c -> pages(c, c.arg(0), c.intArg(1), node(c.intArg(2)), false));
    m.model("__get_free_pages", c -> pages(c, c.arg(0), c.intArg(1), here(), true));
    m.model("get_zeroed_page", c -> pages(c, c.arg(0) | gate.gfp().zero(), 0, here(), true));
    m.model("alloc_pages_exact", c -> exact(c, c.arg(0), c.arg(1), here()));
    m.model("alloc_pages_exact_nid", c -> exact(c, c.arg(1), c.arg(2), node(c.intArg(0))));
    m.model("alloc_contig_pages", this::contiguous);
    m.model("alloc_pages_bulk", this::bulk);
    m.model("__free_pages", c -> freePage(c, c.arg(0), c.intArg(1)));
    m.model("free_pages", this::freePages);
    m.model("free_pages_exact", this::freeExact);
    m.model("free_contig_range", c -> give(c.vm(), c.name(), c.arg(0) << 12, c.arg(1) << 12));
    m.noEffect("split_page");
    m.model("get_page", this::getPage);
    m.model("put_page", this::putPage);
    m.model("page_count", c -> c.result(count(AddressSpace.ofStructPage(c.arg(0)))));
    m.model("totalram_pages", c -> c.result(totalPages()));
    m.model("clear_page", c -> c.vm().memory().fill(c.arg(0), 0, AddressSpace.PAGE_SIZE));
    m.model("copy_page", c -> c.vm().memory().copy(c.arg(0), c.arg(1), AddressSpace.PAGE_SIZE));
    m.data("zero_pfn", new byte[8], 8);
  }

  void start(Vm vm) {
    mapDirect(vm);
    vm.memory()
        .mapPrivate(
            "struct pages",
            AddressSpace.VMEMMAP,
            (AddressSpace.DIRECT_MAP_SIZE >>> AddressSpace.PAGE_SHIFT) * AddressSpace.STRUCT_PAGE,
            ByteState.DEFINED);
  }

  /** What boot needs of memory. */
  void boot(Vm vm) {
    long zeroPfn = vm.address("zero_pfn");
    if (zeroPfn != -1) {
      long page = unlistedPage(vm);
      physical.setState(page, AddressSpace.PAGE_SIZE, ByteState.DEFINED);
      vm.memory().store(zeroPfn, 8, page >>> AddressSpace.PAGE_SHIFT);
    }
  }

  /**
   * A page for the kernel proper: it counts neither as allocation nor as leak. A machine that has
   * none left cannot go on.
   */
  long unlistedPage(Vm vm) {
    long page = take(AddressSpace.PAGE_SIZE, AddressSpace.PAGE_SIZE, 0, false);
    if (page == -1) {
      vm.report(ContextFault.KERNEL_BUG, "panic: out of memory, no page is left for the kernel");
    }
    return page;
  }

  /** Pages for an allocator on top of this one, in no particular state; -1 if there are none. */
  long unlisted(long size, long align, int node) {
    return take(size, align, node, false);
  }

  /** Makes pages of {@link #unlisted} inaccessible, for an allocator that opens parts of them. */
  void redZone(long hpa, long size) {
    physical.setState(hpa, size, ByteState.REDZONE);
  }

  /** Takes back what {@link #unlisted} gave. */
  void giveUnlisted(long hpa, long size) {
    physical.setState(hpa, size, ByteState.FREED);
    zones.at(hpa).give(hpa, size);
  }

  /** Lets the direct map be looked up anew, after frames of physical memory were replaced. */
  void remap(Vm vm) {
    vm.memory().unmap(AddressSpace.DIRECT_MAP, AddressSpace.DIRECT_MAP_SIZE);
    mapDirect(vm);
  }

  private void mapDirect(Vm vm) {
    vm.memory()
        .mapPhysical(
            "direct map", AddressSpace.DIRECT_MAP, AddressSpace.DIRECT_MAP_SIZE, physical, 0);
  }

  /** Pages that count as an object of the caller; the address in the direct map, 0 if none. */
  long listed(Vm vm, String kind, long size, long align, int node, long flags) {
    return listed(
        vm, kind, take(size, align, node, (flags & gate.gfp().thisNode()) != 0), size, flags);
  }

  private long listed(Vm vm, String kind, long hpa, long size, long flags) {
    if (hpa == -1) {
      return 0;
    }
    physical.setState(
        hpa, size, (flags & gate.gfp().zero()) != 0 ? ByteState.DEFINED : ByteState.UNDEFINED);
    blocks.put(hpa, new Block(kind, size));
    long address = AddressSpace.direct(hpa);
    vm.allocations().allocated(kind, address, size);
    return address;
  }

  private long take(long size, long align, int node, boolean onlyThis) {
    for (Zone zone : zones.of(node, onlyThis)) {
      long hpa = zone.take(size, align);
      if (hpa != -1) {
        return hpa;
      }
    }
    return -1;
  }

  private int here() {
    return cpus.node(context.cpu());
  }

  private int node(int asked) {
    return asked < 0 ? here() : asked;
  }

  private void pages(ExternalCall call, long flags, int order, int node, boolean asAddress) {
    long size = (long) AddressSpace.PAGE_SIZE << Math.max(0, Math.min(order, 40));
    boolean admitted = gate.admit(call, size, flags);
    if (order < 0 || order > MAX_ORDER) {
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING,
              call.name() + "(): order " + order + ", the largest is " + MAX_ORDER);
      admitted = false;
    }
    long address = admitted ? listed(call.vm(), call.name(), size, size, node, flags) : 0;
    gate.done(call, size, address);
    if (!asAddress && address != 0) {
      call.result(AddressSpace.structPage(address - AddressSpace.DIRECT_MAP));
    }
  }

  private void exact(ExternalCall call, long asked, long flags, int node) {
    boolean admitted = gate.admit(call, asked, flags);
    long size = AddressSpace.pageAlign(asked);
    long most = (long) AddressSpace.PAGE_SIZE << MAX_ORDER;
    if (asked <= 0 || asked > most) {
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING,
              String.format(
                  Locale.ROOT, "%s(): %d bytes, the most is %d", call.name(), asked, most));
      admitted = false;
    }
    // Cut from a block of the next order, so it is aligned like one.
    long align = Long.highestOneBit(Math.max(size, 1) * 2 - 1);
    long address = admitted ? listed(call.vm(), call.name(), size, align, node, flags) : 0;
    gate.done(call, asked, address);
  }

  private void contiguous(ExternalCall call) {
    long size = call.arg(0) << AddressSpace.PAGE_SHIFT;
    long flags = call.arg(1);
    int node = node(call.intArg(2));
    Vm vm = call.vm();
    boolean admitted = gate.admit(call, size, flags) && size > 0;
    context.mightSleep(vm, "alloc_contig_pages()");
    long hpa = admitted ? scan(vm, size, flags, node, call.arg(3)) : -1;
    long address = listed(vm, call.name(), hpa, size, flags);
    gate.done(call, size, address);
    if (address != 0) {
      call.result(AddressSpace.structPage(address - AddressSpace.DIRECT_MAP));
    }
  }

  /**
   * As alloc_contig_pages(), zone by zone.
   *
   * @param nodes a {@code nodemask_t} of the nodes that may give, 0 for all
   */
  private long scan(Vm vm, long size, long flags, int node, long nodes) {
    for (Zone zone : zones.of(node, (flags & gate.gfp().thisNode()) != 0)) {
      boolean allowed =
          nodes == 0
              || (vm.memory().load(nodes + zone.node() / 8, 1) >>> (zone.node() % 8) & 1) != 0;
      long hpa = allowed ? zone.scan(size) : -1;
      if (hpa != -1) {
        return hpa;
      }
    }
    return -1;
  }

  private void bulk(ExternalCall call) {
    long flags = call.arg(0);
    long count = call.arg(1);
    long array = call.arg(2);
    Vm vm = call.vm();
    boolean admitted = gate.admit(call, count * AddressSpace.PAGE_SIZE, flags);
    long done = 0;
    for (; admitted && done < Math.min(count, MOST_IN_BULK); done++) {
      long address =
          listed(vm, call.name(), AddressSpace.PAGE_SIZE, AddressSpace.PAGE_SIZE, here(), flags);
      if (address == 0) {
        break;
      }
      vm.memory()
          .store(array + done * 8, 8, AddressSpace.structPage(address - AddressSpace.DIRECT_MAP));
    }
    gate.done(call, count * AddressSpace.PAGE_SIZE, 0);
    call.result(done);
  }

  private void freePages(ExternalCall call) {
    long address = call.arg(0);
    if (address == 0) {
      return;
    }
    long size = (long) AddressSpace.PAGE_SIZE << call.intArg(1);
    giveAddress(call.vm(), call.name(), address, size);
  }

  private void freePage(ExternalCall call, long page, int order) {
    if (!drop(AddressSpace.ofStructPage(page))) {
      give(
          call.vm(),
          call.name(),
          AddressSpace.ofStructPage(page),
          (long) AddressSpace.PAGE_SIZE << order);
    }
  }

  private void freeExact(ExternalCall call) {
    giveAddress(call.vm(), call.name(), call.arg(0), AddressSpace.pageAlign(call.arg(1)));
  }

  /** Frees pages by their address in the direct map. */
  void giveAddress(Vm vm, String function, long address, long size) {
    if (!AddressSpace.isDirect(address) || (address & (AddressSpace.PAGE_SIZE - 1)) != 0) {
      BadFree.report(vm, function + "()", address);
    }
    give(vm, function, address - AddressSpace.DIRECT_MAP, size);
  }

  private void give(Vm vm, String function, long hpa, long size) {
    Map.Entry<Long, Block> entry = blocks.floorEntry(hpa);
    long address = AddressSpace.direct(hpa);
    if (entry == null || hpa - entry.getKey() >= entry.getValue().size) {
      BadFree.report(vm, function + "()", address);
      return;
    }
    Block block = entry.getValue();
    long start = entry.getKey();
    if (size > start + block.size - hpa) {
      vm.report(
          MemoryFault.INVALID_FREE,
          String.format(
              Locale.ROOT,
              "%s() of %d bytes, %s() handed out %d from there",
              function,
              size,
              block.kind,
              start + block.size - hpa),
          BadFree.describe(vm.allocations().at(address)));
    }
    if (physical.stateAt(hpa) == ByteState.FREED) {
      BadFree.report(vm, function + "()", address);
    }
    gate.freed(hpa, size);
    locks.freed(vm, address, size);
    physical.setState(hpa, size, ByteState.FREED);
    zones.at(hpa).give(hpa, size);
    block.freed += size;
    if (block.freed >= block.size) {
      blocks.remove(start);
      vm.allocations().freed(AddressSpace.direct(start));
    }
  }

  private void getPage(ExternalCall call) {
    references.merge(AddressSpace.ofStructPage(call.arg(0)), 1, Integer::sum);
  }

  private void putPage(ExternalCall call) {
    freePage(call, call.arg(0), 0);
  }

  /** Drops an extra reference; false if there is none. */
  private boolean drop(long hpa) {
    Integer extra = references.get(hpa);
    if (extra == null) {
      return false;
    }
    if (extra == 1) {
      references.remove(hpa);
    } else {
      references.put(hpa, extra - 1);
    }
    return true;
  }

  private int count(long hpa) {
    return 1 + references.getOrDefault(hpa, 0);
  }

  private long totalPages() {
    long bytes = 0;
    for (MachineProfile.MemoryRegion region : profile.memory()) {
      bytes += region.size();
    }
    return bytes >>> AddressSpace.PAGE_SHIFT;
  }
}
