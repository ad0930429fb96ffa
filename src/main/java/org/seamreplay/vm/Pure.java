package org.seamreplay.vm;

import org.seamreplay.ir.Instruction.AtomicRmw.RmwOp;
import org.seamreplay.ir.Instruction.Fcmp.FloatPredicate;
import org.seamreplay.ir.Instruction.Icmp.IntPredicate;

/** Numbers of the functions that {@link Op#PURE1} and its relatives compute. */
final class Pure {
  /** Flags beside the kind: overflow or lost bits are undefined behaviour. */
  static final int NSW = 1 << 8;

  static final int NUW = 1 << 9;
  static final int EXACT = 1 << 10;
  static final int KIND = NSW - 1;

  static final int ADD = 0;
  static final int SUB = 1;
  static final int MUL = 2;
  static final int UDIV = 3;
  static final int SDIV = 4;
  static final int UREM = 5;
  static final int SREM = 6;
  static final int SHL = 7;
  static final int LSHR = 8;
  static final int ASHR = 9;
  static final int AND = 10;
  static final int OR = 11;
  static final int XOR = 12;
  static final int CTPOP = 13;
  static final int CTLZ = 14;
  static final int CTTZ = 15;
  static final int BSWAP = 16;
  static final int BITREVERSE = 17;
  static final int ABS = 18;
  static final int FSHL = 19;
  static final int FSHR = 20;
  static final int SMAX = 21;
  static final int SMIN = 22;
  static final int UMAX = 23;
  static final int UMIN = 24;
  static final int SADD_SAT = 25;
  static final int UADD_SAT = 26;
  static final int SSUB_SAT = 27;
  static final int USUB_SAT = 28;
  static final int SSHL_SAT = 29;
  static final int USHL_SAT = 30;

  /** -1, 0 or 1; the width is a {@link #pair} of operand and result. */
  static final int COMPARE_SIGNED = 31;

  static final int COMPARE_UNSIGNED = 32;

  /** First of the ten integer predicates, in LLVM's order. */
  static final int ICMP = 40;

  /** From here on the width is a number of {@link Formats}. */
  static final int FIRST_FLOAT = 60;

  static final int FADD = 60;
  static final int FSUB = 61;
  static final int FMUL = 62;
  static final int FDIV = 63;
  static final int FREM = 64;
  static final int FNEG = 65;
  static final int FABS = 66;
  static final int SQRT = 67;
  static final int FLOOR = 68;
  static final int CEIL = 69;
  static final int TRUNC = 70;
  static final int RINT = 71;
  static final int ROUND = 72;
  static final int COPYSIGN = 73;
  static final int MINNUM = 74;
  static final int MAXNUM = 75;
  static final int MINIMUM = 76;
  static final int MAXIMUM = 77;
  static final int FMA = 78;
  static final int FMULADD = 79;
  static final int IS_FPCLASS = 80;
  static final int CANONICALIZE = 81;

  /** Conversions: the width is a {@link #pair} of formats or integer widths. */
  static final int FP_TO_FP = 90;

  static final int FP_TO_UINT = 91;
  static final int FP_TO_SINT = 92;
  static final int UINT_TO_FP = 93;
  static final int SINT_TO_FP = 94;
  static final int FP_TO_SINT_SAT = 95;
  static final int FP_TO_UINT_SAT = 96;

  /** Round half away from zero, as a signed integer. */
  static final int ROUND_TO_INT = 97;

  /** First of the sixteen floating point predicates, in LLVM's order. */
  static final int FCMP = 100;

  private Pure() {}

  // LLVM numbers predicates and operators in this order, and so do our enums.

  @SuppressWarnings("EnumOrdinal")
  static int icmp(IntPredicate predicate) {
    return ICMP + predicate.ordinal();
  }

  @SuppressWarnings("EnumOrdinal")
  static int fcmp(FloatPredicate predicate) {
    return FCMP + predicate.ordinal();
  }

  @SuppressWarnings("EnumOrdinal")
  static int rmw(RmwOp op) {
    return op.ordinal();
  }

  /** Two widths or formats in one word. */
  static int pair(int from, int to) {
    return from << 8 | to;
  }

  static int from(int pair) {
    return pair >> 8;
  }

  static int to(int pair) {
    return pair & 0xff;
  }
}
