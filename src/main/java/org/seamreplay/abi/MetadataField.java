package org.seamreplay.abi;

import java.util.Optional;

/**
 * A metadata field, or several of one kind with consecutive codes.
 *
 * @param id field id of element 0 of field 0; TDX module 1.5.01 gives the layout: bits 23:0 code,
 *     33:32 log2 of the element size, 54:52 context, 61:56 class, 63 not architectural
 * @param name as in the ABI tables
 * @param elementSize bytes of an element: 1, 2, 4 or 8; it is transported in 64 bits
 * @param elements elements of a field, 1 to 16
 * @param fields number of fields
 * @param optional whether it is missing in module 1.5.01, so that a profile has to list it
 * @param value what 1.5.01 answers if that never changes
 * @param read bits that can be seen
 * @param write bits that can be changed
 */
public record MetadataField(
    long id,
    String name,
    int elementSize,
    int elements,
    int fields,
    boolean optional,
    Optional<Long> value,
    Masks read,
    Masks write) {
  /**
   * Bits by who looks.
   *
   * @param host the host, at any TD
   * @param debug the host, at a debug TD
   * @param guest the TD itself
   */
  public record Masks(long host, long debug, long guest) {
    /** All bits for the host, none for others. */
    static final Masks HOST = new Masks(-1, -1, 0);

    /** The bits for the host. */
    public long ofHost(boolean debugTd) {
      return debugTd ? debug : host;
    }
  }

  private static final long STEP_OF_TWO = 1L << 50;

  private static final int CLASS_SHIFT = 56;

  /** Class and code in one number that orders fields as the module iterates over them. */
  public long key() {
    return key(id);
  }

  /** Class and code of any field id. */
  public static long key(long id) {
    return ((id >>> CLASS_SHIFT) & 0x3F) << 24 | (id & 0xFFFFFF);
  }

  /** Number of codes that all fields with all their elements occupy. */
  public int codes() {
    return elements * fields * step();
  }

  /** Distance of the codes of two elements. */
  public int step() {
    return (id & STEP_OF_TWO) != 0 ? 2 : 1;
  }

  /** The bits of a value that an element can hold. */
  public long mask() {
    return elementSize == 8 ? -1L : (1L << (8 * elementSize)) - 1;
  }
}
