package org.seamreplay.vm.exec;

/**
 * The argument slots of a call.
 *
 * @param undefined their undefined bits, {@code null} if all are defined
 * @param origins where the undefined bits come from, {@code null} if all are defined
 */
record ArgumentValues(long[] values, long[] undefined, long[] origins) {
  /** Reads registers of the current frame of a fiber, named by words of code. */
  static ArgumentValues of(FiberState fiber, int[] code, int at, int count) {
    long[] values = new long[count];
    long[] undefined = fiber.careful ? new long[count] : null;
    long[] origins = fiber.careful ? new long[count] : null;
    for (int i = 0; i < count; i++) {
      int register = fiber.base + code[at + i];
      values[i] = fiber.registers[register];
      if (undefined != null) {
        undefined[i] = fiber.undefined[register];
        origins[i] = fiber.origins[register];
      }
    }
    return new ArgumentValues(values, undefined, origins);
  }

  /** The undefined bits of a slot; a missing argument is undefined. */
  long undefined(int slot) {
    return slot >= values.length ? -1 : undefined == null ? 0 : undefined[slot];
  }

  /** Where the undefined bits of a slot come from, 0 if unknown. */
  long origin(int slot) {
    return slot >= values.length || origins == null ? 0 : origins[slot];
  }
}
