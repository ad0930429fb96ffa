package org.seamreplay.vm.code;

import org.seamreplay.ir.Instruction.AtomicRmw.RmwOp;
import org.seamreplay.ir.Instruction.Fcmp.FloatPredicate;
import org.seamreplay.ir.Instruction.Icmp.IntPredicate;

/** Numbers of the functions that {@link Op#PURE1} and its relatives compute. */
public final class Pure {
  /** Flags beside the kind: overflow or lost bits are undefined behaviour. */
  public static final int NSW = 1 << 8;

  public static final int NUW = 1 << 9;
  public static final int EXACT = 1 << 10;
  public static final int KIND = NSW - 1;

  public static final int ADD = 0;
  public static final int SUB = 1;
  public static final int MUL = 2;
  public static final int UDIV = 3;
  public static final int SDIV = 4;
  public static final int UREM = 5;
  public static final int SREM = 6;
  public static final int SHL = 7;
  public static final int LSHR = 8;
  public static final int ASHR = 9;
  public static final int AND = 10;
  public static final int OR = 11;
  public static final int XOR = 12;
  public static final int CTPOP = 13;
  public static final int CTLZ = 14;
  public static final int CTTZ = 15;
  public static final int BSWAP = 16;
  public static final int BITREVERSE = 17;
  public static final int ABS = 18;
  public static final int FSHL = 19;
  public static final int FSHR = 20;
  public static final int SMAX = 21;
  public static final int SMIN = 22;
  public static final int UMAX = 23;
  public static final int UMIN = 24;
  public static final int SADD_SAT = 25;
  public static final int UADD_SAT = 26;
  public static final int SSUB_SAT = 27;
  public static final int USUB_SAT = 28;
  public static final int SSHL_SAT = 29;
  public static final int USHL_SAT = 30;

  /** -1, 0 or 1; the width is a {@link #pair} of operand and result. */
  public static final int COMPARE_SIGNED = 31;

  public static final int COMPARE_UNSIGNED = 32;

  /** First of the ten integer predicates, in LLVM's order. */
  public static final int ICMP = 40;

  /** From here on the width is a number of {@link Formats}. */
  public static final int FIRST_FLOAT = 60;

  public static final int FADD = 60;
  public static final int FSUB = 61;
  public static final int FMUL = 62;
  public static final int FDIV = 63;
  public static final int FREM = 64;
  public static final int FNEG = 65;
  public static final int FABS = 66;
  public static final int SQRT = 67;
  public static final int FLOOR = 68;
  public static final int CEIL = 69;
  public static final int TRUNC = 70;
  public static final int RINT = 71;
  public static final int ROUND = 72;
  public static final int COPYSIGN = 73;
  public static final int MINNUM = 74;
  public static final int MAXNUM = 75;
  public static final int MINIMUM = 76;
  public static final int MAXIMUM = 77;
  public static final int FMA = 78;
  public static final int FMULADD = 79;
  public static final int IS_FPCLASS = 80;
  public static final int CANONICALIZE = 81;

  /** Conversions: the width is a {@link #pair} of formats or integer widths. */
  public static final int FP_TO_FP = 90;

  public static final int FP_TO_UINT = 91;
  public static final int FP_TO_SINT = 92;
  public static final int UINT_TO_FP = 93;
  public static final int SINT_TO_FP = 94;
  public static final int FP_TO_SINT_SAT = 95;
  public static final int FP_TO_UINT_SAT = 96;

  /** Round half away from zero, as a signed integer. */
  public static final int ROUND_TO_INT = 97;

  /** First of the sixteen floating point predicates, in LLVM's order. */
  public static final int FCMP = 100;

  private Pure() {}

  // LLVM numbers predicates and operators in this order, and so do our enums.

  @SuppressWarnings("EnumOrdinal")
  public static int icmp(IntPredicate predicate) {
    return ICMP + predicate.ordinal();
  }

  @SuppressWarnings("EnumOrdinal")
  public static int fcmp(FloatPredicate predicate) {
    return FCMP + predicate.ordinal();
  }

  @SuppressWarnings("EnumOrdinal")
  public static int rmw(RmwOp op) {
    return op.ordinal();
  }

  /** Two widths or formats in one word. */
  public static int pair(int from, int to) {
    return from << 8 | to;
  }

  public static int from(int pair) {
    return pair >> 8;
  }

  public static int to(int pair) {
    return pair & 0xff;
  }
}
