package org.seamreplay.trace.record;

import java.util.List;
import org.seamreplay.trace.TraceValue;

/** How an operand's value is read and written, from the kinds of the leaf table. */
enum ValueKind {
  /** An address of the host's memory: named by what lies there. */
  ADDRESS,
  /** An address with a KeyID in its top bits. */
  KEYED_ADDRESS,
  /** The address of a page with flags in its lowest bits. */
  FLAGGED_ADDRESS,
  /** HPA_LIST_INFO: the page of a list, its first and its last entry. */
  LIST_INFO,
  /** An entry of the secure EPT: the address of a page between bits. */
  SEPT_ENTRY,
  /** Bits. */
  BITS,
  /** A number. */
  NUMBER,
  /** Zero unless the call failed; left out when zero. */
  DETAIL;

  /** Bits 51:12, where a register with other bits holds the address of a page. */
  private static final long PAGE = 0x000F_FFFF_FFFF_F000L;

  /**
   * A part of a register's value.
   *
   * @param suffix what is added to the operand's name, with its dot; empty for the main part
   * @param mask the bits that it takes
   * @param shift number of the lowest of them, which become bits 0 and up
   * @param form how it is written
   * @param optional whether it is left out when it is zero
   */
  public record Part(String suffix, long mask, int shift, TraceValue.Form form, boolean optional) {
    public boolean isAddress() {
      return form == TraceValue.Form.ADDRESS;
    }

    /** The part of a register's value. */
    public long of(long value) {
      return (value & mask) >>> shift;
    }
  }

  public static ValueKind of(String kind) {
    return switch (kind) {
      case "hpa" -> ADDRESS;
      case "hpa-hkid" -> KEYED_ADDRESS;
      case "hpa-flags" -> FLAGGED_ADDRESS;
      case "hpa-list-info" -> LIST_INFO;
      case "sept-entry" -> SEPT_ENTRY;
      case "count", "size", "level", "flag", "hkid" -> NUMBER;
      case "detail" -> DETAIL;
      default -> BITS;
    };
  }

  /**
   * The parts that make up a value, in the order they are written.
   *
   * @param keyIdShift lowest KeyID bit of a physical address
   */
  List<Part> parts(int keyIdShift) {
    return switch (this) {
      case ADDRESS -> List.of(address(-1L));
      case KEYED_ADDRESS ->
          List.of(
              new Part(".HKID", -1L << keyIdShift, keyIdShift, TraceValue.Form.DECIMAL, false),
              address((1L << keyIdShift) - 1));
      case FLAGGED_ADDRESS ->
          List.of(address(PAGE), new Part(".FLAGS", ~PAGE, 0, TraceValue.Form.HEX, true));
      case LIST_INFO ->
          List.of(
              address(PAGE),
              new Part(".FIRST_ENTRY", 0x1FFL << 3, 3, TraceValue.Form.DECIMAL, false),
              new Part(".LAST_ENTRY", 0x1FFL << 55, 55, TraceValue.Form.DECIMAL, false),
              new Part(".RESERVED", 7L | (7L << 52), 0, TraceValue.Form.HEX, true));
      case SEPT_ENTRY ->
          List.of(address(PAGE), new Part(".BITS", ~PAGE, 0, TraceValue.Form.HEX, false));
      case BITS -> List.of(new Part("", -1L, 0, TraceValue.Form.HEX, false));
      case NUMBER -> List.of(new Part("", -1L, 0, TraceValue.Form.DECIMAL, false));
      case DETAIL -> List.of(new Part("", -1L, 0, TraceValue.Form.HEX, true));
    };
  }

  private static Part address(long mask) {
    return new Part("", mask, 0, TraceValue.Form.ADDRESS, false);
  }
}
