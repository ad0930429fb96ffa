package org.seamreplay.vm.exec;

import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.math.Defects;
import org.seamreplay.vm.math.FloatMath;
import org.seamreplay.vm.math.IntegerMath;
import org.seamreplay.vm.math.WideMath;

/** Executes rare arithmetic, and common arithmetic that overflows. */
final class ArithmeticOps {
  private final int[] code;
  private final IntegerMath integers;
  private final FloatMath floats;
  private final WideMath wide;

  /**
   * @param defects is told of undefined behaviour of the instruction under way
   * @param poison is told of results that must not be used
   */
  ArithmeticOps(int[] code, Defects defects, Defects poison) {
    this.code = code;
    this.integers = new IntegerMath(defects, poison);
    this.floats = new FloatMath(poison);
    this.wide = new WideMath(defects, poison);
  }

  void execute(FiberState fiber, int pc) {
    long[] regs = fiber.registers;
    int base = fiber.base;
    switch (code[pc]) {
      case Op.ADD_NSW -> overflowing(regs, base, pc, Pure.ADD | Pure.NSW);
      case Op.SUB_NSW -> overflowing(regs, base, pc, Pure.SUB | Pure.NSW);
      case Op.MUL_NSW -> overflowing(regs, base, pc, Pure.MUL | Pure.NSW);
      case Op.SHL -> overflowing(regs, base, pc, Pure.SHL);
      case Op.LSHR -> overflowing(regs, base, pc, Pure.LSHR);
      case Op.ASHR -> overflowing(regs, base, pc, Pure.ASHR);
      case Op.FREEZE -> regs[base + code[pc + 1]] = regs[base + code[pc + 2]];
      case Op.PURE1 ->
          regs[base + code[pc + 1]] = pure1(code[pc + 3], code[pc + 4], regs[base + code[pc + 2]]);
      case Op.PURE2 ->
          regs[base + code[pc + 1]] =
              pure2(
                  code[pc + 4], code[pc + 5], regs[base + code[pc + 2]], regs[base + code[pc + 3]]);
      case Op.PURE3 ->
          regs[base + code[pc + 1]] =
              pure3(
                  code[pc + 5],
                  code[pc + 6],
                  regs[base + code[pc + 2]],
                  regs[base + code[pc + 3]],
                  regs[base + code[pc + 4]]);
      case Op.OVERFLOW -> overflow(regs, base, pc);
      default -> wide(regs, base, pc);
    }
    fiber.pc = pc + Op.length(code, pc);
  }

  /** An instruction of the loop's that has a shift where the others have a width. */
  private void overflowing(long[] regs, int base, int pc, int kind) {
    regs[base + code[pc + 1]] =
        integers.binary(
            kind, 64 - code[pc + 4], regs[base + code[pc + 2]], regs[base + code[pc + 3]]);
  }

  private long pure1(int kind, int width, long a) {
    return kind < Pure.FIRST_FLOAT ? integers.unary(kind, width, a) : floats.unary(kind, width, a);
  }

  private long pure2(int kind, int width, long a, long b) {
    return (kind & Pure.KIND) < Pure.FIRST_FLOAT
        ? integers.binary(kind, width, a, b)
        : floats.binary(kind, width, a, b);
  }

  private long pure3(int kind, int width, long a, long b, long c) {
    return kind < Pure.FIRST_FLOAT
        ? integers.ternary(kind, width, a, b, c)
        : floats.ternary(kind, width, a, b, c);
  }

  private void overflow(long[] regs, int base, int pc) {
    long a = regs[base + code[pc + 3]];
    long b = regs[base + code[pc + 4]];
    int kind = code[pc + 5];
    int bits = code[pc + 6];
    regs[base + code[pc + 1]] = integers.binary(kind & Pure.KIND, bits, a, b);
    regs[base + code[pc + 2]] = IntegerMath.overflows(kind, bits, a, b) ? 1 : 0;
  }

  private void wide(long[] regs, int base, int pc) {
    int results = Op.results(code[pc]);
    int operands = Op.operands(code[pc]);
    long[] in = new long[4];
    for (int i = 0; i < operands; i++) {
      in[i] = regs[base + code[pc + 1 + results + i]];
    }
    int kind = code[pc + 1 + results + operands];
    int width = code[pc + 2 + results + operands];
    long[] out = new long[3];
    wide.apply(code[pc], kind, width, in, out);
    for (int i = 0; i < results; i++) {
      regs[base + code[pc + 1 + i]] = out[i];
    }
  }
}
