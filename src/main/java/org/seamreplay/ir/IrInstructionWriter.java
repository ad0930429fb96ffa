package org.seamreplay.ir;

import java.util.List;

/** Writes instructions into an IR file. */
final class IrInstructionWriter {
  private final IrFileTables tables;
  private final IrBytesOut out;

  IrInstructionWriter(IrFileTables tables, IrBytesOut out) {
    this.tables = tables;
    this.out = out;
  }

  void write(Instruction instruction) {
    if (!writeMemory(instruction) && !writeComputation(instruction) && !writeControl(instruction)) {
      throw new IllegalStateException("no file form for " + instruction.getClass());
    }
  }

  private boolean writeMemory(Instruction instruction) {
    if (instruction instanceof Instruction.Load i) {
      out.octet(IrTag.LOAD);
      type(i.type());
      operand(i.address());
      out.number(i.align());
      flag(i.isVolatile());
      flag(i.atomic());
    } else if (instruction instanceof Instruction.Store i) {
      out.octet(IrTag.STORE);
      type(i.type());
      operand(i.value());
      operand(i.address());
      out.number(i.align());
      flag(i.isVolatile());
      flag(i.atomic());
    } else if (instruction instanceof Instruction.Alloca i) {
      out.octet(IrTag.ALLOCA);
      type(i.type());
      type(i.countType());
      operand(i.count());
      out.number(i.align());
      out.number(tables.string(i.name()));
    } else if (instruction instanceof Instruction.Gep i) {
      out.octet(IrTag.GEP);
      type(i.source());
      operand(i.base());
      types(i.indexTypes());
      operands(i.indices());
      flag(i.inbounds());
    } else if (instruction instanceof Instruction.AtomicRmw i) {
      out.octet(IrTag.RMW);
      out.number(IrEnums.RMW.indexOf(i.op()));
      type(i.type());
      operand(i.address());
      operand(i.value());
    } else if (instruction instanceof Instruction.CmpXchg i) {
      out.octet(IrTag.CMPXCHG);
      type(i.type());
      operand(i.address());
      operand(i.expected());
      operand(i.replacement());
    } else if (instruction instanceof Instruction.Fence) {
      out.octet(IrTag.FENCE);
    } else if (instruction instanceof Instruction.VaArg i) {
      out.octet(IrTag.VA_ARG);
      type(i.type());
      operand(i.list());
    } else {
      return false;
    }
    return true;
  }

  private boolean writeComputation(Instruction instruction) {
    if (instruction instanceof Instruction.Binary i) {
      out.octet(IrTag.BINARY);
      out.number(IrEnums.BINARY.indexOf(i.op()));
      type(i.type());
      operand(i.left());
      operand(i.right());
      flag(i.nsw());
      flag(i.nuw());
      flag(i.exact());
    } else if (instruction instanceof Instruction.Fneg i) {
      out.octet(IrTag.FNEG);
      type(i.type());
      operand(i.value());
    } else if (instruction instanceof Instruction.Icmp i) {
      out.octet(IrTag.ICMP);
      out.number(IrEnums.INT_PREDICATE.indexOf(i.predicate()));
      type(i.type());
      operand(i.left());
      operand(i.right());
    } else if (instruction instanceof Instruction.Fcmp i) {
      out.octet(IrTag.FCMP);
      out.number(IrEnums.FLOAT_PREDICATE.indexOf(i.predicate()));
      type(i.type());
      operand(i.left());
      operand(i.right());
    } else if (instruction instanceof Instruction.Cast i) {
      out.octet(IrTag.CAST);
      out.number(IrEnums.CAST.indexOf(i.op()));
      type(i.from());
      type(i.to());
      operand(i.value());
    } else if (instruction instanceof Instruction.Select i) {
      out.octet(IrTag.SELECT);
      type(i.conditionType());
      type(i.type());
      operand(i.condition());
      operand(i.whenTrue());
      operand(i.whenFalse());
    } else if (instruction instanceof Instruction.Freeze i) {
      out.octet(IrTag.FREEZE);
      type(i.type());
      operand(i.value());
    } else {
      return writeAggregate(instruction);
    }
    return true;
  }

  private boolean writeAggregate(Instruction instruction) {
    if (instruction instanceof Instruction.ExtractValue i) {
      out.octet(IrTag.EXTRACT_VALUE);
      type(i.aggregate());
      operand(i.value());
      ints(i.path());
    } else if (instruction instanceof Instruction.InsertValue i) {
      out.octet(IrTag.INSERT_VALUE);
      type(i.aggregate());
      operand(i.value());
      type(i.memberType());
      operand(i.member());
      ints(i.path());
    } else if (instruction instanceof Instruction.ExtractElement i) {
      out.octet(IrTag.EXTRACT_ELEMENT);
      type(i.vector());
      operand(i.value());
      type(i.indexType());
      operand(i.index());
    } else if (instruction instanceof Instruction.InsertElement i) {
      out.octet(IrTag.INSERT_ELEMENT);
      type(i.vector());
      operand(i.value());
      operand(i.element());
      type(i.indexType());
      operand(i.index());
    } else if (instruction instanceof Instruction.ShuffleVector i) {
      out.octet(IrTag.SHUFFLE);
      type(i.vector());
      operand(i.left());
      operand(i.right());
      ints(i.mask());
    } else {
      return false;
    }
    return true;
  }

  private boolean writeControl(Instruction instruction) {
    if (instruction instanceof Instruction.Call i) {
      out.octet(IrTag.CALL);
      call(i);
    } else if (instruction instanceof Instruction.CallBr i) {
      out.octet(IrTag.CALL_BR);
      call(i.call());
      out.number(i.fallthrough());
      ints(i.otherTargets());
    } else if (instruction instanceof Instruction.Phi i) {
      out.octet(IrTag.PHI);
      type(i.type());
      ints(i.blocks());
      operands(i.values());
    } else if (instruction instanceof Instruction.Br i) {
      out.octet(IrTag.BR);
      out.number(i.target());
    } else if (instruction instanceof Instruction.CondBr i) {
      out.octet(IrTag.COND_BR);
      operand(i.condition());
      out.number(i.whenTrue());
      out.number(i.whenFalse());
    } else if (instruction instanceof Instruction.Switch i) {
      out.octet(IrTag.SWITCH);
      type(i.type());
      operand(i.value());
      out.number(i.defaultTarget());
      operands(i.cases());
      ints(i.targets());
    } else if (instruction instanceof Instruction.IndirectBr i) {
      out.octet(IrTag.INDIRECT_BR);
      operand(i.address());
      ints(i.targets());
    } else if (instruction instanceof Instruction.Ret i) {
      out.octet(IrTag.RET);
      type(i.type());
      out.number(i.value() == null ? 0 : tables.operand(i.value()) + 1);
    } else if (instruction instanceof Instruction.Unreachable) {
      out.octet(IrTag.UNREACHABLE);
    } else {
      return false;
    }
    return true;
  }

  private void call(Instruction.Call call) {
    type(call.type());
    operand(call.callee());
    types(call.argumentTypes());
    operands(call.arguments());
    nullableTypes(call.byval());
  }

  void nullableTypes(List<Type> list) {
    out.number(list.size());
    for (Type type : list) {
      out.number(type == null ? 0 : tables.type(type) + 1);
    }
  }

  private void type(Type type) {
    out.number(tables.type(type));
  }

  private void types(List<Type> list) {
    out.number(list.size());
    list.forEach(this::type);
  }

  private void operand(Operand operand) {
    out.number(tables.operand(operand));
  }

  private void operands(List<? extends Operand> list) {
    out.number(list.size());
    list.forEach(this::operand);
  }

  private void ints(List<Integer> list) {
    out.number(list.size());
    for (int value : list) {
      out.signed(value);
    }
  }

  private void flag(boolean value) {
    out.octet(value ? 1 : 0);
  }
}
