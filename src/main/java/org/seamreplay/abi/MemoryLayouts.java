package org.seamreplay.abi;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.abi.StructLayout.Field;
import org.seamreplay.platform.PhysicalMemory;

/** The structures that operands lead to, and how many of what they can hold. */
public final class MemoryLayouts {
  public static final int PAGE = PhysicalMemory.FRAME_SIZE;
  public static final int TDMR_INFO_SIZE = 64;
  public static final int MAX_TDMRS = 64;
  public static final int MAX_RESERVED = 16;
  public static final int MAX_CMRS = 32;
  public static final int MAX_MODULE_PAGES = 496;
  public static final int TDSYSINFO_SIZE = 1024;
  public static final int SEAMLDR_INFO_SIZE = 256;

  /** A linked list of pages: 511 pages a node, then the next node (kernel series of May 2026). */
  public static final int PAGES_IN_NODE = 511;

  /** Longest buffer of a linked list that is looked at. */
  public static final long MAX_LINKED = 64L << 20;

  /** SEAMLDR_PARAMS: offsets of its fields (Linux 7.3). */
  public static final int PARAMS_SIGNATURE = 8;

  public static final int PARAMS_COUNT = 120;
  public static final int PARAMS_PAGES = 128;

  /** TDMR_INFO with 16 reserved areas (TDX module 1.5.01). */
  public static final StructLayout TDMR_INFO = tdmrInfo();

  /** TD_PARAMS (TDX module 1.5.01). */
  public static final StructLayout TD_PARAMS =
      new StructLayout(
          "TD_PARAMS",
          1024,
          List.of(
              new Field("ATTRIBUTES", 0, 8),
              new Field("XFAM", 8, 8),
              new Field("MAX_VCPUS", 16, 2),
              new Field("NUM_L2_VMS", 18, 1),
              new Field("MSR_CONFIG_CTLS", 19, 1),
              new Field("RESERVED", 20, 4),
              new Field("EPTP_CONTROLS", 24, 8),
              new Field("CONFIG_FLAGS", 32, 8),
              new Field("TSC_FREQUENCY", 40, 2),
              new Field("RESERVED", 42, 38),
              new Field("MRCONFIGID", 80, 48),
              new Field("MROWNER", 128, 48),
              new Field("MROWNERCONFIG", 176, 48),
              new Field("IA32_ARCH_CAPABILITIES_CONFIG", 224, 8),
              new Field("RESERVED", 232, 24),
              new Field("CPUID_CONFIG", 256, 768)));

  /** SEAMLDR_PARAMS (Linux 7.3 caller). */
  public static final StructLayout SEAMLDR_PARAMS =
      new StructLayout(
          "SEAMLDR_PARAMS",
          4096,
          List.of(
              new Field("VERSION", 0, 4),
              new Field("SCENARIO", 4, 4),
              new Field("SIGSTRUCT_PAGE", 8, 8),
              new Field("RESERVED", 16, 104),
              new Field("MODULE_NR_PAGES", 120, 8),
              new Field("MODULE_PAGES", 128, 3968)));

  /** TDREPORT_STRUCT (TDX module 1.5.01). */
  public static final StructLayout TDREPORT =
      new StructLayout(
          "TDREPORT_STRUCT",
          1024,
          List.of(
              new Field("REPORT_TYPE", 0, 4),
              new Field("RESERVED", 4, 12),
              new Field("CPUSVN", 16, 16),
              new Field("TEE_TCB_INFO_HASH", 32, 48),
              new Field("TEE_INFO_HASH", 80, 48),
              new Field("REPORT_DATA", 128, 64),
              new Field("RESERVED", 192, 32),
              new Field("MAC", 224, 32),
              new Field("TEE_TCB_INFO", 256, 239),
              new Field("RESERVED", 495, 17),
              new Field("ATTRIBUTES", 512, 8),
              new Field("XFAM", 520, 8),
              new Field("MRTD", 528, 48),
              new Field("MRCONFIGID", 576, 48),
              new Field("MROWNER", 624, 48),
              new Field("MROWNERCONFIG", 672, 48),
              new Field("RTMR0", 720, 48),
              new Field("RTMR1", 768, 48),
              new Field("RTMR2", 816, 48),
              new Field("RTMR3", 864, 48),
              new Field("SERVTD_HASH", 912, 48),
              new Field("RESERVED", 960, 64)));

  private MemoryLayouts() {}

  private static StructLayout tdmrInfo() {
    List<Field> fields = new ArrayList<>();
    String[] names = {
      "BASE",
      "SIZE",
      "PAMT_1G_BASE",
      "PAMT_1G_SIZE",
      "PAMT_2M_BASE",
      "PAMT_2M_SIZE",
      "PAMT_4K_BASE",
      "PAMT_4K_SIZE"
    };
    for (String field : names) {
      fields.add(new Field(field, 8 * fields.size(), 8));
    }
    for (int area = 0; area < 16; area++) {
      fields.add(new Field("RESERVED[" + area + "].OFFSET", 64 + 16 * area, 8));
      fields.add(new Field("RESERVED[" + area + "].SIZE", 72 + 16 * area, 8));
    }
    return new StructLayout("TDMR_INFO", 320, List.copyOf(fields));
  }
}
