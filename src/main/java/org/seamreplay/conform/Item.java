package org.seamreplay.conform;

import org.seamreplay.module.port.VmExit;

/** One thing that happens in a sequence. */
sealed interface Item {
  /**
   * A SEAMCALL.
   *
   * @param operands by {@link Gpr}
   * @param times how often it is made; the answer is that of the last
   */
  record Call(int lp, long[] operands, int times, Answer expected) implements Item {}

  /** The guest on an LP leaves VMX non-root operation. */
  record GuestExit(int lp, VmExit exit, Answer expected) implements Item {}

  /** The host writes memory. */
  record Write(long hpa, byte[] bytes) implements Item {}

  /** Host memory must hold these bytes. */
  record Memory(long hpa, byte[] bytes) implements Item {}

  /** From now on an interrupt is pending whenever the module asks, or none is. */
  record Interrupts(boolean pending) implements Item {}

  /** A new image of the same module is loaded. */
  record NewImage() implements Item {}
}
