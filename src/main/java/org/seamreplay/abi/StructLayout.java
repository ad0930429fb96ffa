package org.seamreplay.abi;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a structure that host and module exchange in memory, little endian.
 *
 * @param name the structure's name
 * @param size bytes
 * @param fields in ascending order
 */
public record StructLayout(String name, int size, List<Field> fields) {
  /** A field: its name, first byte and number of bytes. */
  public record Field(String name, int offset, int size) {}

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

  /** The name of the field at an offset, with the structure's name before it. */
  public String fieldAt(int offset) {
    for (Field field : fields) {
      if (offset >= field.offset && offset < field.offset + field.size) {
        return name + "." + field.name;
      }
    }
    return name + "+" + offset;
  }

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
