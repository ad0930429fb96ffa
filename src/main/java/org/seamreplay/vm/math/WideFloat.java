package org.seamreplay.vm.math;

import java.math.BigInteger;
import org.seamreplay.vm.code.Pure;

/** Functions of {@code long double} and binary128, and their conversions. */
final class WideFloat {
  private WideFloat() {}

  /**
   * The result of a function.
   *
   * @param width a format, or for conversions a {@link Pure#pair} of formats and widths
   * @param a bits of the first operand
   * @param b bits of the second operand, if it has one
   */
  static BigInteger apply(int kind, int width, BigInteger a, BigInteger b) {
    if (kind >= Pure.FCMP) {
      SoftFloat x = SoftFloat.decode(width, a);
      int relation = x.relation(SoftFloat.decode(width, b));
      return BigInteger.valueOf((kind - Pure.FCMP & relation) != 0 ? 1 : 0);
    }
    if (kind >= Pure.FP_TO_FP) {
      return convert(kind, Pure.from(width), Pure.to(width), a);
    }
    return compute(kind, SoftFloat.decode(width, a), b, width).encode(width);
  }

  private static SoftFloat compute(int kind, SoftFloat x, BigInteger b, int format) {
    return switch (kind) {
      case Pure.FNEG -> x.negated();
      case Pure.FABS -> x.withSign(false);
      case Pure.SQRT -> x.squareRoot();
      case Pure.FLOOR -> x.toWhole(SoftFloat.Rounding.DOWN);
      case Pure.CEIL -> x.toWhole(SoftFloat.Rounding.UP);
      case Pure.TRUNC -> x.toWhole(SoftFloat.Rounding.TOWARDS_ZERO);
      case Pure.RINT -> x.toWhole(SoftFloat.Rounding.HALF_EVEN);
      case Pure.ROUND -> x.toWhole(SoftFloat.Rounding.HALF_AWAY);
      case Pure.CANONICALIZE -> x;
      default -> compute(kind, x, SoftFloat.decode(format, b));
    };
  }

  private static SoftFloat compute(int kind, SoftFloat x, SoftFloat y) {
    return switch (kind) {
      case Pure.FADD -> x.plus(y);
      case Pure.FSUB -> x.plus(y.nan() ? y : y.negated());
      case Pure.FMUL -> x.times(y);
      case Pure.FDIV -> x.dividedBy(y);
      case Pure.FREM -> x.remainder(y);
      case Pure.COPYSIGN -> x.withSign(y.negative());
      case Pure.MINNUM -> x.nan() ? y : y.nan() || x.relation(y) != 2 ? x : y;
      case Pure.MAXNUM -> x.nan() ? y : y.nan() || x.relation(y) != 4 ? x : y;
      default -> throw new IllegalStateException("wide floating point function " + kind);
    };
  }

  private static BigInteger convert(int kind, int from, int to, BigInteger bits) {
    return switch (kind) {
      case Pure.FP_TO_FP -> SoftFloat.decode(from, bits).encode(to);
      case Pure.UINT_TO_FP -> SoftFloat.of(bits).encode(to);
      case Pure.SINT_TO_FP -> SoftFloat.of(signed(bits, from)).encode(to);
      case Pure.FP_TO_UINT -> cut(SoftFloat.decode(from, bits).toInteger(), to);
      case Pure.FP_TO_SINT -> toSigned(SoftFloat.decode(from, bits).toInteger(), to);
      case Pure.ROUND_TO_INT ->
          toSigned(
              SoftFloat.decode(from, bits).toWhole(SoftFloat.Rounding.HALF_AWAY).toInteger(), to);
      case Pure.FP_TO_SINT_SAT -> saturate(from, to, bits, true);
      case Pure.FP_TO_UINT_SAT -> saturate(from, to, bits, false);
      default -> throw new IllegalStateException("conversion " + kind);
    };
  }

  private static BigInteger saturate(int from, int to, BigInteger bits, boolean signed) {
    SoftFloat value = SoftFloat.decode(from, bits);
    BigInteger one = BigInteger.ONE;
    BigInteger max = one.shiftLeft(signed ? to - 1 : to).subtract(one);
    BigInteger min = signed ? one.shiftLeft(to - 1).negate() : BigInteger.ZERO;
    if (value.infinite()) {
      return cut(value.negative() ? min : max, to);
    }
    return cut(value.toInteger().max(min).min(max), to);
  }

  /** As the hardware converts: what does not fit gives the most negative number. */
  private static BigInteger toSigned(BigInteger value, int bits) {
    return value.bitLength() < bits ? cut(value, bits) : BigInteger.ONE.shiftLeft(bits - 1);
  }

  private static BigInteger signed(BigInteger value, int bits) {
    return value.testBit(bits - 1) ? value.subtract(BigInteger.ONE.shiftLeft(bits)) : value;
  }

  private static BigInteger cut(BigInteger value, int bits) {
    return value.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }
}
