package org.seamreplay.vm.code;

/**
 * Where the bytes of one 4 KB page are found: byte {@code a} at index {@code (int) a - bias} of
 * both arrays. Most pages have arrays of their own; the pages of a stack share those of the stack.
 */
public final class Page {
  public static final int SHIFT = 12;
  public static final int SIZE = 1 << SHIFT;
  public static final int MASK = SIZE - 1;

  /** Matches no address. */
  public static final Page NONE = new Page(-1, new byte[0], new byte[0], 0, false);

  /** {@code address >>> SHIFT} of all its bytes. */
  public final long number;

  /** The same if the page may be written, else -1: one comparison serves both checks of a store. */
  public final long writable;

  public final byte[] data;
  public final byte[] state;
  public final int bias;

  public Page(long number, byte[] data, byte[] state, int bias, boolean writable) {
    this.number = number;
    this.writable = writable ? number : -1;
    this.data = data;
    this.state = state;
    this.bias = bias;
  }

  public Page(long number, byte[] data, byte[] state, boolean writable) {
    this(number, data, state, (int) (number << SHIFT), writable);
  }
}
