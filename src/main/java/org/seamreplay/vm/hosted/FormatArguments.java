package org.seamreplay.vm.hosted;

/** The variable arguments of a call, taken one after the other. */
interface FormatArguments {
  /** The next integer or pointer argument; of an int only the low 32 bits count. */
  long nextWord();

  /** The next double argument. */
  double nextDouble();

  /**
   * The bytes of the string at an address up to its NUL, at most {@code limit} of them, one char
   * each.
   */
  String string(long address, int limit);
}
