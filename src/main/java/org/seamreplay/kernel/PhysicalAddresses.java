package org.seamreplay.kernel;

import java.util.Locale;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * Physical addresses of pointers: __pa() by arithmetic, for the direct map and the image, checked
 * as with DEBUG_VIRTUAL; slow_virt_to_phys() for whatever is mapped. Variables and stacks get a
 * place in physical memory when somebody asks for it.
 */
final class PhysicalAddresses {
  /** The image ends below the modules' area. */
  private static final long IMAGE_SIZE = 1L << 30;

  private final PhysicalMemory physical;
  private final MachineProfile profile;
  private final PageAllocator pages;

  PhysicalAddresses(PhysicalMemory physical, MachineProfile profile, PageAllocator pages) {
    this.physical = physical;
    this.profile = profile;
    this.pages = pages;
  }

  void register(Models m) {
    m.model("__phys_addr __phys_addr_symbol", this::physAddr);
    m.model("__virt_addr_valid", c -> c.result(valid(c.arg(0)) ? 1 : 0));
    m.model("slow_virt_to_phys", this::slow);
    m.model("seamreplay_pfn_valid", c -> c.result(isRam(c.arg(0) << 12) ? 1 : 0));
    m.model("page_to_nid", c -> c.result(nodeOf(AddressSpace.ofStructPage(c.arg(0)))));
    m.model("pfn_to_nid", c -> c.result(nodeOf(c.arg(0) << 12)));
  }

  private void physAddr(ExternalCall call) {
    long address = call.arg(0);
    if (AddressSpace.isDirect(address)) {
      call.result(address - AddressSpace.DIRECT_MAP);
    } else if (isImage(address)) {
      long hpa = address - AddressSpace.IMAGE;
      back(call.vm(), address, hpa & -AddressSpace.PAGE_SIZE);
      call.result(hpa);
    } else {
      call.vm()
          .report(
              ContextFault.BAD_PHYSICAL_ADDRESS,
              String.format(
                  Locale.ROOT,
                  "__pa(0x%x) of %s: only the direct map and the image have one that way",
                  address,
                  kindOf(call.vm(), address)));
    }
  }

  private void slow(ExternalCall call) {
    Vm vm = call.vm();
    long address = call.arg(0);
    long hpa = vm.memory().physical(address);
    if (hpa == -1) {
      long page =
          isImage(address)
              ? (address - AddressSpace.IMAGE) & -AddressSpace.PAGE_SIZE
              : pages.unlistedPage(vm);
      back(vm, address, page);
      hpa = page + (address & (AddressSpace.PAGE_SIZE - 1));
    }
    call.result(hpa);
  }

  private void back(Vm vm, long address, long page) {
    if (vm.memory().physical(address) == -1) {
      vm.memory().backPage(address, physical, page);
    }
  }

  private static boolean isImage(long address) {
    return address - AddressSpace.IMAGE >= 0 && address - AddressSpace.IMAGE < IMAGE_SIZE;
  }

  private static String kindOf(Vm vm, long address) {
    if (AddressSpace.isVmalloc(address)) {
      return "a vmalloc address";
    }
    String symbol = vm.symbolAt(address);
    return symbol != null ? symbol : address == 0 ? "NULL" : "an address outside of the direct map";
  }

  private boolean valid(long address) {
    return AddressSpace.isDirect(address)
        ? isRam(address - AddressSpace.DIRECT_MAP)
        : isImage(address);
  }

  private boolean isRam(long hpa) {
    return region(hpa) != null;
  }

  private int nodeOf(long hpa) {
    MachineProfile.MemoryRegion region = region(hpa);
    return region == null ? 0 : region.node();
  }

  private MachineProfile.MemoryRegion region(long hpa) {
    for (MachineProfile.MemoryRegion region : profile.memory()) {
      if (hpa >= region.base() && hpa - region.base() < region.size()) {
        return region;
      }
    }
    return null;
  }
}
