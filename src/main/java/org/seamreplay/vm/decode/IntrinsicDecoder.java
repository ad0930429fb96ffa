package org.seamreplay.vm.decode;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.Instruction.Icmp.IntPredicate;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.Formats;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/**
 * Decodes calls of LLVM's intrinsics, as far as clang emits them for C. Their meaning is that of
 * LLVM's language reference.
 */
final class IntrinsicDecoder {
  /** The types an intrinsic is overloaded for, at the end of its name. */
  private static final Pattern TYPES =
      Pattern.compile("(\\.(p\\d+|[if]\\d+|bf16|ppcf128|v\\d+\\w+|sl_\\w+|a\\d+\\w+|s_\\S+))*$");

  /** Intrinsics that hand on their first operand. */
  private static final Set<String> ALIASES =
      Set.of(
          "expect",
          "expect.with.probability",
          "launder.invariant.group",
          "strip.invariant.group",
          "ssa.copy",
          "annotation",
          "ptr.annotation",
          "threadlocal.address");

  private static final Type POINTER = new Type.Pointer(0);

  private final TypeLayout layout;
  private final CodeBuffer code;
  private final Values values;
  private final ArithmeticDecoder arithmetic;
  private final int variadicRegister;

  /**
   * @param variadicRegister holds the address of the variadic arguments, -1 if there are none
   */
  IntrinsicDecoder(
      DecodeContext context, Values values, ArithmeticDecoder arithmetic, int variadicRegister) {
    this.layout = context.layout();
    this.code = context.code();
    this.values = values;
    this.arithmetic = arithmetic;
    this.variadicRegister = variadicRegister;
  }

  /** Whether a call of this name gives the registers of its operand as its result. */
  static boolean isAlias(String symbol) {
    String name = TYPES.matcher(symbol.substring("llvm.".length())).replaceFirst("");
    return ALIASES.contains(name);
  }

  /** Decodes a call; an intrinsic that is not known is refused with its name. */
  void decode(Entry entry, Instruction.Call call, String symbol) {
    String name = TYPES.matcher(symbol.substring("llvm.".length())).replaceFirst("");
    int[] result = value(call, name);
    if (result != null) {
      if (entry.result() >= 0) {
        values.define(entry.result(), result);
      }
    } else if (!effect(call, name)) {
      throw new UnknownForm("intrinsic " + symbol);
    }
  }

  private int operand(Instruction.Call call, int index) {
    return values.scalar(call.arguments().get(index), call.argumentTypes().get(index));
  }

  private boolean isTrue(Instruction.Call call, int index) {
    return call.arguments().get(index) instanceof Operand.IntValue c && c.value().signum() != 0;
  }

  /** What has an effect and no result. */
  private boolean effect(Instruction.Call call, String name) {
    switch (name) {
      case "memcpy", "memcpy.inline" -> bulk(Op.MEMCPY, call);
      case "memmove" -> bulk(Op.MEMMOVE, call);
      case "memset", "memset.inline" -> bulk(Op.MEMSET, call);
      case "va_start" -> vaStart(call);
      case "va_copy" -> vaCopy(call);
      case "stackrestore" -> code.op(Op.STACK_RESTORE).reg(operand(call, 0));
      case "assume" -> code.op(Op.ASSUME).reg(operand(call, 0));
      case "trap", "debugtrap", "ubsantrap" -> code.op(Op.TRAP);
      case "va_end",
          "prefetch",
          "donothing",
          "sideeffect",
          "invariant.end",
          "pseudoprobe",
          "experimental.noalias.scope.decl",
          "var.annotation" -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  private void bulk(int op, Instruction.Call call) {
    int to = operand(call, 0);
    int from = operand(call, 1);
    int length = operand(call, 2);
    code.op(op).reg(to).reg(from).reg(length);
  }

  private void vaStart(Instruction.Call call) {
    if (variadicRegister < 0) {
      throw new UnknownForm("va_start in a function without variadic arguments");
    }
    int list = operand(call, 0);
    code.op(Op.VA_START).reg(list).reg(variadicRegister);
  }

  private void vaCopy(Instruction.Call call) {
    int to = operand(call, 0);
    int from = operand(call, 1);
    code.op(Op.VA_COPY).reg(to).reg(from);
  }

  /** The registers of the result; {@code null} if the intrinsic is none with a value. */
  private int[] value(Instruction.Call call, String name) {
    if (ALIASES.contains(name)) {
      return values.alias(call.arguments().get(0), call.argumentTypes().get(0));
    }
    switch (name) {
      case "ptrmask" -> {
        return two(Op.AND, call);
      }
      case "objectsize" -> {
        return new int[] {values.constant(isTrue(call, 1) ? 0 : objectSizeUnknown(call))};
      }
      case "is.constant" -> {
        boolean constant = call.arguments().get(0) instanceof Operand.Constant;
        return new int[] {values.constant(constant ? 1 : 0)};
      }
      case "stacksave" -> {
        return produce(Op.STACK_SAVE);
      }
      case "invariant.start" -> {
        return new int[] {values.constant(0)};
      }
      case "frameaddress" -> {
        return level(Op.FRAME_ADDRESS, call);
      }
      case "returnaddress" -> {
        return level(Op.RETURN_ADDRESS, call);
      }
      case "get.rounding" -> {
        return new int[] {values.constant(1)};
      }
      case "load.relative" -> {
        return loadRelative(call);
      }
      default -> {
        if (name.startsWith("vector.reduce.")) {
          return reduce(call, name.substring("vector.reduce.".length()));
        }
        if (name.endsWith(".with.overflow")) {
          return overflow(call, name);
        }
        return pure(call, name);
      }
    }
  }

  private static long objectSizeUnknown(Instruction.Call call) {
    return call.type().result() instanceof Type.Int t && t.bits() < 64 ? (1L << t.bits()) - 1 : -1;
  }

  private int[] produce(int op) {
    int result = values.allocate(1);
    code.op(op).reg(result);
    return new int[] {result};
  }

  private int[] level(int op, Instruction.Call call) {
    Operand operand = call.arguments().get(0);
    int level = operand instanceof Operand.IntValue v ? v.value().intValue() : 0;
    int result = values.allocate(1);
    code.op(op).reg(result).imm(level);
    return new int[] {result};
  }

  private int[] two(int op, Instruction.Call call) {
    int left = operand(call, 0);
    int right = operand(call, 1);
    int result = values.allocate(1);
    code.op(op).reg(result).reg(left).reg(right);
    return new int[] {result};
  }

  private int[] loadRelative(Instruction.Call call) {
    int[] place = two(Op.ADD64, call);
    int base = values.scalar(call.arguments().get(0), POINTER);
    int distance = values.allocate(1);
    code.op(Op.LOAD32).reg(distance).reg(place[0]).imm(0);
    int extended = values.allocate(1);
    code.op(Op.SEXT).reg(extended).reg(distance).imm(32).imm(0);
    int result = values.allocate(1);
    code.op(Op.ADD64).reg(result).reg(base).reg(extended);
    return new int[] {result};
  }

  private int[] overflow(Instruction.Call call, String name) {
    Type type = call.argumentTypes().get(0);
    if (!(type instanceof Type.Int)) {
      throw new UnknownForm("intrinsic " + name + " on " + type);
    }
    int kind =
        switch (name) {
          case "sadd.with.overflow" -> Pure.ADD | Pure.NSW;
          case "uadd.with.overflow" -> Pure.ADD | Pure.NUW;
          case "ssub.with.overflow" -> Pure.SUB | Pure.NSW;
          case "usub.with.overflow" -> Pure.SUB | Pure.NUW;
          case "smul.with.overflow" -> Pure.MUL | Pure.NSW;
          case "umul.with.overflow" -> Pure.MUL | Pure.NUW;
          default -> throw new UnknownForm("intrinsic " + name);
        };
    int bits = TypeLayout.scalarBits(type);
    int[] left = values.read(call.arguments().get(0), type);
    int[] right = values.read(call.arguments().get(1), type);
    int[] result = values.fresh(left.length + 1);
    if (bits > 64) {
      code.op(Op.WIDE_OVERFLOW).reg(result[0]).reg(result[1]).reg(result[2]);
      code.reg(left[0]).reg(left[1]).reg(right[0]).reg(right[1]);
    } else {
      code.op(Op.OVERFLOW).reg(result[0]).reg(result[1]).reg(left[0]).reg(right[0]);
    }
    code.imm(kind).imm(bits);
    return result;
  }

  private int[] pure(Instruction.Call call, String name) {
    int kind = PureNames.kind(name);
    if (kind < 0) {
      return null;
    }
    int operands = PureNames.operands(kind);
    Type resultType = call.type().result();
    List<TypeLayout.Leaf> results = layout.leaves(resultType);
    int[][] in = new int[operands][];
    for (int n = 0; n < operands; n++) {
      in[n] = values.read(call.arguments().get(n), call.argumentTypes().get(n));
    }
    List<TypeLayout.Leaf> first = layout.leaves(call.argumentTypes().get(0));
    int[] result = values.fresh(layout.slots(resultType));
    for (int n = 0; n < results.size(); n++) {
      element(kind, name, first.get(n), results.get(n), in, n, result);
    }
    return result;
  }

  private void element(
      int kind,
      String name,
      TypeLayout.Leaf from,
      TypeLayout.Leaf to,
      int[][] in,
      int number,
      int[] result) {
    int format = format(from.type());
    if (kind == Pure.FP_TO_SINT_SAT || kind == Pure.FP_TO_UINT_SAT || kind == Pure.ROUND_TO_INT) {
      format = Pure.pair(format, format(to.type()));
    } else if (kind == Pure.COMPARE_SIGNED || kind == Pure.COMPARE_UNSIGNED) {
      format = Pure.pair(format, format(to.type()));
    }
    boolean wide = TypeLayout.scalarSlots(from.type()) == 2;
    if (wide) {
      wideElement(kind, name, from, to, in, result, format);
      return;
    }
    if (TypeLayout.scalarSlots(to.type()) == 2) {
      throw new UnknownForm("intrinsic " + name + " to " + to.type());
    }
    int operands = in.length;
    code.op(operands == 1 ? Op.PURE1 : operands == 2 ? Op.PURE2 : Op.PURE3).reg(result[to.slot()]);
    for (int[] operand : in) {
      code.reg(operand.length == 1 ? operand[0] : operand[number]);
    }
    code.imm(kind).imm(format);
  }

  private void wideElement(
      int kind,
      String name,
      TypeLayout.Leaf from,
      TypeLayout.Leaf to,
      int[][] in,
      int[] result,
      int format) {
    int slot = from.slot();
    boolean narrowResult = TypeLayout.scalarSlots(to.type()) == 1;
    if (in.length == 1 && narrowResult) {
      int zero = values.constant(0);
      code.op(Op.WIDE_TO_NARROW).reg(result[to.slot()]);
      code.reg(in[0][slot]).reg(in[0][slot + 1]).reg(zero).reg(zero);
    } else if (in.length == 1) {
      code.op(Op.WIDE1).reg(result[to.slot()]).reg(result[to.slot() + 1]);
      code.reg(in[0][slot]).reg(in[0][slot + 1]);
    } else if (in.length == 2 && in[1].length == in[0].length && !narrowResult) {
      code.op(Op.WIDE2).reg(result[to.slot()]).reg(result[to.slot() + 1]);
      code.reg(in[0][slot]).reg(in[0][slot + 1]).reg(in[1][slot]).reg(in[1][slot + 1]);
    } else {
      throw new UnknownForm("intrinsic " + name + " on " + from.type());
    }
    code.imm(kind).imm(format);
  }

  private static int format(Type type) {
    return type instanceof Type.FloatingPoint f ? Formats.of(f) : TypeLayout.scalarBits(type);
  }

  private int[] reduce(Instruction.Call call, String operation) {
    int vectorIndex = call.arguments().size() - 1;
    Type type = call.argumentTypes().get(vectorIndex);
    int[] vector = values.read(call.arguments().get(vectorIndex), type);
    Type element = TypeLayout.element(type);
    if (TypeLayout.scalarSlots(element) == 2) {
      throw new UnknownForm("intrinsic vector.reduce." + operation + " on " + type);
    }
    int sum = vector[0];
    int from = 1;
    if (vectorIndex == 1) {
      sum = operand(call, 0);
      from = 0;
    }
    for (int n = from; n < vector.length; n++) {
      int next = values.allocate(1);
      combine(operation, element, next, sum, vector[n]);
      sum = next;
    }
    return new int[] {sum};
  }

  private void combine(String operation, Type element, int result, int left, int right) {
    int bits = TypeLayout.scalarBits(element);
    switch (operation) {
      case "add" -> code.op(Op.ADD).reg(result).reg(left).reg(right).imm(64 - bits);
      case "mul" -> code.op(Op.MUL).reg(result).reg(left).reg(right).imm(64 - bits);
      case "and" -> code.op(Op.AND).reg(result).reg(left).reg(right);
      case "or" -> code.op(Op.OR).reg(result).reg(left).reg(right);
      case "xor" -> code.op(Op.XOR).reg(result).reg(left).reg(right);
      case "smax" -> choose(IntPredicate.SGT, bits, result, left, right);
      case "smin" -> choose(IntPredicate.SLT, bits, result, left, right);
      case "umax" -> choose(IntPredicate.UGT, bits, result, left, right);
      case "umin" -> choose(IntPredicate.ULT, bits, result, left, right);
      default -> {
        int kind =
            switch (operation) {
              case "fadd" -> Pure.FADD;
              case "fmul" -> Pure.FMUL;
              case "fmax" -> Pure.MAXNUM;
              case "fmin" -> Pure.MINNUM;
              case "fmaximum" -> Pure.MAXIMUM;
              case "fminimum" -> Pure.MINIMUM;
              default -> throw new UnknownForm("intrinsic vector.reduce." + operation);
            };
        code.op(Op.PURE2).reg(result).reg(left).reg(right).imm(kind).imm(format(element));
      }
    }
  }

  private void choose(IntPredicate predicate, int bits, int result, int left, int right) {
    int condition = values.allocate(1);
    arithmetic.compare(predicate, bits, condition, left, right);
    code.op(Op.SELECT).reg(result).reg(condition).reg(left).reg(right);
  }
}
