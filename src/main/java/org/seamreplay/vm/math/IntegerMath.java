package org.seamreplay.vm.math;

import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.Pure;

/**
 * Integer functions of at most 64 bits that are too rare for the loop. Operands and results are
 * zero extended.
 */
public final class IntegerMath {
  private final Defects defects;
  private final Defects poison;

  public IntegerMath(Defects defects, Defects poison) {
    this.defects = defects;
    this.poison = poison;
  }

  public long unary(int kind, int bits, long a) {
    return switch (kind) {
      case Pure.CTPOP -> Long.bitCount(a);
      case Pure.BSWAP -> Long.reverseBytes(a) >>> (64 - bits);
      case Pure.BITREVERSE -> Long.reverse(a) >>> (64 - bits);
      default -> throw new IllegalStateException("integer function " + kind);
    };
  }

  public long binary(int kindAndFlags, int bits, long a, long b) {
    int kind = kindAndFlags & Pure.KIND;
    int shift = 64 - bits;
    switch (kind) {
      case Pure.ADD, Pure.SUB, Pure.MUL -> {
        long result = wrapping(kind, shift, a, b);
        if ((kindAndFlags & Pure.NSW) != 0 && overflows(kind | Pure.NSW, bits, a, b)) {
          overflow(name(kind), true, bits, a, b);
        } else if ((kindAndFlags & Pure.NUW) != 0 && overflows(kind | Pure.NUW, bits, a, b)) {
          overflow(name(kind), false, bits, a, b);
        }
        return result;
      }
      case Pure.UDIV, Pure.UREM, Pure.SDIV, Pure.SREM -> {
        return divide(kind, (kindAndFlags & Pure.EXACT) != 0, bits, a, b);
      }
      case Pure.SHL, Pure.LSHR, Pure.ASHR -> {
        return shift(kindAndFlags, bits, a, b);
      }
      case Pure.CTLZ -> {
        return leadingZeros(Long.numberOfLeadingZeros(a) - shift, bits, a, b);
      }
      case Pure.CTTZ -> {
        // Not even unoptimised code means it: __builtin_ffs(0) counts first and chooses then.
        return Math.min(Long.numberOfTrailingZeros(a), bits);
      }
      case Pure.ABS -> {
        return abs(bits, a, b);
      }
      case Pure.SMAX -> {
        return a << shift > b << shift ? a : b;
      }
      case Pure.SMIN -> {
        return a << shift < b << shift ? a : b;
      }
      case Pure.UMAX -> {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
      }
      case Pure.UMIN -> {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
      }
      case Pure.COMPARE_SIGNED -> {
        int s = 64 - Pure.from(bits);
        return Long.compare(a << s, b << s) & mask(Pure.to(bits));
      }
      case Pure.COMPARE_UNSIGNED -> {
        return Integer.signum(Long.compareUnsigned(a, b)) & mask(Pure.to(bits));
      }
      default -> {
        return saturating(kind, bits, a, b);
      }
    }
  }

  public long ternary(int kind, int bits, long a, long b, long c) {
    int distance = (int) Long.remainderUnsigned(c, bits);
    if (kind == Pure.FSHR) {
      return distance == 0 ? b : (b >>> distance | a << (bits - distance)) & mask(bits);
    }
    return distance == 0 ? a : (a << distance | b >>> (bits - distance)) & mask(bits);
  }

  public static long mask(int bits) {
    return -1L >>> (64 - bits);
  }

  static long signed(int bits, long value) {
    int shift = 64 - bits;
    return value << shift >> shift;
  }

  private static long wrapping(int kind, int shift, long a, long b) {
    long result = kind == Pure.ADD ? a + b : kind == Pure.SUB ? a - b : a * b;
    return result << shift >>> shift;
  }

  /** Whether add, subtract or multiply (with the flag that says signed or not) overflows. */
  public static boolean overflows(int kindAndFlag, int bits, long a, long b) {
    int shift = 64 - bits;
    if ((kindAndFlag & Pure.NSW) != 0) {
      long x = a << shift;
      switch (kindAndFlag & Pure.KIND) {
        case Pure.ADD -> {
          long y = b << shift;
          long r = x + y;
          return ((x ^ r) & (y ^ r)) < 0;
        }
        case Pure.SUB -> {
          long y = b << shift;
          long r = x - y;
          return ((x ^ y) & (x ^ r)) < 0;
        }
        default -> {
          long y = b << shift >> shift;
          return Math.multiplyHigh(x, y) != (x * y) >> 63;
        }
      }
    }
    return switch (kindAndFlag & Pure.KIND) {
      case Pure.ADD -> Long.compareUnsigned((a + b) << shift, a << shift) < 0;
      case Pure.SUB -> Long.compareUnsigned(a, b) < 0;
      default -> multiplyHighUnsigned(a << shift, b) != 0;
    };
  }

  static long multiplyHighUnsigned(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }

  private long divide(int kind, boolean exact, int bits, long a, long b) {
    if (b == 0) {
      defects.report(
          MemoryFault.DIVISION_BY_ZERO, "divides " + decimal(kind, bits, a) + " by zero");
      return 0;
    }
    if (kind == Pure.UDIV || kind == Pure.UREM) {
      long quotient = Long.divideUnsigned(a, b);
      exact(exact, quotient * b == a, kind, bits, a, b);
      return kind == Pure.UDIV ? quotient : a - quotient * b;
    }
    long x = signed(bits, a);
    long y = signed(bits, b);
    if (y == -1 && x == Long.MIN_VALUE >> (64 - bits)) {
      defects.report(
          MemoryFault.UNDEFINED_BEHAVIOUR, "divides " + x + " by -1, which does not fit");
      return kind == Pure.SDIV ? a : 0;
    }
    exact(exact, x % y == 0, kind, bits, a, b);
    return (kind == Pure.SDIV ? x / y : x % y) & mask(bits);
  }

  private void exact(boolean wanted, boolean holds, int kind, int bits, long a, long b) {
    if (wanted && !holds) {
      poison.report(
          MemoryFault.UNDEFINED_BEHAVIOUR,
          "divides "
              + decimal(kind, bits, a)
              + " by "
              + decimal(kind, bits, b)
              + ", which leaves a remainder where none may be");
    }
  }

  private static String decimal(int kind, int bits, long value) {
    return kind == Pure.UDIV || kind == Pure.UREM
        ? Long.toUnsignedString(value)
        : Long.toString(signed(bits, value));
  }

  private long shift(int kindAndFlags, int bits, long a, long b) {
    int kind = kindAndFlags & Pure.KIND;
    if (Long.compareUnsigned(b, bits) >= 0) {
      poison.report(
          MemoryFault.UNDEFINED_BEHAVIOUR,
          "shifts a value of " + bits + " bits by " + Long.toString(b));
      return 0;
    }
    int by = (int) b;
    if (kind == Pure.SHL) {
      long result = a << by & mask(bits);
      boolean lost =
          ((kindAndFlags & Pure.NSW) != 0 && signed(bits, result) >> by != signed(bits, a))
              || ((kindAndFlags & Pure.NUW) != 0 && result >>> by != a);
      if (lost) {
        poison.report(
            MemoryFault.UNDEFINED_BEHAVIOUR,
            "shifts "
                + signed(bits, a)
                + " left by "
                + by
                + ", which does not fit in "
                + bits
                + " bits");
      }
      return result;
    }
    if ((kindAndFlags & Pure.EXACT) != 0 && a >>> by << by != a) {
      poison.report(
          MemoryFault.UNDEFINED_BEHAVIOUR, "shifts bits out of " + a + " where none may be lost");
    }
    return kind == Pure.LSHR ? a >>> by : signed(bits, a) >> by & mask(bits);
  }

  private long leadingZeros(int count, int bits, long a, long zeroUndefined) {
    if (a == 0 && zeroUndefined != 0) {
      poison.report(
          MemoryFault.UNDEFINED_BEHAVIOUR,
          "counts the leading zeros of a " + bits + " bit value of zero");
    }
    return count;
  }

  private long abs(int bits, long a, long minimumUndefined) {
    long value = signed(bits, a);
    if (minimumUndefined != 0 && value == Long.MIN_VALUE >> (64 - bits)) {
      overflow("abs", true, bits, a, 0);
    }
    return Math.abs(value) & mask(bits);
  }

  private static long saturating(int kind, int bits, long a, long b) {
    long max = mask(bits) >>> 1;
    long min = ~max & mask(bits);
    long x = signed(bits, a);
    switch (kind) {
      case Pure.UADD_SAT -> {
        return overflows(Pure.ADD | Pure.NUW, bits, a, b) ? mask(bits) : a + b;
      }
      case Pure.USUB_SAT -> {
        return Long.compareUnsigned(a, b) < 0 ? 0 : a - b;
      }
      case Pure.SADD_SAT -> {
        return overflows(Pure.ADD | Pure.NSW, bits, a, b)
            ? (x < 0 ? min : max)
            : a + b & mask(bits);
      }
      case Pure.SSUB_SAT -> {
        return overflows(Pure.SUB | Pure.NSW, bits, a, b)
            ? (x < 0 ? min : max)
            : a - b & mask(bits);
      }
      case Pure.USHL_SAT -> {
        long result = b < bits ? a << b & mask(bits) : 0;
        return b < bits && result >>> b == a ? result : mask(bits);
      }
      case Pure.SSHL_SAT -> {
        long result = b < bits ? a << b & mask(bits) : 0;
        return b < bits && signed(bits, result) >> b == x ? result : x < 0 ? min : max;
      }
      default -> throw new IllegalStateException("integer function " + kind);
    }
  }

  private static String name(int kind) {
    return kind == Pure.ADD ? "+" : kind == Pure.SUB ? "-" : "*";
  }

  private void overflow(String operator, boolean signed, int bits, long a, long b) {
    String left = signed ? Long.toString(signed(bits, a)) : Long.toUnsignedString(a);
    String right = signed ? Long.toString(signed(bits, b)) : Long.toUnsignedString(b);
    poison.report(
        MemoryFault.UNDEFINED_BEHAVIOUR,
        operator.equals("abs")
            ? "abs(" + left + ") does not fit in " + bits + " bits"
            : left
                + " "
                + operator
                + " "
                + right
                + " does not fit in "
                + (signed ? "a signed" : "an unsigned")
                + " type of "
                + bits
                + " bits");
  }
}
