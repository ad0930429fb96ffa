package org.seamreplay.vm;

/**
 * Arguments of a call out of the VM, and its result. Integer arguments narrower than 64 bits arrive
 * zero extended; a pointer is its address; a double is its bits. Aggregates passed by value take
 * one slot for each scalar member.
 */
public interface ExternalCall {
  /** The machine that calls. */
  Vm vm();

  /** Name of the called function. */
  String name();

  /** Number of argument slots, variadic ones included. */
  int count();

  /**
   * Argument slot {@code index}; an {@link IllegalStateException} names function and index if there
   * is none.
   */
  long arg(int index);

  /** As {@link #arg}, cut to 32 bits and signed. */
  default int intArg(int index) {
    return (int) arg(index);
  }

  /** Bits of the argument that were never written; 0 for a fully defined value. */
  long undefinedBits(int index);

  /** The NUL-terminated string an argument points to, read with all checks, at most 64 KB. */
  default String stringArg(int index) {
    return vm().memory().cString(arg(index), 1 << 16);
  }

  /** The result, for functions that have one; 0 unless set. */
  void result(long value);

  /** A second result slot, for 128-bit integers and two-word structs. */
  void secondResult(long value);
}
