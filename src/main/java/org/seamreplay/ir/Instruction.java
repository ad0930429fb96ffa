package org.seamreplay.ir;

import java.util.List;

/**
 * One instruction. Blocks are named by their index in the function. Each record says what LLVM's
 * language reference says of the instruction of that name; nothing is simplified here.
 */
public sealed interface Instruction {

  /**
   * Integer and floating point arithmetic of two operands of one type (vectors element by element).
   */
  record Binary(
      BinaryOp op, Type type, Operand left, Operand right, boolean nsw, boolean nuw, boolean exact)
      implements Instruction {
    /** Operators, by LLVM's name. */
    public enum BinaryOp {
      ADD,
      SUB,
      MUL,
      UDIV,
      SDIV,
      UREM,
      SREM,
      SHL,
      LSHR,
      ASHR,
      AND,
      OR,
      XOR,
      FADD,
      FSUB,
      FMUL,
      FDIV,
      FREM
    }
  }

  /** Floating point negation. */
  record Fneg(Type type, Operand value) implements Instruction {}

  /** Integer or pointer comparison; {@code type} is that of the operands. */
  record Icmp(IntPredicate predicate, Type type, Operand left, Operand right)
      implements Instruction {
    /** Predicates, by LLVM's name. */
    public enum IntPredicate {
      EQ,
      NE,
      UGT,
      UGE,
      ULT,
      ULE,
      SGT,
      SGE,
      SLT,
      SLE
    }
  }

  /** Floating point comparison; {@code type} is that of the operands. */
  record Fcmp(FloatPredicate predicate, Type type, Operand left, Operand right)
      implements Instruction {
    /** Predicates, by LLVM's name. */
    public enum FloatPredicate {
      FALSE,
      OEQ,
      OGT,
      OGE,
      OLT,
      OLE,
      ONE,
      ORD,
      UNO,
      UEQ,
      UGT,
      UGE,
      ULT,
      ULE,
      UNE,
      TRUE
    }
  }

  /** A conversion. */
  record Cast(CastOp op, Type from, Type to, Operand value) implements Instruction {
    /** Operators, by LLVM's name. */
    public enum CastOp {
      TRUNC,
      ZEXT,
      SEXT,
      FPTRUNC,
      FPEXT,
      FPTOUI,
      FPTOSI,
      UITOFP,
      SITOFP,
      PTRTOINT,
      INTTOPTR,
      BITCAST,
      ADDRSPACECAST
    }
  }

  /**
   * Stack memory; {@code count} is a constant 1 for all but dynamic allocas; {@code align} in
   * bytes; {@code name} is LLVM's name of the value (with {@code -fno-discard-value-names} the C
   * variable's), empty if it has none, and only used in reports.
   */
  record Alloca(Type type, Type countType, Operand count, int align, String name)
      implements Instruction {}

  /**
   * A load; {@code atomic} and {@code isVolatile} change nothing in a deterministic VM but are kept
   * for reports.
   */
  record Load(Type type, Operand address, int align, boolean isVolatile, boolean atomic)
      implements Instruction {}

  /** A store. */
  record Store(
      Type type, Operand value, Operand address, int align, boolean isVolatile, boolean atomic)
      implements Instruction {}

  /**
   * Address arithmetic; {@code indexTypes} are integer types, signed; struct fields are constant
   * i32.
   */
  record Gep(
      Type source, Operand base, List<Type> indexTypes, List<Operand> indices, boolean inbounds)
      implements Instruction {}

  /** A phi node; {@code values.get(i)} comes from block {@code blocks.get(i)}. */
  record Phi(Type type, List<Integer> blocks, List<Operand> values) implements Instruction {}

  /** One of two values; {@code conditionType} is i1 or a vector of i1. */
  record Select(
      Type conditionType, Type type, Operand condition, Operand whenTrue, Operand whenFalse)
      implements Instruction {}

  /** Stops poison and undef from spreading. */
  record Freeze(Type type, Operand value) implements Instruction {}

  /** A member of an aggregate value. */
  record ExtractValue(Type aggregate, Operand value, List<Integer> path) implements Instruction {}

  /** An aggregate value with one member replaced. */
  record InsertValue(
      Type aggregate, Operand value, Type memberType, Operand member, List<Integer> path)
      implements Instruction {}

  /** An element of a vector. */
  record ExtractElement(Type.Vector vector, Operand value, Type indexType, Operand index)
      implements Instruction {}

  /** A vector with one element replaced. */
  record InsertElement(
      Type.Vector vector, Operand value, Operand element, Type indexType, Operand index)
      implements Instruction {}

  /** A permutation of two vectors; a mask entry of -1 is undefined. */
  record ShuffleVector(Type.Vector vector, Operand left, Operand right, List<Integer> mask)
      implements Instruction {}

  /** Read-modify-write; the result is the old value. */
  record AtomicRmw(RmwOp op, Type type, Operand address, Operand value) implements Instruction {
    /** Operators, by LLVM's name. */
    public enum RmwOp {
      XCHG,
      ADD,
      SUB,
      AND,
      NAND,
      OR,
      XOR,
      MAX,
      MIN,
      UMAX,
      UMIN,
      FADD,
      FSUB,
      FMAX,
      FMIN,
      UINC_WRAP,
      UDEC_WRAP,
      USUB_COND,
      USUB_SAT
    }
  }

  /** Compare and exchange; the result is {@code {type, i1}}. */
  record CmpXchg(Type type, Operand address, Operand expected, Operand replacement)
      implements Instruction {}

  /** A memory fence; no effect in a deterministic VM. */
  record Fence() implements Instruction {}

  /** The {@code va_arg} instruction (clang lowers most of them itself). */
  record VaArg(Type type, Operand list) implements Instruction {}

  /**
   * A call. Intrinsics are calls of symbols that start with {@code llvm.}; debug intrinsics are
   * dropped by the reader. {@code byval.get(i)} is the type of a byval argument or {@code null}.
   */
  record Call(
      Type.Function type,
      Operand callee,
      List<Type> argumentTypes,
      List<Operand> arguments,
      List<Type> byval)
      implements Instruction {}

  /** {@code asm goto}: a call of inline assembly that may go to {@code otherTargets}. */
  record CallBr(Call call, int fallthrough, List<Integer> otherTargets) implements Instruction {}

  /** An unconditional branch. */
  record Br(int target) implements Instruction {}

  /** A branch on an i1. */
  record CondBr(Operand condition, int whenTrue, int whenFalse) implements Instruction {}

  /** A switch; case values are unsigned like {@link Operand.IntValue}. */
  record Switch(
      Type.Int type,
      Operand value,
      int defaultTarget,
      List<Operand.IntValue> cases,
      List<Integer> targets)
      implements Instruction {}

  /** Computed goto. */
  record IndirectBr(Operand address, List<Integer> targets) implements Instruction {}

  /** Return; {@code value} is {@code null} for void. */
  record Ret(Type type, Operand value) implements Instruction {}

  /** A place that control never reaches. */
  record Unreachable() implements Instruction {}
}
