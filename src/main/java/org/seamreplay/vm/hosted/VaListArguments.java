package org.seamreplay.vm.hosted;

import org.seamreplay.vm.Memory;

/**
 * The variable arguments behind a {@code va_list} of the System V ABI for x86-64 (section 3.5.7):
 * {@code {u32 gp_offset, u32 fp_offset, void *overflow_arg_area, void *reg_save_area}}.
 */
final class VaListArguments implements FormatArguments {
  private static final int FP_OFFSET = 4;
  private static final int OVERFLOW_AREA = 8;
  private static final int SAVE_AREA = 16;

  /** Six general registers of 8 bytes. */
  private static final int GP_END = 48;

  /** Eight vector registers of 16 bytes behind them. */
  private static final int FP_END = 176;

  private final Memory memory;
  private final long list;

  VaListArguments(Memory memory, long list) {
    this.memory = memory;
    this.list = list;
  }

  @Override
  public long nextWord() {
    return next(0, GP_END, 8);
  }

  @Override
  public double nextDouble() {
    return Double.longBitsToDouble(next(FP_OFFSET, FP_END, 16));
  }

  @Override
  public String string(long address, int limit) {
    return Text.read(memory, address, limit);
  }

  private long next(int field, int end, int step) {
    long offset = memory.load(list + field, 4);
    long at;
    if (offset < end) {
      at = memory.load(list + SAVE_AREA, 8) + offset;
      memory.store(list + field, 4, offset + step);
    } else {
      at = memory.load(list + OVERFLOW_AREA, 8);
      memory.store(list + OVERFLOW_AREA, 8, at + 8);
    }
    return word(at);
  }

  /** An int in an eight byte slot leaves the upper half as it was, which is no defect. */
  private long word(long at) {
    for (int i = 4; i < 8; i++) {
      if (memory.stateAt(at + i) != 0) {
        return memory.load(at, 4);
      }
    }
    return memory.load(at, 8);
  }
}
