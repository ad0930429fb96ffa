package org.seamreplay.vm.math;

import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.Formats;
import org.seamreplay.vm.code.Pure;

/**
 * Floating point functions on values of one slot: half, bfloat, float and double, as bits. Java's
 * arithmetic is IEEE 754 with round to nearest, which is what C has unless it changes the mode.
 */
public final class FloatMath {
  /** Bits of a NaN without sign, by format. */
  private static final long SIGN_DOUBLE = Long.MIN_VALUE;

  private final Defects poison;

  /**
   * @param poison is told of results that must not be used
   */
  public FloatMath(Defects poison) {
    this.poison = poison;
  }

  /** The value as a double, which holds every value of the narrower formats exactly. */
  static double decode(int format, long bits) {
    return switch (format) {
      case Formats.DOUBLE -> Double.longBitsToDouble(bits);
      case Formats.FLOAT -> Float.intBitsToFloat((int) bits);
      case Formats.BFLOAT -> Float.intBitsToFloat((int) bits << 16);
      case Formats.HALF -> HalfFloat.toDouble((int) bits);
      default -> throw new IllegalStateException("floating point format " + format);
    };
  }

  /** Rounds a double to the format. */
  static long encode(int format, double value) {
    return switch (format) {
      case Formats.DOUBLE -> Double.doubleToRawLongBits(value);
      case Formats.FLOAT -> Float.floatToRawIntBits((float) value) & 0xffff_ffffL;
      case Formats.BFLOAT -> HalfFloat.toBfloat(value);
      case Formats.HALF -> HalfFloat.fromDouble(value);
      default -> throw new IllegalStateException("floating point format " + format);
    };
  }

  static long signBit(int format) {
    return switch (format) {
      case Formats.DOUBLE -> SIGN_DOUBLE;
      case Formats.FLOAT -> 1L << 31;
      default -> 1L << 15;
    };
  }

  public long unary(int kind, int format, long a) {
    return switch (kind) {
      case Pure.FABS -> a & ~signBit(format);
      case Pure.CANONICALIZE -> a;
      case Pure.SQRT -> encode(format, Math.sqrt(decode(format, a)));
      case Pure.FLOOR -> encode(format, Math.floor(decode(format, a)));
      case Pure.CEIL -> encode(format, Math.ceil(decode(format, a)));
      case Pure.RINT -> encode(format, Math.rint(decode(format, a)));
      case Pure.TRUNC -> encode(format, truncate(decode(format, a)));
      case Pure.ROUND -> encode(format, roundAway(decode(format, a)));
      case Pure.ROUND_TO_INT -> toSigned(roundAway(decode(Pure.from(format), a)), Pure.to(format));
      case Pure.FP_TO_FP -> convert(Pure.from(format), Pure.to(format), a);
      case Pure.FP_TO_SINT, Pure.FP_TO_UINT -> toInteger(kind, format, a);
      case Pure.FP_TO_SINT_SAT -> saturateSigned(decode(Pure.from(format), a), Pure.to(format));
      case Pure.FP_TO_UINT_SAT -> saturateUnsigned(decode(Pure.from(format), a), Pure.to(format));
      case Pure.SINT_TO_FP -> fromSigned(IntegerMath.signed(Pure.from(format), a), Pure.to(format));
      case Pure.UINT_TO_FP -> fromUnsigned(a, Pure.to(format));
      default -> throw new IllegalStateException("floating point function " + kind);
    };
  }

  private long toInteger(int kind, int formats, long a) {
    double value = decode(Pure.from(formats), a);
    int bits = Pure.to(formats);
    boolean signed = kind == Pure.FP_TO_SINT;
    double whole = truncate(value);
    double limit = Math.scalb(1.0, signed ? bits - 1 : bits);
    if (!(whole >= (signed ? -limit : 0) && whole < limit)) {
      reportLost(poison, Double.toString(value), signed, bits);
    }
    return signed ? toSigned(value, bits) : toUnsigned(value, bits);
  }

  /** C leaves it undefined what comes of a value that does not fit (C11, 6.3.1.4). */
  static void reportLost(Defects poison, String value, boolean signed, int bits) {
    poison.report(
        MemoryFault.UNDEFINED_BEHAVIOUR,
        "converts "
            + value
            + " to "
            + (signed ? "a signed" : "an unsigned")
            + " integer of "
            + bits
            + " bits, which cannot hold it");
  }

  private static double truncate(double value) {
    return Math.copySign(value < 0 ? Math.ceil(value) : Math.floor(value), value);
  }

  private static double roundAway(double value) {
    double whole = truncate(value);
    return Math.abs(value - whole) >= 0.5 ? whole + Math.copySign(1, value) : whole;
  }

  private static long convert(int from, int to, long bits) {
    return from == to ? bits : encode(to, decode(from, bits));
  }

  /** As the hardware converts: what does not fit gives the most negative number. */
  private static long toSigned(double value, int bits) {
    if (bits == 64) {
      return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }
    return (long) value & IntegerMath.mask(bits);
  }

  private static long toUnsigned(double value, int bits) {
    long result = value >= 0x1p63 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE : (long) value;
    return result & IntegerMath.mask(bits);
  }

  private static long saturateSigned(double value, int bits) {
    long max = IntegerMath.mask(bits) >>> 1;
    long result = Math.max(-max - 1, Math.min(max, (long) value));
    return result & IntegerMath.mask(bits);
  }

  private static long saturateUnsigned(double value, int bits) {
    if (!(value > 0)) {
      return 0;
    }
    return value >= Math.scalb(1.0, bits) ? IntegerMath.mask(bits) : toUnsigned(value, bits);
  }

  private static long fromSigned(long value, int format) {
    if (format == Formats.FLOAT) {
      return Float.floatToRawIntBits((float) value) & 0xffff_ffffL;
    }
    return format == Formats.DOUBLE
        ? Double.doubleToRawLongBits((double) value)
        : encode(format, roundToOdd(value));
  }

  private static long fromUnsigned(long value, int format) {
    if (value >= 0) {
      return fromSigned(value, format);
    }
    // Halved, with the lost bit kept sticky, so that rounding comes out the same.
    long half = value >>> 1 | (value & 1);
    if (format == Formats.FLOAT) {
      return Float.floatToRawIntBits((float) half * 2) & 0xffff_ffffL;
    }
    return format == Formats.DOUBLE
        ? Double.doubleToRawLongBits((double) half * 2)
        : encode(format, roundToOdd(half) * 2);
  }

  /** A double that rounds to any narrower format as the integer itself would. */
  private static double roundToOdd(long value) {
    double nearest = (double) value;
    if (nearest == value && nearest != 0x1p63) {
      return nearest;
    }
    long magnitude = Math.abs(value);
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(magnitude) - 53);
    long kept = magnitude >>> shift << shift | 1L << shift;
    return value < 0 ? -(double) kept : (double) kept;
  }

  public long binary(int kind, int format, long a, long b) {
    if (kind >= Pure.FCMP) {
      return compare(kind - Pure.FCMP, decode(format, a), decode(format, b)) ? 1 : 0;
    }
    double x = decode(format, a);
    double y = decode(format, b);
    return switch (kind) {
      case Pure.FADD ->
          format == Formats.FLOAT ? single((float) x + (float) y) : encode(format, x + y);
      case Pure.FSUB ->
          format == Formats.FLOAT ? single((float) x - (float) y) : encode(format, x - y);
      case Pure.FMUL ->
          format == Formats.FLOAT ? single((float) x * (float) y) : encode(format, x * y);
      case Pure.FDIV ->
          format == Formats.FLOAT ? single((float) x / (float) y) : encode(format, x / y);
      case Pure.FREM -> encode(format, x % y);
      case Pure.COPYSIGN -> (a & ~signBit(format)) | (b & signBit(format));
      case Pure.MINNUM -> Double.isNaN(x) ? b : Double.isNaN(y) ? a : x <= y ? a : b;
      case Pure.MAXNUM -> Double.isNaN(x) ? b : Double.isNaN(y) ? a : x >= y ? a : b;
      case Pure.MINIMUM -> encode(format, Math.min(x, y));
      case Pure.MAXIMUM -> encode(format, Math.max(x, y));
      case Pure.IS_FPCLASS -> isClass(format, a, (int) b) ? 1 : 0;
      default -> throw new IllegalStateException("floating point function " + kind);
    };
  }

  private static long single(float value) {
    return Float.floatToRawIntBits(value) & 0xffff_ffffL;
  }

  /** LLVM's predicates are a bit set: equal 1, greater 2, less 4, unordered 8. */
  static boolean compare(int predicate, double x, double y) {
    int relation = x == y ? 1 : x > y ? 2 : x < y ? 4 : 8;
    return (predicate & relation) != 0;
  }

  public long ternary(int kind, int format, long a, long b, long c) {
    double x = decode(format, a);
    double y = decode(format, b);
    double z = decode(format, c);
    if (kind == Pure.FMULADD) {
      // clang's default: not fused on x86-64 without FMA.
      return format == Formats.FLOAT
          ? single((float) x * (float) y + (float) z)
          : encode(format, x * y + z);
    }
    return switch (format) {
      case Formats.DOUBLE -> Double.doubleToRawLongBits(Math.fma(x, y, z));
      case Formats.FLOAT -> single(Math.fma((float) x, (float) y, (float) z));
      default -> encode(format, x * y + z);
    };
  }

  /** The bits of {@code llvm.is.fpclass}. */
  private static boolean isClass(int format, long bits, int classes) {
    double value = decode(format, bits);
    boolean negative = (bits & signBit(format)) != 0;
    int is;
    if (Double.isNaN(value)) {
      is = (bits & quietBit(format)) != 0 ? 1 << 1 : 1;
    } else if (Double.isInfinite(value)) {
      is = negative ? 1 << 2 : 1 << 9;
    } else if (value == 0) {
      is = negative ? 1 << 5 : 1 << 6;
    } else if (Math.abs(value) < smallestNormal(format)) {
      is = negative ? 1 << 4 : 1 << 7;
    } else {
      is = negative ? 1 << 3 : 1 << 8;
    }
    return (classes & is) != 0;
  }

  private static long quietBit(int format) {
    return switch (format) {
      case Formats.DOUBLE -> 1L << 51;
      case Formats.FLOAT -> 1L << 22;
      case Formats.BFLOAT -> 1L << 6;
      default -> 1L << 9;
    };
  }

  private static double smallestNormal(int format) {
    return switch (format) {
      case Formats.DOUBLE -> Double.MIN_NORMAL;
      case Formats.FLOAT, Formats.BFLOAT -> Float.MIN_NORMAL;
      default -> 0x1p-14;
    };
  }
}
