package org.seamreplay.vm.decode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.seamreplay.ir.Instruction.Binary.BinaryOp;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/** The values of constants, once every symbol has its address. */
final class ConstantEvaluator {
  /** Deeper nesting of constant expressions is refused. */
  private static final int MAX_DEPTH = 200;

  private final TypeLayout layout;
  private final Function<String, Symbol> symbols;
  private final ToLongFunction<Operand.BlockAddress> labels;

  /**
   * @param symbols what a name means in the unit the constants come from
   * @param labels the addresses of labels
   */
  ConstantEvaluator(
      TypeLayout layout,
      Function<String, Symbol> symbols,
      ToLongFunction<Operand.BlockAddress> labels) {
    this.layout = layout;
    this.symbols = symbols;
    this.labels = labels;
  }

  /** A register slot of a constant: its value, and whether it is undefined. */
  record Slot(long value, boolean undefined) {}

  /** The register slots of a constant of any type. */
  List<Slot> slots(Operand constant, Type type) {
    List<Slot> result = new ArrayList<>();
    addSlots(constant, type, result);
    return result;
  }

  private void addSlots(Operand constant, Type type, List<Slot> into) {
    if (into.size() > TypeLayout.MAX_LEAVES) {
      throw new UnknownForm("a constant of more than " + TypeLayout.MAX_LEAVES + " scalars");
    }
    if (constant instanceof Operand.Undefined || constant instanceof Operand.Zero) {
      int count = layout.slots(type);
      for (int i = 0; i < count; i++) {
        into.add(new Slot(0, constant instanceof Operand.Undefined));
      }
    } else if (constant instanceof Operand.Aggregate c) {
      for (int i = 0; i < c.elements().size(); i++) {
        addSlots(c.elements().get(i), TypeLayout.member(type, i), into);
      }
    } else if (constant instanceof Operand.Bytes c) {
      addBytes(c, type, into);
    } else {
      BigInteger value = wide(constant, 0);
      into.add(new Slot(value.longValue(), false));
      if (TypeLayout.scalarSlots(type) == 2) {
        into.add(new Slot(value.shiftRight(64).longValue(), false));
      }
    }
  }

  private void addBytes(Operand.Bytes constant, Type type, List<Slot> into) {
    int width = (int) layout.size(TypeLayout.element(type));
    if (width > 8) {
      throw new UnknownForm("packed data of " + width + " byte elements");
    }
    String bytes = constant.latin1();
    for (int i = 0; i + width <= bytes.length(); i += width) {
      long value = 0;
      for (int b = width - 1; b >= 0; b--) {
        value = value << 8 | bytes.charAt(i + b);
      }
      into.add(new Slot(value, false));
    }
  }

  /** The value of a scalar constant of at most 64 bits, zero extended. */
  long scalar(Operand constant) {
    return wide(constant, 0).longValue();
  }

  /** The value of a scalar constant, not negative. */
  private BigInteger wide(Operand constant, int depth) {
    if (depth > MAX_DEPTH) {
      throw new UnknownForm("a constant expression nested more than " + MAX_DEPTH + " deep");
    }
    if (constant instanceof Operand.IntValue c) {
      return c.value();
    }
    if (constant instanceof Operand.FloatValue c) {
      return c.bits();
    }
    if (constant instanceof Operand.Zero || constant instanceof Operand.Undefined) {
      return BigInteger.ZERO;
    }
    if (constant instanceof Operand.Symbol c) {
      Symbol symbol = symbols.apply(c.name());
      if (symbol == null) {
        throw new UnknownForm("the address of " + c.name());
      }
      return unsigned(symbol.address(), 64);
    }
    if (constant instanceof Operand.BlockAddress c) {
      return unsigned(labels.applyAsLong(c), 64);
    }
    if (constant instanceof Operand.GepExpression c) {
      return gep(c, depth);
    }
    if (constant instanceof Operand.CastExpression c) {
      return cast(c, depth);
    }
    if (constant instanceof Operand.BinaryExpression c) {
      return binary(c, depth);
    }
    throw new UnknownForm("a constant " + constant.getClass().getSimpleName());
  }

  private BigInteger gep(Operand.GepExpression c, int depth) {
    long address = wide(c.base(), depth + 1).longValue();
    Type at = c.source();
    for (int i = 0; i < c.indices().size(); i++) {
      Operand index = c.indices().get(i);
      if (i > 0 && at instanceof Type.Struct struct) {
        int field = wide(index, depth + 1).intValue();
        address += layout.fieldOffset(struct, field);
        at = struct.fields().get(field);
      } else {
        if (i > 0) {
          at = TypeLayout.element(at);
        }
        address += signed(index, depth) * layout.size(at);
      }
    }
    return unsigned(address, 64);
  }

  private long signed(Operand index, int depth) {
    long value = wide(index, depth + 1).longValue();
    if (index instanceof Operand.IntValue c && c.type().bits() < 64) {
      int shift = 64 - c.type().bits();
      return value << shift >> shift;
    }
    return value;
  }

  private BigInteger cast(Operand.CastExpression c, int depth) {
    BigInteger value = wide(c.value(), depth + 1);
    int from = TypeLayout.scalarBits(c.from());
    int to = TypeLayout.scalarBits(c.to());
    return switch (c.op()) {
      case TRUNC, ZEXT, PTRTOINT, INTTOPTR, BITCAST, ADDRSPACECAST -> cut(value, to);
      case SEXT -> cut(value.testBit(from - 1) ? value.subtract(bit(from)) : value, to);
      case FPTRUNC, FPEXT, FPTOUI, FPTOSI, UITOFP, SITOFP ->
          throw new UnknownForm("a constant " + c.op());
    };
  }

  private BigInteger binary(Operand.BinaryExpression c, int depth) {
    BigInteger left = wide(c.left(), depth + 1);
    BigInteger right = wide(c.right(), depth + 1);
    BigInteger result;
    if (c.op() == BinaryOp.ADD) {
      result = left.add(right);
    } else if (c.op() == BinaryOp.SUB) {
      result = left.subtract(right);
    } else if (c.op() == BinaryOp.XOR) {
      result = left.xor(right);
    } else {
      throw new UnknownForm("a constant " + c.op());
    }
    return cut(result, TypeLayout.scalarBits(c.type()));
  }

  private static BigInteger bit(int number) {
    return BigInteger.ONE.shiftLeft(number);
  }

  private static BigInteger cut(BigInteger value, int bits) {
    return value.and(bit(bits).subtract(BigInteger.ONE));
  }

  private static BigInteger unsigned(long value, int bits) {
    return cut(BigInteger.valueOf(value), bits);
  }
}
