package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.math.Defects;

/** Executes what works on stretches of memory: copies, stack memory, argument lists. */
final class BlockOps {
  private static final int RED_ZONE = 32;

  private final int[] code;
  private final MappedMemory space;
  private final Fibers fibers;
  private final Defects defects;
  private final Program program;

  BlockOps(Program program, MappedMemory space, Fibers fibers, Defects defects) {
    this.program = program;
    this.code = program.code;
    this.space = space;
    this.fibers = fibers;
    this.defects = defects;
  }

  void execute(FiberState fiber, int pc) {
    long[] regs = fiber.registers;
    int base = fiber.base;
    switch (code[pc]) {
      case Op.MEMCPY, Op.MEMMOVE ->
          copy(pc, regs[base + code[pc + 1]], regs[base + code[pc + 2]], regs[base + code[pc + 3]]);
      case Op.MEMSET ->
          fill(
              regs[base + code[pc + 1]],
              (int) regs[base + code[pc + 2]],
              regs[base + code[pc + 3]]);
      case Op.ALLOCA -> alloca(fiber, pc);
      case Op.STACK_SAVE -> regs[base + code[pc + 1]] = fiber.stackAddress + fiber.sp;
      case Op.STACK_RESTORE -> {
        int to = (int) (regs[base + code[pc + 1]] - fiber.stackAddress);
        if (to > fiber.sp && to <= fiber.frame) {
          Arrays.fill(fiber.stackState, fiber.sp, to, ByteState.STACK_DEAD);
          fiber.sp = to;
        }
      }
      case Op.LIFETIME_START ->
          lifetime(
              fiber, regs[base + code[pc + 2]], regs[base + code[pc + 1]], ByteState.UNDEFINED);
      case Op.LIFETIME_END ->
          lifetime(
              fiber, regs[base + code[pc + 2]], regs[base + code[pc + 1]], ByteState.STACK_DEAD);
      case Op.BYVAL -> {
        long to = fiber.stackAddress + fiber.frame + code[pc + 3];
        space.copy(to, regs[base + code[pc + 2]], code[pc + 4]);
        regs[base + code[pc + 1]] = to;
      }
      case Op.VA_START -> vaStart(fiber, regs[base + code[pc + 1]], regs[base + code[pc + 2]]);
      case Op.VA_COPY -> space.copy(regs[base + code[pc + 1]], regs[base + code[pc + 2]], 24);
      case Op.FRAME_ADDRESS ->
          regs[base + code[pc + 1]] = code[pc + 2] == 0 ? fiber.stackAddress + fiber.frame : 0;
      default -> regs[base + code[pc + 1]] = returnAddress(fiber, code[pc + 2]);
    }
    fiber.pc = pc + Op.length(code, pc);
  }

  private void copy(int pc, long to, long from, long length) {
    requireLength(length);
    if (code[pc] == Op.MEMCPY && to != from && Math.abs(to - from) < length) {
      defects.report(
          MemoryFault.UNDEFINED_BEHAVIOUR,
          "memcpy of "
              + length
              + " bytes between places "
              + Math.abs(to - from)
              + " bytes apart, which overlap");
    }
    space.copy(to, from, length);
  }

  private void fill(long to, int value, long length) {
    requireLength(length);
    space.fill(to, value, length);
  }

  private void requireLength(long length) {
    if (length < 0) {
      defects.report(
          MemoryFault.OUT_OF_BOUNDS,
          "copies or fills " + Long.toUnsignedString(length) + " bytes, more than memory has");
    }
  }

  private void alloca(FiberState fiber, int pc) {
    long count = fiber.registers[fiber.base + code[pc + 2]];
    long element = code[pc + 3];
    int align = Math.max(code[pc + 4], 16);
    if (count < 0 || (element != 0 && count > Integer.MAX_VALUE / element)) {
      defects.report(
          MemoryFault.STACK_OVERFLOW,
          "puts "
              + Long.toUnsignedString(count)
              + " elements of "
              + element
              + " bytes on the stack");
    }
    long size = count * element;
    fibers.needStack(fiber, size + 2L * RED_ZONE + align);
    int at = (int) (fiber.sp - RED_ZONE - size) & -align;
    int low = at - RED_ZONE;
    Arrays.fill(fiber.stackState, low, fiber.sp, ByteState.REDZONE);
    Arrays.fill(fiber.stackState, at, (int) (at + size), ByteState.UNDEFINED);
    fiber.sp = low;
    fiber.registers[fiber.base + code[pc + 1]] = fiber.stackAddress + at;
  }

  private static void lifetime(FiberState fiber, long address, long size, byte state) {
    long at = address - fiber.stackAddress;
    if (at >= fiber.sp && size >= 0 && at + size <= fiber.stackState.length) {
      Arrays.fill(fiber.stackState, (int) at, (int) (at + size), state);
    }
  }

  /**
   * Fills a {@code va_list}: offsets into the save area of the general and of the vector registers,
   * the address of the arguments in memory, that of the save area (System V ABI, 3.5.7).
   */
  private void vaStart(FiberState fiber, long list, long area) {
    FunctionCode function = program.functionAt(fiber.pc);
    int integers = Math.min(function.integerParameters, VariadicArea.INTEGERS);
    int floats = Math.min(function.floatParameters, VariadicArea.FLOATS);
    space.store(list, 4, 8L * integers);
    space.store(list + 4, 4, VariadicArea.FLOAT_OFFSET + 16L * floats);
    space.store(list + 8, 8, area + VariadicArea.SAVE_SIZE + VariadicArea.RED_ZONE);
    space.store(list + 16, 8, area);
  }

  private long returnAddress(FiberState fiber, int level) {
    int record = fiber.top - FiberState.RECORD * (level + 1);
    if (record < 0) {
      return 0;
    }
    FunctionCode caller = program.functionAt(fiber.records[record + FiberState.CALL_PC]);
    return caller == null ? 0 : caller.address + 1;
  }
}
