package org.seamreplay.abi;

/**
 * HPA_LIST_INFO: bits 11:3 first entry, 51:12 page of the list, 63:55 last entry (kernel series of
 * May and June 2026; shape as GPA_LIST_INFO of TDX module 1.5.01, whose rules are applied).
 */
public final class HpaListInfo {
  private static final long RESERVED = 7L | (7L << 52);
  private static final long PAGE = 0x000F_FFFF_FFFF_F000L;
  private static final long FIRST = 0x1FFL << 3;

  private HpaListInfo() {}

  public static boolean valid(long operand) {
    return (operand & RESERVED) == 0 && first(operand) <= last(operand);
  }

  public static int first(long operand) {
    return (int) (operand >>> 3) & 0x1FF;
  }

  public static int last(long operand) {
    return (int) (operand >>> 55);
  }

  public static long page(long operand) {
    return operand & PAGE;
  }

  /** The operand with another first entry; 512 wraps to 0. */
  public static long withFirst(long operand, int first) {
    return (operand & ~FIRST) | ((first & 0x1FFL) << 3);
  }
}
