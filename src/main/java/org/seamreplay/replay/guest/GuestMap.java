package org.seamreplay.replay.guest;

import java.util.List;
import java.util.Map;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.PhysicalMemory;

/**
 * Where a guest has what, by guest physical address (GPA). The host gives it just the memory that
 * its kernel uses: 192 KB at the top of what firmware tells it, and two pages for what runs before
 * and beside the kernel.
 */
final class GuestMap {
  /** Says that an address is of memory shared with the host: GPAs have 48 bits (GPAW 0). */
  static final long SHARED = 1L << 47;

  /**
   * What the guest's firmware reports as RAM: the smallest that its page allocator can work with.
   */
  private static final long MEMORY = 64L << 20;

  private static final long MEMORY_SIZE = 4L << 20;

  /** The slot that the host provides. */
  static final long RAM = MEMORY + MEMORY_SIZE - (256 << 10);

  static final int RAM_PAGES = 64;

  /** The measured page: what the TD starts with. */
  static final long FIRMWARE = RAM;

  /** A page of a program that makes TDCALLs itself. */
  static final long PROGRAM = RAM + AbiSizes.PAGE;

  /** From here to the end: for the kernel. */
  static final long KERNEL = RAM + 16 * AbiSizes.PAGE;

  /** Where a program lays out requests of its own, in a slot of its own. */
  static final long WINDOW = 2L << 30;

  static final int WINDOW_PAGES = 2049;

  private GuestMap() {}

  /** Numbers of the TDX ABI. */
  static final class AbiSizes {
    static final int PAGE = PhysicalMemory.FRAME_SIZE;

    /** REPORTDATA of TDG.MR.REPORT. */
    static final int REPORT_DATA = 64;

    /** TDREPORT. */
    static final int REPORT = 1024;

    private AbiSizes() {}
  }

  /** The virtual machine: one CPU. */
  static MachineProfile machine() {
    return new MachineProfile(
        "guest",
        1,
        List.of(new MachineProfile.Cpu(0, 0, 0, 0)),
        List.of(new MachineProfile.MemoryRegion(MEMORY, MEMORY_SIZE, 0)),
        List.of(),
        48,
        0,
        0,
        0,
        "SAPPHIRERAPIDS_X",
        List.of(),
        Map.of(),
        List.of(),
        new MachineProfile.Range(0, 0));
  }
}
