package org.seamreplay.vm.code;

import java.util.List;

/**
 * What a call knows of its arguments and result beyond registers.
 *
 * @param arguments in order
 * @param resultBits width of every result slot
 */
public record CallSite(List<Argument> arguments, int[] resultBits) {
  /** How the System V ABI passes an argument. */
  public enum Passing {
    /** In a general register. */
    INTEGER,
    /** In two general registers or in memory, aligned to 16. */
    WIDE_INTEGER,
    /** In a vector register. */
    FLOAT,
    /** In a vector register as well, several numbers that have a slot each. */
    VECTOR,
    /** In memory, 16 bytes: the 80 bit format. */
    X87,
    /** In memory: the register holds the address of the value. */
    BY_VALUE
  }

  /**
   * One argument.
   *
   * @param slot its first slot
   * @param elements how many slots it has, for {@link Passing#VECTOR}
   * @param size bytes, for {@link Passing#BY_VALUE}; of each element for {@link Passing#VECTOR}
   */
  public record Argument(Passing passing, int slot, int elements, long size, int align) {}
}
