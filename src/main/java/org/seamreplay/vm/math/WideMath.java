package org.seamreplay.vm.math;

import java.math.BigInteger;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.code.UnknownForm;

/**
 * Functions of values that take two slots, low, then high; floating point is {@link WideFloat}'s.
 */
public final class WideMath {
  private static final BigInteger ONE = BigInteger.ONE;
  private final Defects defects;
  private final Defects poison;

  public WideMath(Defects defects, Defects poison) {
    this.defects = defects;
    this.poison = poison;
  }

  /**
   * Executes one of the wide instructions.
   *
   * @param width bits of integers, or formats
   * @param in operand slots
   * @param out result slots
   */
  public void apply(int op, int kind, int width, long[] in, long[] out) {
    BigInteger a = unsigned(in[0], in[1]);
    BigInteger b = unsigned(in[2], in[3]);
    if ((kind & Pure.KIND) >= Pure.FIRST_FLOAT) {
      requireFit(kind, width, a);
      put(WideFloat.apply(kind, width, a, b), out);
    } else if (op == Op.WIDE_TO_NARROW) {
      out[0] = narrow(kind, width, a, b);
    } else if (op == Op.WIDE_OVERFLOW) {
      BigInteger exact = exact(kind, width, a, b);
      put(cut(exact, width), out);
      out[2] = exact.equals(value(kind, width, cut(exact, width))) ? 0 : 1;
    } else {
      put(op == Op.WIDE1 ? unary(kind, width, a) : binary(kind, width, a, b), out);
    }
  }

  private void requireFit(int kind, int formats, BigInteger a) {
    if (kind != Pure.FP_TO_SINT && kind != Pure.FP_TO_UINT) {
      return;
    }
    boolean signed = kind == Pure.FP_TO_SINT;
    int bits = Pure.to(formats);
    SoftFloat value = SoftFloat.decode(Pure.from(formats), a);
    if (value.nan() || value.infinite()) {
      String name = value.nan() ? "NaN" : value.negative() ? "-Infinity" : "Infinity";
      FloatMath.reportLost(poison, name, signed, bits);
      return;
    }
    BigInteger whole = value.toInteger();
    boolean fits =
        signed ? whole.bitLength() < bits : whole.signum() >= 0 && whole.bitLength() <= bits;
    if (!fits) {
      FloatMath.reportLost(poison, whole.toString(), signed, bits);
    }
  }

  private static BigInteger unsigned(long low, long high) {
    return unsigned(high).shiftLeft(64).or(unsigned(low));
  }

  private static BigInteger unsigned(long value) {
    BigInteger result = BigInteger.valueOf(value & Long.MAX_VALUE);
    return value < 0 ? result.setBit(63) : result;
  }

  private static void put(BigInteger value, long[] out) {
    out[0] = value.longValue();
    out[1] = value.shiftRight(64).longValue();
  }

  private static BigInteger cut(BigInteger value, int bits) {
    return value.and(ONE.shiftLeft(bits).subtract(ONE));
  }

  private static BigInteger signed(BigInteger value, int bits) {
    return value.testBit(bits - 1) ? value.subtract(ONE.shiftLeft(bits)) : value;
  }

  private static BigInteger value(int kind, int bits, BigInteger value) {
    return (kind & Pure.NSW) != 0 ? signed(value, bits) : value;
  }

  private static BigInteger exact(int kind, int bits, BigInteger a, BigInteger b) {
    BigInteger x = value(kind, bits, a);
    BigInteger y = value(kind, bits, b);
    return switch (kind & Pure.KIND) {
      case Pure.ADD -> x.add(y);
      case Pure.SUB -> x.subtract(y);
      default -> x.multiply(y);
    };
  }

  private static long narrow(int kind, int bits, BigInteger a, BigInteger b) {
    int unsigned = a.compareTo(b);
    int signed = signed(a, bits).compareTo(signed(b, bits));
    boolean holds =
        switch (kind - Pure.ICMP) {
          case 0 -> unsigned == 0;
          case 1 -> unsigned != 0;
          case 2 -> unsigned > 0;
          case 3 -> unsigned >= 0;
          case 4 -> unsigned < 0;
          case 5 -> unsigned <= 0;
          case 6 -> signed > 0;
          case 7 -> signed >= 0;
          case 8 -> signed < 0;
          default -> signed <= 0;
        };
    return holds ? 1 : 0;
  }

  private BigInteger unary(int kind, int bits, BigInteger a) {
    switch (kind) {
      case Pure.CTPOP -> {
        return BigInteger.valueOf(a.bitCount());
      }
      case Pure.CTLZ -> {
        return BigInteger.valueOf(bits - a.bitLength());
      }
      case Pure.CTTZ -> {
        return BigInteger.valueOf(a.signum() == 0 ? bits : a.getLowestSetBit());
      }
      case Pure.ABS -> {
        return cut(signed(a, bits).abs(), bits);
      }
      case Pure.BSWAP -> {
        long low = Long.reverseBytes(a.shiftRight(64).longValue());
        long high = Long.reverseBytes(a.longValue());
        return unsigned(low, high).shiftRight(128 - bits);
      }
      case Pure.BITREVERSE -> {
        long low = Long.reverse(a.shiftRight(64).longValue());
        long high = Long.reverse(a.longValue());
        return unsigned(low, high).shiftRight(128 - bits);
      }
      default -> throw new IllegalStateException("wide function " + kind);
    }
  }

  private BigInteger binary(int kindAndFlags, int bits, BigInteger a, BigInteger b) {
    int kind = kindAndFlags & Pure.KIND;
    BigInteger x = signed(a, bits);
    BigInteger y = signed(b, bits);
    return switch (kind) {
      case Pure.ADD, Pure.SUB, Pure.MUL -> arithmetic(kindAndFlags, bits, a, b);
      case Pure.AND -> a.and(b);
      case Pure.OR -> a.or(b);
      case Pure.XOR -> a.xor(b);
      case Pure.SHL, Pure.LSHR, Pure.ASHR -> shift(kindAndFlags, bits, a, b);
      case Pure.SMAX -> x.compareTo(y) >= 0 ? a : b;
      case Pure.SMIN -> x.compareTo(y) <= 0 ? a : b;
      case Pure.UMAX -> a.max(b);
      case Pure.UMIN -> a.min(b);
      case Pure.UDIV, Pure.UREM, Pure.SDIV, Pure.SREM -> divide(kind, bits, a, b);
      default -> throw new UnknownForm("function " + kind + " of " + bits + " bits");
    };
  }

  private BigInteger arithmetic(int kind, int bits, BigInteger a, BigInteger b) {
    BigInteger exact = exact(kind, bits, a, b);
    BigInteger result = cut(exact, bits);
    if ((kind & (Pure.NSW | Pure.NUW)) != 0 && !value(kind, bits, result).equals(exact)) {
      poison.report(
          MemoryFault.UNDEFINED_BEHAVIOUR, exact + " does not fit in a type of " + bits + " bits");
    }
    return result;
  }

  private BigInteger shift(int kindAndFlags, int bits, BigInteger a, BigInteger b) {
    if (b.compareTo(BigInteger.valueOf(bits)) >= 0) {
      poison.report(MemoryFault.UNDEFINED_BEHAVIOUR, "shifts a value of " + bits + " bits by " + b);
      return BigInteger.ZERO;
    }
    int by = b.intValue();
    return switch (kindAndFlags & Pure.KIND) {
      case Pure.SHL -> cut(a.shiftLeft(by), bits);
      case Pure.LSHR -> a.shiftRight(by);
      default -> cut(signed(a, bits).shiftRight(by), bits);
    };
  }

  private BigInteger divide(int kind, int bits, BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      defects.report(MemoryFault.DIVISION_BY_ZERO, "divides " + a + " by zero");
      return BigInteger.ZERO;
    }
    if (kind == Pure.UDIV || kind == Pure.UREM) {
      return kind == Pure.UDIV ? a.divide(b) : a.mod(b);
    }
    BigInteger x = signed(a, bits);
    BigInteger y = signed(b, bits);
    BigInteger result = kind == Pure.SDIV ? x.divide(y) : x.remainder(y);
    if (result.bitLength() >= bits) {
      defects.report(
          MemoryFault.UNDEFINED_BEHAVIOUR, "divides " + x + " by -1, which does not fit");
    }
    return cut(result, bits);
  }
}
