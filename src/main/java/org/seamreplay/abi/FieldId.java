package org.seamreplay.abi;

/** Bits of a metadata field id (TDX module 1.5.01). */
public final class FieldId {
  /** Asks for the first field; answers that there is no next one. */
  public static final long NULL = -1L;

  /** Context code: system, TD or VCPU. A leaf overwrites it with its own. */
  public static final long CONTEXT = 7L << 52;

  /** Reserved bits, and those that only a sequence header in a list has. */
  public static final long NOT_IN_SINGLE =
      0xFFL << 24 | 0xFL << 34 | 0x1FFL << 38 | 7L << 47 | 1L << 55 | 1L << 62;

  /** Log2 of the element size. */
  public static final long SIZE_CODE = 3L << 32;

  private static final int LAST_ELEMENT_SHIFT = 34;
  private static final int LAST_FIELD_SHIFT = 38;

  private FieldId() {}

  /** The header of a sequence of fields in a list. */
  public static long sequence(long firstField, int elements, int fields) {
    return firstField
        | ((long) (elements - 1) << LAST_ELEMENT_SHIFT)
        | ((long) (fields - 1) << LAST_FIELD_SHIFT);
  }
}
