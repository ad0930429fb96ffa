package org.seamreplay.vm;

import java.util.Arrays;

/** Switches frames to and from the mode in which the undefined bits of registers are tracked. */
final class CarefulMode {
  private final Program program;

  CarefulMode(Program program) {
    this.program = program;
  }

  /** The current frame goes on in careful mode; always true, because the loop has to be left. */
  boolean enter(FiberState fiber) {
    if (fiber.careful) {
      return true;
    }
    clear(fiber, program.functionAt(fiber.pc));
    fiber.careful = true;
    return true;
  }

  private static void clear(FiberState fiber, FunctionCode function) {
    long[] undefined = fiber.undefined();
    Arrays.fill(undefined, fiber.base, fiber.base + function.window, 0);
    if (function.undefinedConstant >= 0) {
      undefined[fiber.base + function.undefinedConstant] = -1;
    }
  }

  /**
   * A frame has been pushed by a caller in careful mode, or with fewer arguments than parameters.
   *
   * @param masks undefined bits of the arguments, {@code null} if all are defined
   */
  boolean entered(FiberState fiber, FunctionCode callee, long[] masks, int count) {
    clear(fiber, callee);
    long[] undefined = fiber.undefined();
    long any = 0;
    for (int i = 0; i < callee.parameters; i++) {
      long mask = i >= count ? -1 : masks == null ? 0 : masks[i];
      undefined[fiber.base + i] = mask;
      any |= mask;
    }
    fiber.careful = any != 0;
    return true;
  }
}
