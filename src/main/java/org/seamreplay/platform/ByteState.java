package org.seamreplay.platform;

/**
 * What is known of one byte of memory, kept beside it in a shadow byte. Zero is the ordinary case,
 * so that eight shadow bytes can be tested with one comparison. Values from {@link #REDZONE} up
 * make the byte inaccessible.
 */
public final class ByteState {
  /** Accessible and written before. */
  public static final byte DEFINED = 0;

  /** Accessible, but never written since it was handed out. */
  public static final byte UNDEFINED = 1;

  /**
   * Accessible, but an undefined value was stored there; which of its bits are undefined, the
   * virtual machine knows. Like {@link #UNDEFINED} to everybody else.
   */
  public static final byte PARTIAL = -1;

  /** Between objects. */
  public static final byte REDZONE = 2;

  /** Was part of an object that has been freed. */
  public static final byte FREED = 3;

  /** Below the stack pointer, or the frame of a function that has returned. */
  public static final byte STACK_DEAD = 4;

  /** Memory that the code under test has not been given. */
  public static final byte UNALLOCATED = 5;

  /**
   * Taken by an agent outside of the code under test, for example private memory of a TDX module.
   */
  public static final byte FOREIGN = 6;

  private ByteState() {}
}
