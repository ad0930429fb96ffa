package org.seamreplay.vm;

/**
 * Where a program lies in the address space: functions in slots of 16 bytes from {@link #TEXT} up,
 * variables from {@link #DATA} up, variables that no unit defines from {@link #EXTERNAL_DATA} up.
 */
public final class AddressMap {
  /** The addresses of labels, one apart: values to be told apart, nothing lies there. */
  public static final long LABELS = 0xffff_ffff_8000_0000L;

  public static final long TEXT = 0xffff_ffff_8100_0000L;
  public static final int FUNCTION_SHIFT = 4;
  public static final int FUNCTION_SIZE = 1 << FUNCTION_SHIFT;

  /** As many as there is room for below the variables. */
  public static final int FUNCTION_SLOTS = 1 << 20;

  public static final long DATA = 0xffff_ffff_8200_0000L;
  public static final long EXTERNAL_DATA = 0xffff_ffff_c000_0000L;

  /** Room for a variable whose size only its model knows. */
  public static final long EXTERNAL_DATA_ROOM = 1L << 20;

  private AddressMap() {}
}
