package org.seamreplay.vm.decode;

import java.util.List;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.Instruction.Binary.BinaryOp;
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
 * Decodes what computes values from values. Vectors are taken apart into their elements;
 * instructions that only rearrange or extend with zeros give their registers a further name.
 */
final class ArithmeticDecoder {
  /** Longer vectors cannot be indexed by a variable. */
  private static final int MAX_INDEXED = 64;

  private final TypeLayout layout;
  private final CodeBuffer code;
  private final Values values;
  private final ConversionDecoder conversions;

  ArithmeticDecoder(DecodeContext context, Values values) {
    this.layout = context.layout();
    this.code = context.code();
    this.values = values;
    this.conversions = new ConversionDecoder(context, values);
  }

  /** Decodes the instruction if it is of this family. */
  boolean decode(Entry entry) {
    Instruction instruction = entry.instruction();
    int[] result;
    if (instruction instanceof Instruction.Binary i) {
      result = binary(entry.result(), i);
    } else if (instruction instanceof Instruction.Fneg i) {
      result = fneg(entry.result(), i);
    } else if (instruction instanceof Instruction.Icmp i) {
      result = icmp(entry.result(), i);
    } else if (instruction instanceof Instruction.Fcmp i) {
      result = fcmp(entry.result(), i);
    } else if (instruction instanceof Instruction.Cast i) {
      result = conversions.cast(entry.result(), i);
    } else if (instruction instanceof Instruction.Select i) {
      result = select(entry.result(), i);
    } else if (instruction instanceof Instruction.Freeze i) {
      result = freeze(entry.result(), i);
    } else {
      result = rearrange(instruction);
    }
    if (result == null) {
      return false;
    }
    values.define(entry.result(), result);
    return true;
  }

  private int[] binary(int local, Instruction.Binary i) {
    int[] left = values.read(i.left(), i.type());
    int[] right = values.read(i.right(), i.type());
    int[] result = values.results(local, left.length);
    for (TypeLayout.Leaf leaf : layout.leaves(i.type())) {
      int slot = leaf.slot();
      if (leaf.type() instanceof Type.FloatingPoint type) {
        floating(i.op(), type, result, left, right, slot);
      } else if (TypeLayout.scalarBits(leaf.type()) > 64) {
        code.op(Op.WIDE2).reg(result[slot]).reg(result[slot + 1]);
        code.reg(left[slot]).reg(left[slot + 1]).reg(right[slot]).reg(right[slot + 1]);
        code.imm(integerKind(i)).imm(TypeLayout.scalarBits(leaf.type()));
      } else {
        integer(i, TypeLayout.scalarBits(leaf.type()), result[slot], left[slot], right[slot]);
      }
    }
    return result;
  }

  private void integer(Instruction.Binary i, int bits, int result, int left, int right) {
    int shift = 64 - bits;
    boolean plain = !i.nuw() && !i.exact();
    int op =
        switch (i.op()) {
          case ADD -> wrapping(i, plain, bits, Op.ADD64, Op.ADD32, Op.ADD, Op.ADD_NSW);
          case SUB -> wrapping(i, plain, bits, Op.SUB64, Op.SUB32, Op.SUB, Op.SUB_NSW);
          case MUL -> wrapping(i, plain, bits, Op.MUL64, Op.MUL, Op.MUL, Op.MUL_NSW);
          case AND -> Op.AND;
          case OR -> Op.OR;
          case XOR -> Op.XOR;
          case SHL -> plain && !i.nsw() ? Op.SHL : Op.PURE2;
          case LSHR -> plain ? Op.LSHR : Op.PURE2;
          case ASHR -> plain ? Op.ASHR : Op.PURE2;
          case UDIV, SDIV, UREM, SREM, FADD, FSUB, FMUL, FDIV, FREM -> Op.PURE2;
        };
    code.op(op).reg(result).reg(left).reg(right);
    if (op == Op.PURE2) {
      code.imm(integerKind(i)).imm(bits);
    } else if (Op.hasShift(op)) {
      code.imm(shift);
    }
  }

  private static int wrapping(
      Instruction.Binary i, boolean plain, int bits, int op64, int op32, int op, int nsw) {
    if (i.nsw()) {
      return nsw;
    }
    if (!plain) {
      return Op.PURE2;
    }
    return bits == 64 ? op64 : bits == 32 ? op32 : op;
  }

  private static int integerKind(Instruction.Binary i) {
    int kind =
        switch (i.op()) {
          case ADD -> Pure.ADD;
          case SUB -> Pure.SUB;
          case MUL -> Pure.MUL;
          case UDIV -> Pure.UDIV;
          case SDIV -> Pure.SDIV;
          case UREM -> Pure.UREM;
          case SREM -> Pure.SREM;
          case SHL -> Pure.SHL;
          case LSHR -> Pure.LSHR;
          case ASHR -> Pure.ASHR;
          case AND -> Pure.AND;
          case OR -> Pure.OR;
          case XOR -> Pure.XOR;
          case FADD, FSUB, FMUL, FDIV, FREM ->
              throw new UnknownForm("floating point arithmetic on integers");
        };
    return kind
        | (i.nsw() ? Pure.NSW : 0)
        | (i.nuw() ? Pure.NUW : 0)
        | (i.exact() ? Pure.EXACT : 0);
  }

  private void floating(
      BinaryOp op, Type.FloatingPoint type, int[] result, int[] left, int[] right, int slot) {
    int kind =
        switch (op) {
          case FADD -> Pure.FADD;
          case FSUB -> Pure.FSUB;
          case FMUL -> Pure.FMUL;
          case FDIV -> Pure.FDIV;
          case FREM -> Pure.FREM;
          default -> throw new UnknownForm(op + " of " + type);
        };
    int fast =
        switch (op) {
          case FADD -> Op.FADD64;
          case FSUB -> Op.FSUB64;
          case FMUL -> Op.FMUL64;
          case FDIV -> Op.FDIV64;
          default -> -1;
        };
    if (type.kind() == Type.FloatingPoint.Kind.DOUBLE && fast >= 0) {
      code.op(fast).reg(result[slot]).reg(left[slot]).reg(right[slot]);
    } else if (TypeLayout.scalarSlots(type) == 2) {
      code.op(Op.WIDE2).reg(result[slot]).reg(result[slot + 1]);
      code.reg(left[slot]).reg(left[slot + 1]).reg(right[slot]).reg(right[slot + 1]);
      code.imm(kind).imm(Formats.of(type));
    } else {
      code.op(Op.PURE2).reg(result[slot]).reg(left[slot]).reg(right[slot]);
      code.imm(kind).imm(Formats.of(type));
    }
  }

  private int[] fneg(int local, Instruction.Fneg i) {
    int[] value = values.read(i.value(), i.type());
    int[] result = values.results(local, value.length);
    for (TypeLayout.Leaf leaf : layout.leaves(i.type())) {
      int slot = leaf.slot();
      Type.FloatingPoint type = (Type.FloatingPoint) leaf.type();
      if (TypeLayout.scalarSlots(type) == 2) {
        code.op(Op.WIDE1).reg(result[slot]).reg(result[slot + 1]);
        code.reg(value[slot]).reg(value[slot + 1]).imm(Pure.FNEG).imm(Formats.of(type));
      } else {
        long sign = 1L << (TypeLayout.floatBits(type) - 1);
        code.op(Op.XOR).reg(result[slot]).reg(value[slot]).reg(values.constant(sign));
      }
    }
    return result;
  }

  /** Whether a predicate is expressed by its mirror image with operands swapped. */
  static boolean swaps(IntPredicate predicate) {
    return switch (predicate) {
      case UGT, UGE, SGT, SGE -> true;
      case EQ, NE, ULT, ULE, SLT, SLE -> false;
    };
  }

  private int[] icmp(int local, Instruction.Icmp i) {
    int[] left = values.read(i.left(), i.type());
    int[] right = values.read(i.right(), i.type());
    List<TypeLayout.Leaf> leaves = layout.leaves(i.type());
    int[] result = values.results(local, leaves.size());
    for (int n = 0; n < result.length; n++) {
      TypeLayout.Leaf leaf = leaves.get(n);
      int slot = leaf.slot();
      int bits = TypeLayout.scalarBits(leaf.type());
      if (bits > 64) {
        code.op(Op.WIDE_TO_NARROW).reg(result[n]);
        code.reg(left[slot]).reg(left[slot + 1]).reg(right[slot]).reg(right[slot + 1]);
        code.imm(Pure.icmp(i.predicate())).imm(bits);
      } else {
        compare(i.predicate(), bits, result[n], left[slot], right[slot]);
      }
    }
    return result;
  }

  /** Compares two scalars of at most 64 bits. */
  void compare(IntPredicate predicate, int bits, int result, int left, int right) {
    int op =
        switch (predicate) {
          case EQ -> Op.EQ;
          case NE -> Op.NE;
          case ULT, UGT -> Op.ULT;
          case ULE, UGE -> Op.ULE;
          case SLT, SGT -> Op.SLT;
          case SLE, SGE -> Op.SLE;
        };
    boolean swap = swaps(predicate);
    code.op(op).reg(result).reg(swap ? right : left).reg(swap ? left : right);
    if (op == Op.SLT || op == Op.SLE) {
      code.imm(64 - bits);
    }
  }

  private int[] fcmp(int local, Instruction.Fcmp i) {
    int[] left = values.read(i.left(), i.type());
    int[] right = values.read(i.right(), i.type());
    List<TypeLayout.Leaf> leaves = layout.leaves(i.type());
    int[] result = values.results(local, leaves.size());
    for (int n = 0; n < result.length; n++) {
      int slot = leaves.get(n).slot();
      Type.FloatingPoint type = (Type.FloatingPoint) leaves.get(n).type();
      int kind = Pure.fcmp(i.predicate());
      if (TypeLayout.scalarSlots(type) == 2) {
        code.op(Op.WIDE_TO_NARROW).reg(result[n]);
        code.reg(left[slot]).reg(left[slot + 1]).reg(right[slot]).reg(right[slot + 1]);
      } else {
        code.op(Op.PURE2).reg(result[n]).reg(left[slot]).reg(right[slot]);
      }
      code.imm(kind).imm(Formats.of(type));
    }
    return result;
  }

  private int[] select(int local, Instruction.Select i) {
    int[] condition = values.read(i.condition(), i.conditionType());
    int[] whenTrue = values.read(i.whenTrue(), i.type());
    int[] whenFalse = values.read(i.whenFalse(), i.type());
    int[] result = values.results(local, whenTrue.length);
    int slotsPerElement =
        i.conditionType() instanceof Type.Vector ? result.length / condition.length : result.length;
    for (int n = 0; n < result.length; n++) {
      int bit = condition[slotsPerElement == 0 ? 0 : n / slotsPerElement];
      code.op(Op.SELECT).reg(result[n]).reg(bit).reg(whenTrue[n]).reg(whenFalse[n]);
    }
    return result;
  }

  private int[] freeze(int local, Instruction.Freeze i) {
    int[] value = values.alias(i.value(), i.type());
    int[] result = values.results(local, value.length);
    for (int n = 0; n < result.length; n++) {
      code.op(Op.FREEZE).reg(result[n]).reg(value[n]);
    }
    return result;
  }

  private int[] rearrange(Instruction instruction) {
    if (instruction instanceof Instruction.ExtractValue i) {
      int[] value = values.alias(i.value(), i.aggregate());
      int from = pathOffset(i.aggregate(), i.path());
      return slice(value, from, layout.slots(pathType(i.aggregate(), i.path())));
    }
    if (instruction instanceof Instruction.InsertValue i) {
      int[] result = values.alias(i.value(), i.aggregate()).clone();
      int[] member = values.alias(i.member(), i.memberType());
      System.arraycopy(member, 0, result, pathOffset(i.aggregate(), i.path()), member.length);
      return result;
    }
    if (instruction instanceof Instruction.ExtractElement i) {
      return extractElement(i);
    }
    if (instruction instanceof Instruction.InsertElement i) {
      return insertElement(i);
    }
    if (instruction instanceof Instruction.ShuffleVector i) {
      return shuffle(i);
    }
    return null;
  }

  private int pathOffset(Type type, List<Integer> path) {
    int slot = 0;
    for (int index : path) {
      slot += layout.slotOffset(type, index);
      type = TypeLayout.member(type, index);
    }
    return slot;
  }

  private static Type pathType(Type type, List<Integer> path) {
    for (int index : path) {
      type = TypeLayout.member(type, index);
    }
    return type;
  }

  private static int[] slice(int[] registers, int from, int count) {
    int[] result = new int[count];
    System.arraycopy(registers, from, result, 0, count);
    return result;
  }

  private int[] extractElement(Instruction.ExtractElement i) {
    int[] vector = values.alias(i.value(), i.vector());
    int width = layout.slots(i.vector().element());
    if (i.index() instanceof Operand.IntValue index) {
      return slice(vector, inRange(index, i.vector()) * width, width);
    }
    int[] bits = indexBits(i.index(), i.indexType(), i.vector());
    int[] result = slice(vector, 0, width);
    for (int n = 1; n < bits.length; n++) {
      int[] next = values.fresh(width);
      for (int s = 0; s < width; s++) {
        code.op(Op.SELECT).reg(next[s]).reg(bits[n]).reg(vector[n * width + s]).reg(result[s]);
      }
      result = next;
    }
    return result;
  }

  private int[] insertElement(Instruction.InsertElement i) {
    int[] result = values.alias(i.value(), i.vector()).clone();
    int[] element = values.alias(i.element(), i.vector().element());
    int width = element.length;
    if (i.index() instanceof Operand.IntValue index) {
      System.arraycopy(element, 0, result, inRange(index, i.vector()) * width, width);
      return result;
    }
    int[] bits = indexBits(i.index(), i.indexType(), i.vector());
    int[] changed = values.fresh(result.length);
    for (int n = 0; n < result.length; n++) {
      code.op(Op.SELECT)
          .reg(changed[n])
          .reg(bits[n / width])
          .reg(element[n % width])
          .reg(result[n]);
    }
    return changed;
  }

  private static int inRange(Operand.IntValue index, Type.Vector vector) {
    int value = index.value().bitLength() > 31 ? -1 : index.value().intValue();
    if (value < 0 || value >= vector.count()) {
      throw new UnknownForm("element " + index.value() + " of " + vector);
    }
    return value;
  }

  /** For every element of the vector a bit that says whether the index names it. */
  private int[] indexBits(Operand index, Type type, Type.Vector vector) {
    if (vector.count() > MAX_INDEXED) {
      throw new UnknownForm("a variable index into " + vector.count() + " elements");
    }
    int register = values.scalar(index, type);
    int[] bits = values.fresh(vector.count());
    for (int n = 0; n < bits.length; n++) {
      code.op(Op.EQ).reg(bits[n]).reg(register).reg(values.constant(n));
    }
    return bits;
  }

  private int[] shuffle(Instruction.ShuffleVector i) {
    int[] left = values.alias(i.left(), i.vector());
    int[] right = values.alias(i.right(), i.vector());
    int width = layout.slots(i.vector().element());
    int[] result = new int[i.mask().size() * width];
    for (int n = 0; n < result.length; n++) {
      int from = i.mask().get(n / width);
      if (from < 0) {
        result[n] = values.undefinedConstant();
      } else if (from < i.vector().count()) {
        result[n] = left[from * width + n % width];
      } else {
        result[n] = right[(from - i.vector().count()) * width + n % width];
      }
    }
    return result;
  }
}
