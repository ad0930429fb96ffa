package org.seamreplay.abi;

/** The operand that names a GPA and a level: bits 2:0 level, 51:12 GPA (TDX module 1.5.01). */
public final class PageInfo {
  private static final long RESERVED = 0xFFF0_0000_0000_0FF8L;
  private static final long GPA = 0x000F_FFFF_FFFF_F000L;

  private PageInfo() {}

  public static int level(long operand) {
    return (int) operand & 7;
  }

  public static long gpa(long operand) {
    return operand & GPA;
  }

  /** Whether reserved bits are 0, the level is in range and the GPA fits the level. */
  public static boolean valid(long operand, int leastLevel, int mostLevel) {
    int level = level(operand);
    return (operand & RESERVED) == 0
        && level >= leastLevel
        && level <= mostLevel
        && (gpa(operand) & ((1L << (12 + 9 * level)) - 1)) == 0;
  }
}
