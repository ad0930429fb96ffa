package org.seamreplay.vm.decode;

import java.util.List;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.Formats;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/** Decodes casts. */
final class ConversionDecoder {
  private final TypeLayout layout;
  private final CodeBuffer code;
  private final Values values;

  ConversionDecoder(DecodeContext context, Values values) {
    this.layout = context.layout();
    this.code = context.code();
    this.values = values;
  }

  /** Whether the result has the registers of the operand. */
  static boolean isAlias(Instruction.Cast i) {
    if (i.from() instanceof Type.Vector || i.to() instanceof Type.Vector) {
      return false;
    }
    int from = TypeLayout.scalarBits(i.from());
    int to = TypeLayout.scalarBits(i.to());
    return switch (i.op()) {
      case ZEXT, PTRTOINT, INTTOPTR, ADDRSPACECAST -> to >= from && to <= 64;
      case BITCAST -> to == from;
      case TRUNC, SEXT, FPTRUNC, FPEXT, FPTOUI, FPTOSI, UITOFP, SITOFP -> false;
    };
  }

  /** The registers of the result of {@code local}. */
  int[] cast(int local, Instruction.Cast i) {
    return switch (i.op()) {
      case BITCAST -> bitcast(i);
      case TRUNC, ZEXT, SEXT, PTRTOINT, INTTOPTR, ADDRSPACECAST -> integers(local, i);
      case FPTRUNC, FPEXT, FPTOUI, FPTOSI, UITOFP, SITOFP -> floats(local, i);
    };
  }

  private int[] integers(int local, Instruction.Cast i) {
    int[] value = values.alias(i.value(), i.from());
    List<TypeLayout.Leaf> from = layout.leaves(i.from());
    List<TypeLayout.Leaf> to = layout.leaves(i.to());
    if (from.size() == 1 && !isAlias(i)) {
      int fromBits = TypeLayout.scalarBits(from.get(0).type());
      int toBits = TypeLayout.scalarBits(to.get(0).type());
      if (fromBits <= 64 && toBits <= 64) {
        return new int[] {narrow(value[0], fromBits, toBits, values.results(local, 1)[0])};
      }
    }
    int[] result = new int[layout.slots(i.to())];
    for (int n = 0; n < from.size(); n++) {
      int fromBits = TypeLayout.scalarBits(from.get(n).type());
      int toBits = TypeLayout.scalarBits(to.get(n).type());
      int in = from.get(n).slot();
      int out = to.get(n).slot();
      if (i.op() == Instruction.Cast.CastOp.SEXT) {
        signExtend(value, in, fromBits, result, out, toBits);
      } else if (toBits < fromBits) {
        truncate(value, in, result, out, toBits);
      } else {
        result[out] = value[in];
        if (toBits > 64) {
          result[out + 1] = fromBits > 64 ? value[in + 1] : values.constant(0);
        }
      }
    }
    return result;
  }

  /** Truncates or sign extends inside of one register. */
  private int narrow(int register, int fromBits, int toBits, int result) {
    taint(register);
    if (toBits < fromBits) {
      long mask = (1L << toBits) - 1;
      code.op(Op.AND).reg(result).reg(register).reg(values.constant(mask));
    } else {
      code.op(Op.SEXT).reg(result).reg(register).imm(64 - fromBits).imm(64 - toBits);
    }
    return result;
  }

  private void truncate(int[] value, int in, int[] result, int out, int toBits) {
    if (toBits > 64) {
      result[out] = value[in];
      result[out + 1] = masked(value[in + 1], toBits - 64);
    } else {
      result[out] = toBits == 64 ? value[in] : masked(value[in], toBits);
    }
  }

  private int masked(int register, int bits) {
    taint(register);
    int result = values.allocate(1);
    code.op(Op.AND).reg(result).reg(register).reg(values.constant((1L << bits) - 1));
    return result;
  }

  private void taint(int register) {
    if (values.isUndefined(register)) {
      code.op(Op.TAINT);
    }
  }

  private void signExtend(int[] value, int in, int fromBits, int[] result, int out, int toBits) {
    if (toBits <= 64) {
      result[out] = extended(value[in], 64 - fromBits, 64 - toBits);
      return;
    }
    if (fromBits <= 64) {
      int low = fromBits == 64 ? value[in] : extended(value[in], 64 - fromBits, 0);
      result[out] = low;
      int high = values.allocate(1);
      code.op(Op.ASHR).reg(high).reg(low).reg(values.constant(63)).imm(0);
      result[out + 1] = toBits == 128 ? high : masked(high, toBits - 64);
    } else {
      result[out] = value[in];
      result[out + 1] = extended(value[in + 1], 128 - fromBits, 128 - toBits);
    }
  }

  private int extended(int register, int fromShift, int toShift) {
    taint(register);
    int result = values.allocate(1);
    code.op(Op.SEXT).reg(result).reg(register).imm(fromShift).imm(toShift);
    return result;
  }

  /** Same bits, other type: the same registers unless elements differ in width. */
  private int[] bitcast(Instruction.Cast i) {
    List<TypeLayout.Leaf> from = layout.leaves(i.from());
    List<TypeLayout.Leaf> to = layout.leaves(i.to());
    int[] value = values.alias(i.value(), i.from());
    int fromBits = TypeLayout.scalarBits(from.get(0).type());
    int toBits = TypeLayout.scalarBits(to.get(0).type());
    if (fromBits == toBits) {
      return value;
    }
    if (fromBits > 64 || toBits > 64) {
      return wideBitcast(value, fromBits, toBits);
    }
    return toBits < fromBits ? split(value, fromBits, toBits) : join(value, fromBits, toBits);
  }

  private int[] wideBitcast(int[] value, int fromBits, int toBits) {
    if ((fromBits > 64 && fromBits != 128) || (toBits > 64 && toBits != 128)) {
      throw new UnknownForm("a bitcast of " + fromBits + " bits to " + toBits);
    }
    int[] halves = fromBits == 128 || fromBits == 64 ? value : join(value, fromBits, 64);
    if (toBits == 128 || toBits == 64) {
      return halves;
    }
    return split(halves, 64, toBits);
  }

  private int[] split(int[] value, int fromBits, int toBits) {
    int parts = fromBits / toBits;
    int[] result = new int[value.length * parts];
    for (int n = 0; n < result.length; n++) {
      int source = value[n / parts];
      int shift = n % parts * toBits;
      taint(source);
      int shifted = source;
      if (shift > 0) {
        shifted = values.allocate(1);
        code.op(Op.LSHR).reg(shifted).reg(source).reg(values.constant(shift)).imm(0);
      }
      result[n] = masked(shifted, toBits);
    }
    return result;
  }

  private int[] join(int[] value, int fromBits, int toBits) {
    int parts = toBits / fromBits;
    int[] result = new int[value.length / parts];
    for (int n = 0; n < result.length; n++) {
      int sum = value[n * parts];
      for (int p = 1; p < parts; p++) {
        int part = value[n * parts + p];
        taint(part);
        int shifted = values.allocate(1);
        code.op(Op.SHL).reg(shifted).reg(part).reg(values.constant((long) p * fromBits)).imm(0);
        int next = values.allocate(1);
        code.op(Op.OR).reg(next).reg(sum).reg(shifted);
        sum = next;
      }
      result[n] = sum;
    }
    return result;
  }

  private int[] floats(int local, Instruction.Cast i) {
    int[] value = values.read(i.value(), i.from());
    List<TypeLayout.Leaf> from = layout.leaves(i.from());
    List<TypeLayout.Leaf> to = layout.leaves(i.to());
    int[] result = values.results(local, layout.slots(i.to()));
    int kind =
        switch (i.op()) {
          case FPTRUNC, FPEXT -> Pure.FP_TO_FP;
          case FPTOUI -> Pure.FP_TO_UINT;
          case FPTOSI -> Pure.FP_TO_SINT;
          case UITOFP -> Pure.UINT_TO_FP;
          case SITOFP -> Pure.SINT_TO_FP;
          default -> throw new UnknownForm("cast " + i.op());
        };
    for (int n = 0; n < from.size(); n++) {
      int in = from.get(n).slot();
      int out = to.get(n).slot();
      boolean wideIn = TypeLayout.scalarSlots(from.get(n).type()) == 2;
      boolean wideOut = TypeLayout.scalarSlots(to.get(n).type()) == 2;
      int formats = Pure.pair(format(from.get(n).type()), format(to.get(n).type()));
      if (wideIn && wideOut) {
        code.op(Op.WIDE1).reg(result[out]).reg(result[out + 1]);
        code.reg(value[in]).reg(value[in + 1]);
      } else if (wideIn) {
        int zero = values.constant(0);
        code.op(Op.WIDE_TO_NARROW).reg(result[out]);
        code.reg(value[in]).reg(value[in + 1]).reg(zero).reg(zero);
      } else if (wideOut) {
        code.op(Op.NARROW_TO_WIDE).reg(result[out]).reg(result[out + 1]).reg(value[in]);
      } else {
        code.op(Op.PURE1).reg(result[out]).reg(value[in]);
      }
      code.imm(kind).imm(formats);
    }
    return result;
  }

  /** A floating point format, or the width of an integer. */
  private static int format(Type type) {
    return type instanceof Type.FloatingPoint f ? Formats.of(f) : TypeLayout.scalarBits(type);
  }
}
