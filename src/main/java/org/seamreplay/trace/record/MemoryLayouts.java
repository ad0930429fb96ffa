package org.seamreplay.trace.record;

import java.util.List;
import org.seamreplay.abi.StructLayout;
import org.seamreplay.abi.StructLayout.Field;

/** Layouts of memory operands that decoder and encoder share, beside those of the module. */
final class MemoryLayouts {
  static final int PAGE = 4096;
  static final int TDMR_INFO_SIZE = 64;
  static final int MAX_TDMRS = 64;
  static final int MAX_RESERVED = 16;
  static final int MAX_CMRS = 32;
  static final int MAX_MODULE_PAGES = 496;
  static final int TDSYSINFO_SIZE = 1024;
  static final int SEAMLDR_INFO_SIZE = 256;

  /** A linked list of pages: 511 pages a node, then the next node (kernel series of May 2026). */
  static final int PAGES_IN_NODE = 511;

  /** Longest buffer of a linked list that is looked at. */
  static final long MAX_LINKED = 64L << 20;

  /** SEAMLDR_PARAMS: offsets of its fields (Linux 7.3). */
  static final int PARAMS_SIGNATURE = 8;

  static final int PARAMS_COUNT = 120;
  static final int PARAMS_PAGES = 128;

  /** TDREPORT_STRUCT (TDX module 1.5.01). */
  static final StructLayout TDREPORT =
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

  /** What a field is called in a trace; reserved ones by their place, as names occur once. */
  static String name(Field field) {
    String name = field.name().toLowerCase(java.util.Locale.ROOT);
    return name.equals("reserved") ? name + "_" + field.offset() : name;
  }
}
