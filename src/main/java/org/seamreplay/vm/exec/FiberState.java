package org.seamreplay.vm.exec;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.code.ByteViews;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.TypeLayout;

/**
 * A thread of execution: registers, frames and stack. {@link Loop} keeps the first few fields in
 * locals while it runs and writes them back before anybody else looks.
 */
final class FiberState implements Vm.Fiber {
  /** Words of a frame record. */
  static final int RECORD = 8;

  /** Position of the call instruction, for stacks. */
  static final int CALL_PC = 0;

  /** Where to go on after the call; {@link Program#CAREFUL} if the caller is in careful mode. */
  static final int RETURN_PC = 1;

  /** Absolute register of the first result. */
  static final int RESULT = 2;

  /** The caller's registers, static area and stack pointer. */
  static final int BASE = 3;

  static final int FRAME = 4;
  static final int SP = 5;

  /** Where to go on in a caller in careful mode. */
  static final int CAREFUL_PC = 6;

  private static final int FIRST_STACK = 8 << 10;
  private static final int FIRST_REGISTERS = 512;
  private static final int FIRST_RECORDS = 32 * RECORD;

  private final String name;
  private final int maxStack;

  /** One past the highest stack address. */
  final long stackTop;

  /** Registers of all frames, one window after the other. */
  long[] registers = new long[FIRST_REGISTERS];

  /** Undefined bits of the registers; only what belongs to a frame in careful mode counts. */
  long[] undefined;

  /** Addresses that undefined bits of registers were loaded from, 0 if not from memory. */
  long[] origins;

  /** Frame records: what a call saves of its caller. */
  int[] records = new int[FIRST_RECORDS];

  byte[] stackData;
  byte[] stackState;

  /** Address of the first byte of the arrays. */
  long stackAddress;

  int pc;

  /** Start of the current window. */
  int base;

  /** Index in the stack of the current static area. */
  int frame;

  /** Index in the stack of its lowest byte in use. */
  int sp;

  /** Index of the next frame record to write. */
  int top;

  /** Whether the current frame is in careful mode. */
  boolean careful;

  /** Size of the current window, set where the loop is left for a call. */
  int window;

  /** Java calls that are executing this fiber. */
  int nesting;

  /** Whether {@link Vm#resume} is executing it, so that it may yield. */
  boolean resumed;

  boolean yielding;
  boolean started;
  boolean finished;
  long result;
  FunctionCode function;
  long[] arguments;

  private final PartialBits partial;
  private final Runnable moved;

  /**
   * @param moved is told when the arrays of the stack were replaced
   */
  FiberState(String name, long stackTop, int maxStack, PartialBits partial, Runnable moved) {
    this.name = name;
    this.partial = partial;
    this.moved = moved;
    this.stackTop = stackTop;
    this.maxStack = maxStack;
    int size = Math.min(FIRST_STACK, maxStack);
    stackData = new byte[size];
    stackState = new byte[size];
    Arrays.fill(stackState, ByteState.STACK_DEAD);
    stackAddress = stackTop - size;
    sp = size;
    frame = size;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public long result() {
    if (!finished) {
      throw new IllegalStateException("fiber " + name + " has not finished");
    }
    return result;
  }

  /** Makes room for registers up to {@code count}. */
  void needRegisters(int count) {
    if (count > registers.length) {
      int length = Math.max(count, registers.length * 2);
      registers = Arrays.copyOf(registers, length);
      if (undefined != null) {
        undefined = Arrays.copyOf(undefined, length);
        origins = Arrays.copyOf(origins, length);
      }
    }
  }

  /** Makes room for one more frame record. */
  void needRecord() {
    if (top + RECORD > records.length) {
      records = Arrays.copyOf(records, records.length * 2);
    }
  }

  /**
   * Makes room for {@code bytes} below the stack pointer; all indices into the stack may change. A
   * running loop must not be in between: it holds the old ones.
   *
   * @return false if the stack would get larger than it may
   */
  boolean needStack(long bytes) {
    if (bytes <= sp) {
      return true;
    }
    long used = (long) stackData.length - sp + bytes;
    if (used > maxStack) {
      return false;
    }
    grow((int) Math.min(maxStack, Math.max(used, stackData.length * 2L)));
    return true;
  }

  /** Makes the stack as large as it may get, so that its arrays stay. */
  void settle() {
    if (stackData.length < maxStack) {
      grow(maxStack);
    }
  }

  private void grow(int bytes) {
    int length = (int) TypeLayout.roundUp(bytes, Page.SIZE);
    int by = length - stackData.length;
    byte[] data = new byte[length];
    byte[] state = new byte[length];
    Arrays.fill(state, 0, by, ByteState.STACK_DEAD);
    System.arraycopy(stackData, 0, data, by, stackData.length);
    System.arraycopy(stackState, 0, state, by, stackState.length);
    partial.moved(stackState, state, by);
    stackData = data;
    stackState = state;
    stackAddress -= by;
    sp += by;
    frame += by;
    for (int record = 0; record < top; record += RECORD) {
      records[record + FRAME] += by;
      records[record + SP] += by;
    }
    moved.run();
  }

  /** The undefined bits of registers, made on first use. */
  long[] undefined() {
    if (undefined == null) {
      undefined = new long[registers.length];
      origins = new long[registers.length];
    }
    return undefined;
  }

  /** See {@link Vm#eachStackWord}. */
  void eachWord(LongConsumer word) {
    for (int i = 0; i < base + window; i++) {
      word.accept(registers[i]);
    }
    for (int at = (sp + 7) & -8; at <= stackData.length - 8; at += 8) {
      if (ByteViews.get(stackState, at, 8) == 0) {
        word.accept(ByteViews.get(stackData, at, 8));
      }
    }
  }

  int depth() {
    return top / RECORD;
  }
}
