package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/**
 * Places the variables of a function in its static stack area, red zones below, between and above
 * them, so that running off the end of one is seen before the next is hit.
 */
final class StackLayout {
  private static final int RED_ZONE = 16;
  private static final int MAX_RED_ZONE = 256;

  /** Larger variables are refused when the function is called. */
  private static final long MAX_SIZE = 1 << 28;

  /** No stack has room for more: such a frame is never made, so nobody asks what is in it. */
  private static final int LARGEST_FRAME = 1 << 26;

  private final List<FunctionCode.StackSlot> slots = new ArrayList<>();
  private int size;
  private int align = 16;

  /** Adds a variable; returns it with its place. */
  FunctionCode.StackSlot add(String name, long bytes, int alignment) {
    if (bytes > MAX_SIZE || size > MAX_SIZE) {
      throw new UnknownForm("a local variable of " + bytes + " bytes");
    }
    if (size == 0) {
      size = RED_ZONE;
    }
    align = Math.max(align, alignment);
    int offset = (int) TypeLayout.roundUp(size, Math.max(alignment, 1));
    slots.add(new FunctionCode.StackSlot(name, offset, bytes));
    // Small variables share 16 bytes with their red zone; an over-read of 8 bytes still hits it.
    long zone = bytes <= 8 ? 8 : Math.min(MAX_RED_ZONE, Math.max(RED_ZONE, bytes / 4));
    size = (int) TypeLayout.roundUp(offset + bytes + zone, 8);
    return slots.get(slots.size() - 1);
  }

  /** Fills in what the loop needs. */
  void apply(FunctionCode code) {
    code.stackSize = (int) TypeLayout.roundUp(size, 16);
    code.stackMask = -align;
    code.slots = List.copyOf(slots);
    if (code.stackSize > LARGEST_FRAME) {
      return;
    }
    code.stackTemplate = new byte[code.stackSize];
    Arrays.fill(code.stackTemplate, ByteState.REDZONE);
    for (FunctionCode.StackSlot slot : slots) {
      Arrays.fill(
          code.stackTemplate,
          slot.offset(),
          slot.offset() + (int) slot.size(),
          ByteState.UNDEFINED);
    }
  }
}
