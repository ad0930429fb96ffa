package org.seamreplay.vm.exec;

import java.util.Arrays;
import java.util.List;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.code.ByteViews;
import org.seamreplay.vm.code.CallSite;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.TypeLayout;

/**
 * The variadic arguments of a call as the System V ABI (3.5.7) lays them out for {@code va_arg}: a
 * save area for 6 general and 8 vector registers, then the arguments that travel in memory. A red
 * zone lies between the two and one behind, so that taking an argument too many is seen.
 */
final class VariadicArea {
  static final int INTEGERS = 6;
  static final int FLOATS = 8;
  static final int FLOAT_OFFSET = 8 * INTEGERS;
  static final int SAVE_SIZE = FLOAT_OFFSET + 16 * FLOATS;
  static final int RED_ZONE = 16;

  private final MappedMemory space;

  VariadicArea(MappedMemory space) {
    this.space = space;
  }

  /** Bytes the area of a call needs at most. */
  static int size(CallSite site) {
    long memory = 0;
    for (CallSite.Argument argument : site.arguments()) {
      memory += 32 + argument.size() + argument.align();
    }
    return (int) TypeLayout.roundUp(SAVE_SIZE + 2 * RED_ZONE + Math.min(memory, 1 << 26), 16);
  }

  /**
   * Lays out the arguments from slot {@code callee.parameters} on.
   *
   * @param at index in the stack where the area starts
   * @param values argument slots of the call
   */
  void fill(
      FiberState fiber,
      int at,
      int size,
      FunctionCode callee,
      CallSite site,
      ArgumentValues values) {
    Arrays.fill(fiber.stackState, at, at + size, ByteState.REDZONE);
    Arrays.fill(fiber.stackState, at, at + SAVE_SIZE, ByteState.UNDEFINED);
    int integers = Math.min(callee.integerParameters, INTEGERS);
    int floats = Math.min(callee.floatParameters, FLOATS);
    int memory = at + SAVE_SIZE + RED_ZONE;
    List<CallSite.Argument> arguments = site.arguments();
    for (CallSite.Argument argument : arguments) {
      int slot = argument.slot();
      if (slot < callee.parameters) {
        continue;
      }
      switch (argument.passing()) {
        case INTEGER -> {
          if (integers < INTEGERS) {
            put(fiber, at + 8 * integers++, values, slot, 8);
          } else {
            put(fiber, memory, values, slot, 8);
            memory += 8;
          }
        }
        case FLOAT -> {
          if (floats < FLOATS) {
            put(fiber, at + FLOAT_OFFSET + 16 * floats++, values, slot, 8);
          } else {
            put(fiber, memory, values, slot, 8);
            memory += 8;
          }
        }
        case VECTOR -> {
          int to;
          if (floats < FLOATS) {
            to = at + FLOAT_OFFSET + 16 * floats++;
          } else {
            to = (memory + argument.align() - 1) & -argument.align();
            memory = to + ((argument.align() + 7) & -8);
          }
          int bytes = (int) argument.size();
          for (int i = 0; i < argument.elements(); i++) {
            put(fiber, to + i * bytes, values, slot + i, bytes);
          }
        }
        case WIDE_INTEGER -> {
          int to;
          if (integers + 2 <= INTEGERS) {
            to = at + 8 * integers;
            integers += 2;
          } else {
            to = (memory + 15) & -16;
            memory = to + 16;
          }
          put(fiber, to, values, slot, 8);
          put(fiber, to + 8, values, slot + 1, 8);
        }
        case X87 -> {
          int to = (memory + 15) & -16;
          memory = to + 16;
          Arrays.fill(fiber.stackState, to, to + 16, ByteState.UNDEFINED);
          put(fiber, to, values, slot, 8);
          put(fiber, to + 8, values, slot + 1, 2);
        }
        case BY_VALUE -> {
          int align = Math.max(argument.align(), 8);
          int to = (memory + align - 1) & -align;
          int bytes = (int) argument.size();
          Arrays.fill(fiber.stackState, to, to + bytes, ByteState.UNDEFINED);
          space.copy(fiber.stackAddress + to, values.values()[slot], bytes);
          memory = (to + bytes + 7) & -8;
        }
      }
    }
  }

  private void put(FiberState fiber, int at, ArgumentValues values, int slot, int bytes) {
    ByteViews.set(fiber.stackData, at, bytes, values.values()[slot]);
    ByteViews.set(fiber.stackState, at, bytes, 0);
    long mask = values.undefined(slot);
    if (mask != 0) {
      space.setUndefinedBits(fiber.stackAddress + at, bytes, mask, values.origin(slot));
    }
  }
}
