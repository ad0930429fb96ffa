package org.seamreplay.kernel;

import org.seamreplay.platform.PhysicalMemory;

/**
 * Where the kernel's address space has what, as x86-64 Linux without address space randomisation
 * and with four-level paging (Documentation/arch/x86/x86_64/mm.rst). The shim's {@code
 * asm/page_types.h} has the same numbers.
 */
public final class AddressSpace {
  /** Physical address 0 in the direct map. */
  public static final long DIRECT_MAP = 0xffff_8880_0000_0000L;

  /** Size of the direct map's window: 46 bits of physical address. */
  public static final long DIRECT_MAP_SIZE = 1L << 46;

  /** Start of vmalloc space. */
  public static final long VMALLOC = 0xffff_c900_0000_0000L;

  /** Size of vmalloc space. */
  public static final long VMALLOC_SIZE = 1L << 45;

  /** The {@code struct page} of page frame 0. */
  public static final long VMEMMAP = 0xffff_ea00_0000_0000L;

  /** Copies of the per-CPU section, in the range the kernel has them in. */
  public static final long PER_CPU = 0xffff_e8ff_c000_0000L;

  /** Start of the kernel image; it lies at physical address 0 + offset. */
  public static final long IMAGE = 0xffff_ffff_8000_0000L;

  /** Bytes in a page. */
  public static final int PAGE_SIZE = PhysicalMemory.FRAME_SIZE;

  /** Bytes of a cache line. */
  static final int CACHE_LINE = 64;

  static final int PAGE_SHIFT = 12;

  /** Bytes in a {@code struct page}. */
  static final int STRUCT_PAGE = 64;

  private AddressSpace() {}

  /** Address of a physical address in the direct map, as __va(). */
  public static long direct(long hpa) {
    return hpa + DIRECT_MAP;
  }

  /** Whether an address is in the direct map's window. */
  public static boolean isDirect(long address) {
    return address - DIRECT_MAP >= 0 && address - DIRECT_MAP < DIRECT_MAP_SIZE;
  }

  /** Whether an address is in vmalloc space. */
  public static boolean isVmalloc(long address) {
    return address - VMALLOC >= 0 && address - VMALLOC < VMALLOC_SIZE;
  }

  /** Address of the {@code struct page} of the frame at a physical address. */
  public static long structPage(long hpa) {
    return VMEMMAP + (hpa >>> PAGE_SHIFT) * STRUCT_PAGE;
  }

  /** The physical address of the frame that a {@code struct page} describes. */
  public static long ofStructPage(long page) {
    return ((page - VMEMMAP) / STRUCT_PAGE) << PAGE_SHIFT;
  }

  static long pageAlign(long size) {
    return (size + PAGE_SIZE - 1) & -PAGE_SIZE;
  }
}
