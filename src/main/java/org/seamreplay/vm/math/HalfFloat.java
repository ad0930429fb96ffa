package org.seamreplay.vm.math;

/** The two 16 bit floating point formats. */
final class HalfFloat {
  private static final int MANTISSA = 10;
  private static final int MAX_EXPONENT = 15;
  private static final int MIN_EXPONENT = -14;

  private HalfFloat() {}

  /** The value of IEEE binary16 bits; exact. */
  static double toDouble(int bits) {
    int exponent = bits >> MANTISSA & 0x1f;
    int mantissa = bits & (1 << MANTISSA) - 1;
    double value;
    if (exponent == 0x1f) {
      long payload = 0x7ffL << 52 | (long) mantissa << (52 - MANTISSA);
      return Double.longBitsToDouble(payload | (bits & 0x8000L) << 48);
    } else if (exponent == 0) {
      value = Math.scalb((double) mantissa, MIN_EXPONENT - MANTISSA);
    } else {
      value = Math.scalb((double) (mantissa | 1 << MANTISSA), exponent - 15 - MANTISSA);
    }
    return (bits & 0x8000) != 0 ? -value : value;
  }

  /** Rounds to nearest, ties to even. */
  static long fromDouble(double value) {
    long sign = Double.doubleToRawLongBits(value) >>> 48 & 0x8000;
    double magnitude = Math.abs(value);
    if (Double.isNaN(value)) {
      return sign | 0x7e00 | (Double.doubleToRawLongBits(value) >>> (52 - MANTISSA) & 0x3ff);
    }
    int exponent = Math.max(Math.getExponent(magnitude), MIN_EXPONENT);
    if (exponent > MAX_EXPONENT) {
      return sign | 0x7c00;
    }
    // In units of the last place; rint rounds ties to even, and a carry moves the exponent.
    long units = (long) Math.rint(Math.scalb(magnitude, MANTISSA - exponent));
    long bits = units + ((long) (exponent - MIN_EXPONENT) << MANTISSA);
    return sign | Math.min(bits, 0x7c00);
  }

  /** Rounds to nearest, ties to even. */
  static long toBfloat(double value) {
    if (Double.isNaN(value)) {
      return (Double.doubleToRawLongBits(value) >>> 48 & 0x8000) | 0x7fc0;
    }
    float single = (float) value;
    int bits = Float.floatToRawIntBits(single);
    if ((double) single != value && !Float.isInfinite(single)) {
      // Round to odd first, so that rounding twice is rounding once.
      boolean away = Math.abs((double) single) > Math.abs(value);
      bits = (away ? bits - 1 : bits) | 1;
    }
    int rounded = bits + 0x7fff + (bits >>> 16 & 1);
    return (rounded >>> 16) & 0xffffL;
  }
}
