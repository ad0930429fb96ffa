package org.seamreplay.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * vmalloc(): pages that are contiguous for the kernel and nowhere else; the physical pages behind
 * neighbours never are. A freed area keeps its addresses, so that late accesses are known for what
 * they are.
 */
final class Vmalloc {
  /**
   * An area.
   *
   * @param owned the pages came with it and go with it; else somebody else's pages are mapped
   */
  private record Area(long size, long[] pages, boolean owned) {}

  /** 1 GB; a quote or a module image takes some megabytes. */
  private static final int MOST_PAGES = 1 << 18;

  private final PhysicalMemory physical;
  private final PageAllocator allocator;
  private final AllocationGate gate;
  private final Context context;
  private final Cpus cpus;
  private final Locks locks;
  private final TreeMap<Long, Area> areas = new TreeMap<>();

  /** Address of each physical page that is in a live area, by page frame number. */
  private final Map<Long, Long> addresses = new HashMap<>();

  private long next = AddressSpace.VMALLOC;
  private long mapped;

  Vmalloc(
      PhysicalMemory physical,
      PageAllocator allocator,
      AllocationGate gate,
      Context context,
      Cpus cpus,
      Locks locks) {
    this.physical = physical;
    this.allocator = allocator;
    this.gate = gate;
    this.context = context;
    this.cpus = cpus;
    this.locks = locks;
  }

  void register(Models m) {
    m.model("vmalloc vmalloc_node", c -> allocate(c, c.arg(0), false));
    m.model("vzalloc vzalloc_node vmalloc_user", c -> allocate(c, c.arg(0), true));
    m.model("__vmalloc", c -> allocate(c, c.arg(0), (c.arg(1) & gate.gfp().zero()) != 0));
    m.model("vmalloc_array", c -> allocate(c, c.arg(0) * c.arg(1), false));
    m.model("vcalloc", c -> allocate(c, c.arg(0) * c.arg(1), true));
    m.model("vfree", this::release);
    m.model("vmap", this::map);
    m.model("vunmap", this::unmap);
    m.model("vmalloc_to_page", c -> c.result(AddressSpace.structPage(physicalPage(c))));
    m.model("vmalloc_to_pfn", c -> c.result(physicalPage(c) >>> AddressSpace.PAGE_SHIFT));
    m.model("is_vmalloc_addr", c -> c.result(AddressSpace.isVmalloc(c.arg(0)) ? 1 : 0));
    m.model("is_vmalloc_or_module_addr", c -> c.result(AddressSpace.isVmalloc(c.arg(0)) ? 1 : 0));
  }

  private void allocate(ExternalCall call, long size, boolean zero) {
    boolean admitted = gate.admit(call, size, gate.gfp().kernel());
    long address = admitted && size > 0 ? make(call.vm(), call.name(), size, zero) : 0;
    gate.done(call, size, address);
  }

  /** Makes an area; its address, 0 if there is no memory for it. */
  long make(Vm vm, String kind, long size, boolean zero) {
    long whole = AddressSpace.pageAlign(size);
    if (size < 0 || whole > AddressSpace.VMALLOC + AddressSpace.VMALLOC_SIZE - next) {
      return 0;
    }
    mapped += whole >>> AddressSpace.PAGE_SHIFT;
    if (mapped > MOST_PAGES) {
      vm.report(MemoryFault.BUDGET, "maps more than " + MOST_PAGES + " pages in vmalloc space");
    }
    long[] pages = new long[(int) (whole >>> AddressSpace.PAGE_SHIFT)];
    long address = next;
    for (int i = 0; i < pages.length; i++) {
      pages[i] = page();
      if (pages[i] == -1) {
        giveBack(vm, address, Arrays.copyOf(pages, i));
        return 0;
      }
      addresses.put(
          pages[i] >>> AddressSpace.PAGE_SHIFT, address + (long) i * AddressSpace.PAGE_SIZE);
      physical.setState(
          pages[i], AddressSpace.PAGE_SIZE, zero ? ByteState.DEFINED : ByteState.UNDEFINED);
      vm.memory()
          .mapPhysical(
              "vmalloc",
              address + (long) i * AddressSpace.PAGE_SIZE,
              AddressSpace.PAGE_SIZE,
              physical,
              pages[i]);
    }
    if (whole > size) {
      vm.memory().setState(address + size, whole - size, ByteState.REDZONE);
    }
    // A page that is never mapped follows each area, as in the kernel.
    next += whole + AddressSpace.PAGE_SIZE;
    areas.put(address, new Area(size, pages, true));
    vm.allocations().allocated(kind, address, size);
    return address;
  }

  /** The pages of an area for which there was not enough memory. */
  private void giveBack(Vm vm, long address, long[] pages) {
    for (int i = 0; i < pages.length; i++) {
      addresses.remove(pages[i] >>> AddressSpace.PAGE_SHIFT);
      vm.memory().unmap(address + (long) i * AddressSpace.PAGE_SIZE, AddressSpace.PAGE_SIZE);
      allocator.giveUnlisted(pages[i], AddressSpace.PAGE_SIZE);
    }
  }

  /** Single pages come downwards, so neighbours are never contiguous upwards. */
  private long page() {
    return allocator.unlisted(
        AddressSpace.PAGE_SIZE, AddressSpace.PAGE_SIZE, cpus.node(context.cpu()));
  }

  private void release(ExternalCall call) {
    long address = call.arg(0);
    if (context.current().interrupt) {
      context.mightSleep(call.vm(), "vfree()");
    }
    free(call.vm(), "vfree()", address);
  }

  void free(Vm vm, String function, long address) {
    if (address == 0) {
      return;
    }
    Area area = areas.get(address);
    if (area == null || !area.owned) {
      BadFree.report(vm, function, address);
      return;
    }
    areas.remove(address);
    vm.allocations().freed(address);
    locks.freed(vm, address, area.size);
    for (long page : area.pages) {
      addresses.remove(page >>> AddressSpace.PAGE_SHIFT);
      physical.setState(page, AddressSpace.PAGE_SIZE, ByteState.FREED);
    }
  }

  /** Maps pages that the caller has; nothing but the addresses is new. */
  private void map(ExternalCall call) {
    Vm vm = call.vm();
    long array = call.arg(0);
    int count = call.intArg(1);
    long size = (long) count * AddressSpace.PAGE_SIZE;
    context.mightSleep(vm, "vmap()");
    if (!gate.admit(call, size, gate.gfp().kernel()) || count <= 0) {
      gate.done(call, size, 0);
      return;
    }
    mapped += count;
    if (mapped > MOST_PAGES) {
      vm.report(MemoryFault.BUDGET, "maps more than " + MOST_PAGES + " pages in vmalloc space");
    }
    long[] pages = new long[count];
    long address = next;
    for (int i = 0; i < count; i++) {
      pages[i] = AddressSpace.ofStructPage(vm.memory().load(array + i * 8L, 8));
      vm.memory()
          .mapPhysical(
              "vmap",
              address + (long) i * AddressSpace.PAGE_SIZE,
              AddressSpace.PAGE_SIZE,
              physical,
              pages[i]);
    }
    next += size + AddressSpace.PAGE_SIZE;
    areas.put(address, new Area(size, pages, false));
    vm.allocations().allocated(call.name(), address, size);
    gate.done(call, size, address);
  }

  private void unmap(ExternalCall call) {
    Vm vm = call.vm();
    long address = call.arg(0);
    if (address == 0) {
      return;
    }
    Area area = areas.get(address);
    if (area == null || area.owned) {
      BadFree.report(vm, "vunmap()", address);
      return;
    }
    areas.remove(address);
    vm.allocations().freed(address);
    for (long at = address; at < address + area.size; at += AddressSpace.PAGE_SIZE) {
      vm.memory().unmap(at, AddressSpace.PAGE_SIZE);
    }
  }

  /** The physical pages of the live area that starts at the address, in order; else null. */
  long[] pagesOf(long address) {
    Area area = areas.get(address);
    return area == null ? null : area.pages;
  }

  /** The address of a physical page in the live area that has it, 0 if none has. */
  long addressOf(long hpa) {
    Long page = addresses.get(hpa >>> AddressSpace.PAGE_SHIFT);
    return page == null ? 0 : page + (hpa & (AddressSpace.PAGE_SIZE - 1));
  }

  private long physicalPage(ExternalCall call) {
    long address = call.arg(0);
    Map.Entry<Long, Area> entry = areas.floorEntry(address);
    long offset = entry == null ? 0 : address - entry.getKey();
    if (entry == null
        || offset >>> AddressSpace.PAGE_SHIFT >= entry.getValue().pages.length
        || !AddressSpace.isVmalloc(address)) {
      call.vm()
          .report(
              MemoryFault.WILD_POINTER,
              String.format(
                  Locale.ROOT, "%s(0x%x): no vmalloc area has this address", call.name(), address));
    }
    return entry.getValue().pages[(int) (offset >>> AddressSpace.PAGE_SHIFT)];
  }
}
