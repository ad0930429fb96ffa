package org.seamreplay.vm.math;

import org.seamreplay.vm.code.Formats;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;

/**
 * The algebra of undefined bits. A mask has a bit set where the value's bit is undefined; masks are
 * zero extended like values.
 */
public final class UndefinedBits {
  private UndefinedBits() {}

  /** A mask of the low {@code bits} bits. */
  public static long low(int bits) {
    return bits <= 0 ? 0 : -1L >>> (64 - bits);
  }

  /** Carries may go from the lowest undefined bit all the way up. */
  public static long sum(long m1, long m2) {
    long any = m1 | m2;
    return any | -any;
  }

  /** As a sum, from the lowest bit that an undefined bit can reach. */
  public static long product(long a, long m1, long b, long m2) {
    if ((m1 == 0 && a == 0) || (m2 == 0 && b == 0)) {
      return 0;
    }
    int zerosA = Long.numberOfTrailingZeros(a | m1);
    int zerosB = Long.numberOfTrailingZeros(b | m2);
    int lowest = 64;
    if (m1 != 0) {
      lowest = Math.min(lowest, Long.numberOfTrailingZeros(m1) + zerosB);
    }
    if (m2 != 0) {
      lowest = Math.min(lowest, Long.numberOfTrailingZeros(m2) + zerosA);
    }
    return lowest >= 64 ? 0 : -1L << lowest;
  }

  /** A defined zero on either side makes the bit defined. */
  public static long and(long a, long m1, long b, long m2) {
    return (m1 & m2) | (m1 & b) | (a & m2);
  }

  /** A defined one on either side makes the bit defined. */
  public static long or(long a, long m1, long b, long m2) {
    return (m1 & m2) | (m1 & ~b) | (~a & m2);
  }

  /** The sign's definedness spreads with it. */
  public static long signExtend(long mask, int fromShift, int toShift) {
    return mask << fromShift >> fromShift << toShift >>> toShift;
  }

  /** Whether the undefined bits can change the outcome of a comparison. */
  public static boolean comparison(int op, int shift, long a, long m1, long b, long m2) {
    if ((m1 | m2) == 0) {
      return false;
    }
    if (op == Op.EQ || op == Op.NE) {
      return ((a ^ b) & ~(m1 | m2)) == 0;
    }
    // Signed order is unsigned order with the sign bit flipped.
    boolean signed = op == Op.SLT || op == Op.SLE;
    long flip = signed ? Long.MIN_VALUE : 0;
    int by = signed ? shift : 0;
    long lowA = ((a & ~m1) << by ^ flip) & ~(m1 << by);
    long highA = ((a & ~m1) << by ^ flip) | m1 << by;
    long lowB = ((b & ~m2) << by ^ flip) & ~(m2 << by);
    long highB = ((b & ~m2) << by ^ flip) | m2 << by;
    boolean orEqual = op == Op.ULE || op == Op.SLE;
    return below(lowA, highB, orEqual) != below(highA, lowB, orEqual);
  }

  private static boolean below(long a, long b, boolean orEqual) {
    int order = Long.compareUnsigned(a, b);
    return order < 0 || (orEqual && order == 0);
  }

  public static long pure1(int kind, int width, long mask) {
    return switch (kind) {
      case Pure.BSWAP -> Long.reverseBytes(mask) >>> (64 - width);
      case Pure.BITREVERSE -> Long.reverse(mask) >>> (64 - width);
      case Pure.FABS -> mask & ~FloatMath.signBit(width);
      default -> result(kind, width);
    };
  }

  public static long pure2(int kindAndFlags, int width, long a, long m1, long b, long m2) {
    int kind = kindAndFlags & Pure.KIND;
    return switch (kind) {
      case Pure.ADD, Pure.SUB -> sum(m1, m2) & low(width);
      case Pure.MUL -> product(a, m1, b, m2) & low(width);
      case Pure.SHL -> m2 != 0 ? low(width) : m1 << b & low(width);
      case Pure.LSHR -> m2 != 0 ? low(width) : m1 >>> b;
      case Pure.ASHR -> m2 != 0 ? low(width) : IntegerMath.signed(width, m1) >> b & low(width);
      case Pure.UREM ->
          m2 == 0 && Long.bitCount(b) == 1 ? m1 & (b - 1) : m1 == 0 && m2 == 0 ? 0 : low(width);
      case Pure.UDIV ->
          m2 == 0 && Long.bitCount(b) == 1
              ? m1 >>> Long.numberOfTrailingZeros(b)
              : m1 == 0 && m2 == 0 ? 0 : low(width);
      default -> (m1 | m2) == 0 ? 0 : result(kind, width);
    };
  }

  public static long pure3(int kind, int width, long m1, long m2, long c, long m3) {
    if (kind >= Pure.FIRST_FLOAT || m3 != 0) {
      return result(kind, width);
    }
    int by = (int) Long.remainderUnsigned(c, width);
    if (kind == Pure.FSHL) {
      return by == 0 ? m1 : (m1 << by | m2 >>> (width - by)) & low(width);
    }
    return by == 0 ? m2 : (m2 >>> by | m1 << (width - by)) & low(width);
  }

  /** All bits of the result of a function. */
  public static long result(int kind, int width) {
    if (kind < Pure.FIRST_FLOAT) {
      if (kind >= Pure.ICMP) {
        return 1;
      }
      return kind == Pure.COMPARE_SIGNED || kind == Pure.COMPARE_UNSIGNED
          ? low(Pure.to(width))
          : low(width);
    }
    if (kind >= Pure.FCMP || kind == Pure.IS_FPCLASS) {
      return 1;
    }
    return switch (kind) {
      case Pure.FP_TO_UINT,
          Pure.FP_TO_SINT,
          Pure.FP_TO_UINT_SAT,
          Pure.FP_TO_SINT_SAT,
          Pure.ROUND_TO_INT ->
          low(Math.min(64, Pure.to(width)));
      case Pure.FP_TO_FP, Pure.SINT_TO_FP, Pure.UINT_TO_FP -> ofFormat(Pure.to(width));
      default -> ofFormat(width);
    };
  }

  private static long ofFormat(int format) {
    return switch (format) {
      case Formats.HALF, Formats.BFLOAT -> 0xffffL;
      case Formats.FLOAT -> 0xffff_ffffL;
      default -> -1L;
    };
  }
}
