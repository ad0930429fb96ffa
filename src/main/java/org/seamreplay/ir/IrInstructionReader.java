package org.seamreplay.ir;

import java.util.ArrayList;
import java.util.List;

/** Reads instructions of an IR file; the counterpart of {@link IrInstructionWriter}. */
final class IrInstructionReader {
  private final IrFileReader file;
  private final IrBytesIn in;
  private int blocks;

  IrInstructionReader(IrFileReader file, IrBytesIn in) {
    this.file = file;
    this.in = in;
  }

  /** Reads one instruction of a function with so many blocks. */
  Instruction read(int blockCount) throws CorruptIrFile {
    blocks = blockCount;
    return switch (in.octet()) {
      case IrTag.LOAD ->
          new Instruction.Load(file.type(), file.operand(), align(), in.flag(), in.flag());
      case IrTag.STORE ->
          new Instruction.Store(
              file.type(), file.operand(), file.operand(), align(), in.flag(), in.flag());
      case IrTag.ALLOCA ->
          new Instruction.Alloca(file.type(), file.type(), file.operand(), align(), file.string());
      case IrTag.GEP ->
          new Instruction.Gep(
              file.type(), file.operand(), file.types(), file.operands(), in.flag());
      case IrTag.RMW ->
          new Instruction.AtomicRmw(
              file.constant(IrEnums.RMW), file.type(), file.operand(), file.operand());
      case IrTag.CMPXCHG ->
          new Instruction.CmpXchg(file.type(), file.operand(), file.operand(), file.operand());
      case IrTag.FENCE -> new Instruction.Fence();
      case IrTag.VA_ARG -> new Instruction.VaArg(file.type(), file.operand());
      case IrTag.BINARY ->
          new Instruction.Binary(
              file.constant(IrEnums.BINARY),
              file.type(),
              file.operand(),
              file.operand(),
              in.flag(),
              in.flag(),
              in.flag());
      case IrTag.FNEG -> new Instruction.Fneg(file.type(), file.operand());
      case IrTag.ICMP ->
          new Instruction.Icmp(
              file.constant(IrEnums.INT_PREDICATE), file.type(), file.operand(), file.operand());
      case IrTag.FCMP ->
          new Instruction.Fcmp(
              file.constant(IrEnums.FLOAT_PREDICATE), file.type(), file.operand(), file.operand());
      case IrTag.CAST ->
          new Instruction.Cast(
              file.constant(IrEnums.CAST), file.type(), file.type(), file.operand());
      case IrTag.SELECT ->
          new Instruction.Select(
              file.type(), file.type(), file.operand(), file.operand(), file.operand());
      case IrTag.FREEZE -> new Instruction.Freeze(file.type(), file.operand());
      case IrTag.EXTRACT_VALUE -> new Instruction.ExtractValue(file.type(), file.operand(), ints());
      case IrTag.INSERT_VALUE ->
          new Instruction.InsertValue(
              file.type(), file.operand(), file.type(), file.operand(), ints());
      case IrTag.EXTRACT_ELEMENT ->
          new Instruction.ExtractElement(vector(), file.operand(), file.type(), file.operand());
      case IrTag.INSERT_ELEMENT ->
          new Instruction.InsertElement(
              vector(), file.operand(), file.operand(), file.type(), file.operand());
      case IrTag.SHUFFLE ->
          new Instruction.ShuffleVector(vector(), file.operand(), file.operand(), ints());
      case IrTag.CALL -> call();
      case IrTag.CALL_BR -> new Instruction.CallBr(call(), block(), blockList());
      case IrTag.PHI -> phi();
      case IrTag.BR -> new Instruction.Br(block());
      case IrTag.COND_BR -> new Instruction.CondBr(file.operand(), block(), block());
      case IrTag.SWITCH -> switchOf();
      case IrTag.INDIRECT_BR -> new Instruction.IndirectBr(file.operand(), blockList());
      case IrTag.RET -> new Instruction.Ret(file.type(), file.nullableOperand());
      case IrTag.UNREACHABLE -> new Instruction.Unreachable();
      default -> throw new CorruptIrFile("unknown instruction");
    };
  }

  private Type.Vector vector() throws CorruptIrFile {
    return file.type(Type.Vector.class);
  }

  private Instruction phi() throws CorruptIrFile {
    Type type = file.type();
    List<Integer> from = blockList();
    return new Instruction.Phi(type, from, sameLength(file.operands(), from));
  }

  private Instruction switchOf() throws CorruptIrFile {
    Type.Int type = file.type(Type.Int.class);
    Operand value = file.operand();
    int defaultTarget = block();
    List<Operand.IntValue> cases = new ArrayList<>();
    for (Operand operand : file.operands()) {
      if (!(operand instanceof Operand.IntValue number)) {
        throw new CorruptIrFile("case that is no number");
      }
      cases.add(number);
    }
    List<Operand.IntValue> fixed = List.copyOf(cases);
    return new Instruction.Switch(
        type, value, defaultTarget, fixed, sameLength(blockList(), fixed));
  }

  private Instruction.Call call() throws CorruptIrFile {
    Type.Function type = file.type(Type.Function.class);
    Operand callee = file.operand();
    List<Type> argumentTypes = file.types();
    List<Operand> arguments = sameLength(file.operands(), argumentTypes);
    return new Instruction.Call(
        type, callee, argumentTypes, arguments, sameLength(file.nullableTypes(), arguments));
  }

  private static <T> List<T> sameLength(List<T> list, List<?> other) throws CorruptIrFile {
    if (list.size() != other.size()) {
      throw new CorruptIrFile("lists of different lengths");
    }
    return list;
  }

  private int align() throws CorruptIrFile {
    return in.index(Integer.MAX_VALUE);
  }

  private int block() throws CorruptIrFile {
    return in.index(blocks);
  }

  private List<Integer> blockList() throws CorruptIrFile {
    List<Integer> list = ints();
    for (int block : list) {
      if (block < 0 || block >= blocks) {
        throw new CorruptIrFile("unknown block");
      }
    }
    return list;
  }

  private List<Integer> ints() throws CorruptIrFile {
    Integer[] list = new Integer[in.count()];
    for (int i = 0; i < list.length; i++) {
      list[i] = in.signedInt();
    }
    return List.of(list);
  }
}
