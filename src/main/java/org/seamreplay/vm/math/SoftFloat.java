package org.seamreplay.vm.math;

import java.math.BigInteger;
import org.seamreplay.vm.code.Formats;

/**
 * A floating point number of any format, exact: {@code significand * 2^exponent}. Used for the
 * formats that Java has not: the 80 bit one of the x87 and IEEE binary128.
 *
 * @param nan not a number; the significand is the payload then
 * @param significand not negative; 0 for zero and infinity
 */
record SoftFloat(
    boolean negative, boolean nan, boolean infinite, BigInteger significand, int exponent) {

  /**
   * A format.
   *
   * @param precision bits of the significand, the leading one included
   * @param exponentBits width of the exponent field
   * @param explicit the leading one is stored
   */
  private record Format(int precision, int exponentBits, boolean explicit) {
    int bias() {
      return (1 << (exponentBits - 1)) - 1;
    }

    /** Exponent of the lowest bit of the smallest numbers. */
    int lowest() {
      return 2 - bias() - precision;
    }

    int storedBits() {
      return explicit ? precision : precision - 1;
    }
  }

  private static final Format[] FORMATS = {
    new Format(11, 5, false),
    new Format(8, 8, false),
    new Format(24, 8, false),
    new Format(53, 11, false),
    new Format(64, 15, true),
    new Format(113, 15, false)
  };

  static SoftFloat zero(boolean negative) {
    return new SoftFloat(negative, false, false, BigInteger.ZERO, 0);
  }

  static SoftFloat infinity(boolean negative) {
    return new SoftFloat(negative, false, true, BigInteger.ZERO, 0);
  }

  /** What an invalid operation gives: on x86 it is negative. */
  static SoftFloat invalid() {
    return new SoftFloat(true, true, false, BigInteger.ZERO, 0);
  }

  static SoftFloat of(BigInteger value) {
    return new SoftFloat(value.signum() < 0, false, false, value.abs(), 0);
  }

  boolean isZero() {
    return !nan && !infinite && significand.signum() == 0;
  }

  /** The number that the bits stand for in one of {@link Formats}. */
  static SoftFloat decode(int number, BigInteger bits) {
    Format format = FORMATS[number];
    int stored = format.storedBits();
    BigInteger fraction = low(bits, stored);
    int exponent = low(bits.shiftRight(stored), format.exponentBits()).intValue();
    boolean negative = bits.testBit(stored + format.exponentBits());
    if (exponent == (1 << format.exponentBits()) - 1) {
      BigInteger payload = low(fraction, format.precision() - 1);
      return payload.signum() == 0
          ? infinity(negative)
          : new SoftFloat(negative, true, false, payload, format.precision());
    }
    if (exponent == 0) {
      return new SoftFloat(negative, false, false, fraction, format.lowest());
    }
    BigInteger significand = format.explicit() ? fraction : fraction.setBit(format.precision() - 1);
    return new SoftFloat(negative, false, false, significand, format.lowest() + exponent - 1);
  }

  /** The bits of the number in one of {@link Formats}, rounded to nearest, ties to even. */
  BigInteger encode(int number) {
    Format format = FORMATS[number];
    int stored = format.storedBits();
    int maximum = (1 << format.exponentBits()) - 1;
    BigInteger sign =
        negative ? BigInteger.ONE.shiftLeft(stored + format.exponentBits()) : BigInteger.ZERO;
    BigInteger top = BigInteger.valueOf(maximum).shiftLeft(stored);
    if (format.explicit()) {
      top = top.setBit(stored - 1);
    }
    if (nan) {
      int quiet = format.precision() - 2;
      BigInteger payload =
          exponent == 0 ? BigInteger.ZERO : shift(significand, format.precision() - exponent);
      return sign.or(top).or(low(payload, format.precision() - 1).setBit(quiet));
    }
    if (infinite) {
      return sign.or(top);
    }
    int drop = Math.max(significand.bitLength() - format.precision(), format.lowest() - exponent);
    BigInteger rounded = round(significand, drop);
    int exponentOfLowest = exponent + drop;
    if (rounded.bitLength() > format.precision()) {
      rounded = rounded.shiftRight(1);
      exponentOfLowest++;
    }
    boolean normal = rounded.bitLength() == format.precision();
    int field = normal ? exponentOfLowest - format.lowest() + 1 : 0;
    if (field >= maximum) {
      return sign.or(top);
    }
    BigInteger fraction =
        normal && !format.explicit() ? rounded.clearBit(format.precision() - 1) : rounded;
    return sign.or(BigInteger.valueOf(field).shiftLeft(stored)).or(fraction);
  }

  private static BigInteger low(BigInteger value, int bits) {
    return value.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }

  private static BigInteger shift(BigInteger value, int left) {
    return left >= 0 ? value.shiftLeft(left) : value.shiftRight(-left);
  }

  /** Drops low bits, rounding to nearest, ties to even; adds zeros if there are too few. */
  private static BigInteger round(BigInteger value, int drop) {
    if (drop <= 0) {
      return value.shiftLeft(-drop);
    }
    BigInteger kept = value.shiftRight(drop);
    boolean half = value.testBit(drop - 1);
    boolean more = value.signum() != 0 && value.getLowestSetBit() < drop - 1;
    return half && (more || kept.testBit(0)) ? kept.add(BigInteger.ONE) : kept;
  }

  SoftFloat withSign(boolean sign) {
    return new SoftFloat(sign, nan, infinite, significand, exponent);
  }

  private BigInteger signed() {
    return negative ? significand.negate() : significand;
  }

  SoftFloat plus(SoftFloat other) {
    if (nan || other.nan) {
      return nan ? this : other;
    }
    if (infinite || other.infinite) {
      boolean opposed = infinite && other.infinite && negative != other.negative;
      return opposed ? invalid() : infinite ? this : other;
    }
    int common = Math.min(exponent, other.exponent);
    BigInteger sum =
        signed()
            .shiftLeft(exponent - common)
            .add(other.signed().shiftLeft(other.exponent - common));
    if (sum.signum() == 0) {
      return zero(negative && other.negative);
    }
    return new SoftFloat(sum.signum() < 0, false, false, sum.abs(), common);
  }

  SoftFloat negated() {
    return withSign(!negative);
  }

  SoftFloat times(SoftFloat other) {
    if (nan || other.nan) {
      return nan ? this : other;
    }
    boolean sign = negative != other.negative;
    if (infinite || other.infinite) {
      return isZero() || other.isZero() ? invalid() : infinity(sign);
    }
    return new SoftFloat(
        sign, false, false, significand.multiply(other.significand), exponent + other.exponent);
  }

  /** The quotient with so many bits and a sticky one that it rounds right in every format. */
  SoftFloat dividedBy(SoftFloat other) {
    if (nan || other.nan) {
      return nan ? this : other;
    }
    boolean sign = negative != other.negative;
    if (infinite || other.isZero()) {
      return (infinite && other.infinite) || (isZero() && other.isZero())
          ? invalid()
          : infinity(sign);
    }
    if (other.infinite || isZero()) {
      return zero(sign);
    }
    int extra = Math.max(0, 120 + other.significand.bitLength() - significand.bitLength());
    BigInteger[] parts = significand.shiftLeft(extra).divideAndRemainder(other.significand);
    return new SoftFloat(
        sign,
        false,
        false,
        sticky(parts[0], parts[1].signum() != 0),
        exponent - extra - other.exponent - 1);
  }

  private static BigInteger sticky(BigInteger value, boolean rest) {
    BigInteger shifted = value.shiftLeft(1);
    return rest ? shifted.setBit(0) : shifted;
  }

  SoftFloat remainder(SoftFloat other) {
    if (nan || other.nan) {
      return nan ? this : other;
    }
    if (infinite || other.isZero()) {
      return invalid();
    }
    if (other.infinite || isZero()) {
      return this;
    }
    // A huge quotient is reduced by modular arithmetic, not by writing it out.
    if (exponent >= other.exponent) {
      BigInteger power =
          BigInteger.TWO.modPow(
              BigInteger.valueOf((long) exponent - other.exponent), other.significand);
      BigInteger rest = significand.multiply(power).mod(other.significand);
      return new SoftFloat(negative, false, false, rest, other.exponent);
    }
    BigInteger divisor = other.significand.shiftLeft(other.exponent - exponent);
    return new SoftFloat(negative, false, false, significand.mod(divisor), exponent);
  }

  SoftFloat squareRoot() {
    if (nan || isZero()) {
      return this;
    }
    if (negative) {
      return invalid();
    }
    if (infinite) {
      return this;
    }
    int shift = Math.max(0, 260 - significand.bitLength());
    if (((exponent - shift) & 1) != 0) {
      shift++;
    }
    BigInteger[] root = significand.shiftLeft(shift).sqrtAndRemainder();
    return new SoftFloat(
        false, false, false, sticky(root[0], root[1].signum() != 0), (exponent - shift) / 2 - 1);
  }

  /** How {@link #toWhole} rounds. */
  enum Rounding {
    DOWN,
    UP,
    TOWARDS_ZERO,
    HALF_EVEN,
    HALF_AWAY
  }

  /** Rounds to a whole number. */
  SoftFloat toWhole(Rounding rounding) {
    if (nan || infinite || exponent >= 0) {
      return this;
    }
    int drop = -exponent;
    BigInteger kept = significand.shiftRight(drop);
    boolean rest = significand.signum() != 0 && significand.getLowestSetBit() < drop;
    boolean half = significand.testBit(drop - 1);
    boolean up =
        switch (rounding) {
          case DOWN -> rest && negative;
          case UP -> rest && !negative;
          case TOWARDS_ZERO -> false;
          case HALF_EVEN -> half && (significand.getLowestSetBit() < drop - 1 || kept.testBit(0));
          case HALF_AWAY -> half;
        };
    return new SoftFloat(negative, false, false, up ? kept.add(BigInteger.ONE) : kept, 0);
  }

  /** The whole part, signed; 0 for what is no finite number. */
  BigInteger toInteger() {
    if (nan || infinite) {
      return BigInteger.ZERO;
    }
    BigInteger magnitude = shift(significand, exponent);
    return negative ? magnitude.negate() : magnitude;
  }

  /** 1 if equal, 2 if greater, 4 if less, 8 if not comparable: the bits of LLVM's predicates. */
  int relation(SoftFloat other) {
    if (nan || other.nan) {
      return 8;
    }
    int order;
    if (infinite || other.infinite) {
      order = Integer.compare(rank(), other.rank());
    } else {
      int common = Math.min(exponent, other.exponent);
      order =
          signed()
              .shiftLeft(exponent - common)
              .compareTo(other.signed().shiftLeft(other.exponent - common));
    }
    return order == 0 ? 1 : order > 0 ? 2 : 4;
  }

  private int rank() {
    return infinite ? (negative ? -1 : 1) : 0;
  }
}
