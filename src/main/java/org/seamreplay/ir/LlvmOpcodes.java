package org.seamreplay.ir;

import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.Instruction.AtomicRmw.RmwOp;
import org.seamreplay.ir.Instruction.Binary.BinaryOp;
import org.seamreplay.ir.Instruction.Cast.CastOp;
import org.seamreplay.ir.Instruction.Fcmp.FloatPredicate;
import org.seamreplay.ir.Instruction.Icmp.IntPredicate;

/** LLVM's numbers for operators and predicates, as this model's names. */
final class LlvmOpcodes {
  private LlvmOpcodes() {}

  /** The binary operator of an opcode, or {@code null} if it is none. */
  static BinaryOp binary(int opcode) {
    return switch (opcode) {
      case LLVM.LLVMAdd -> BinaryOp.ADD;
      case LLVM.LLVMFAdd -> BinaryOp.FADD;
      case LLVM.LLVMSub -> BinaryOp.SUB;
      case LLVM.LLVMFSub -> BinaryOp.FSUB;
      case LLVM.LLVMMul -> BinaryOp.MUL;
      case LLVM.LLVMFMul -> BinaryOp.FMUL;
      case LLVM.LLVMUDiv -> BinaryOp.UDIV;
      case LLVM.LLVMSDiv -> BinaryOp.SDIV;
      case LLVM.LLVMFDiv -> BinaryOp.FDIV;
      case LLVM.LLVMURem -> BinaryOp.UREM;
      case LLVM.LLVMSRem -> BinaryOp.SREM;
      case LLVM.LLVMFRem -> BinaryOp.FREM;
      case LLVM.LLVMShl -> BinaryOp.SHL;
      case LLVM.LLVMLShr -> BinaryOp.LSHR;
      case LLVM.LLVMAShr -> BinaryOp.ASHR;
      case LLVM.LLVMAnd -> BinaryOp.AND;
      case LLVM.LLVMOr -> BinaryOp.OR;
      case LLVM.LLVMXor -> BinaryOp.XOR;
      default -> null;
    };
  }

  /** The conversion of an opcode, or {@code null} if it is none. */
  static CastOp cast(int opcode) {
    return switch (opcode) {
      case LLVM.LLVMTrunc -> CastOp.TRUNC;
      case LLVM.LLVMZExt -> CastOp.ZEXT;
      case LLVM.LLVMSExt -> CastOp.SEXT;
      case LLVM.LLVMFPToUI -> CastOp.FPTOUI;
      case LLVM.LLVMFPToSI -> CastOp.FPTOSI;
      case LLVM.LLVMUIToFP -> CastOp.UITOFP;
      case LLVM.LLVMSIToFP -> CastOp.SITOFP;
      case LLVM.LLVMFPTrunc -> CastOp.FPTRUNC;
      case LLVM.LLVMFPExt -> CastOp.FPEXT;
      case LLVM.LLVMPtrToInt -> CastOp.PTRTOINT;
      case LLVM.LLVMIntToPtr -> CastOp.INTTOPTR;
      case LLVM.LLVMBitCast -> CastOp.BITCAST;
      case LLVM.LLVMAddrSpaceCast -> CastOp.ADDRSPACECAST;
      default -> null;
    };
  }

  static IntPredicate intPredicate(int number) {
    return switch (number) {
      case LLVM.LLVMIntEQ -> IntPredicate.EQ;
      case LLVM.LLVMIntNE -> IntPredicate.NE;
      case LLVM.LLVMIntUGT -> IntPredicate.UGT;
      case LLVM.LLVMIntUGE -> IntPredicate.UGE;
      case LLVM.LLVMIntULT -> IntPredicate.ULT;
      case LLVM.LLVMIntULE -> IntPredicate.ULE;
      case LLVM.LLVMIntSGT -> IntPredicate.SGT;
      case LLVM.LLVMIntSGE -> IntPredicate.SGE;
      case LLVM.LLVMIntSLT -> IntPredicate.SLT;
      case LLVM.LLVMIntSLE -> IntPredicate.SLE;
      default -> throw new UnsupportedIr("integer predicate " + number + " is not supported");
    };
  }

  static FloatPredicate floatPredicate(int number) {
    return switch (number) {
      case LLVM.LLVMRealPredicateFalse -> FloatPredicate.FALSE;
      case LLVM.LLVMRealOEQ -> FloatPredicate.OEQ;
      case LLVM.LLVMRealOGT -> FloatPredicate.OGT;
      case LLVM.LLVMRealOGE -> FloatPredicate.OGE;
      case LLVM.LLVMRealOLT -> FloatPredicate.OLT;
      case LLVM.LLVMRealOLE -> FloatPredicate.OLE;
      case LLVM.LLVMRealONE -> FloatPredicate.ONE;
      case LLVM.LLVMRealORD -> FloatPredicate.ORD;
      case LLVM.LLVMRealUNO -> FloatPredicate.UNO;
      case LLVM.LLVMRealUEQ -> FloatPredicate.UEQ;
      case LLVM.LLVMRealUGT -> FloatPredicate.UGT;
      case LLVM.LLVMRealUGE -> FloatPredicate.UGE;
      case LLVM.LLVMRealULT -> FloatPredicate.ULT;
      case LLVM.LLVMRealULE -> FloatPredicate.ULE;
      case LLVM.LLVMRealUNE -> FloatPredicate.UNE;
      case LLVM.LLVMRealPredicateTrue -> FloatPredicate.TRUE;
      default -> throw new UnsupportedIr("float predicate " + number + " is not supported");
    };
  }

  static RmwOp rmw(int number) {
    return switch (number) {
      case LLVM.LLVMAtomicRMWBinOpXchg -> RmwOp.XCHG;
      case LLVM.LLVMAtomicRMWBinOpAdd -> RmwOp.ADD;
      case LLVM.LLVMAtomicRMWBinOpSub -> RmwOp.SUB;
      case LLVM.LLVMAtomicRMWBinOpAnd -> RmwOp.AND;
      case LLVM.LLVMAtomicRMWBinOpNand -> RmwOp.NAND;
      case LLVM.LLVMAtomicRMWBinOpOr -> RmwOp.OR;
      case LLVM.LLVMAtomicRMWBinOpXor -> RmwOp.XOR;
      case LLVM.LLVMAtomicRMWBinOpMax -> RmwOp.MAX;
      case LLVM.LLVMAtomicRMWBinOpMin -> RmwOp.MIN;
      case LLVM.LLVMAtomicRMWBinOpUMax -> RmwOp.UMAX;
      case LLVM.LLVMAtomicRMWBinOpUMin -> RmwOp.UMIN;
      case LLVM.LLVMAtomicRMWBinOpFAdd -> RmwOp.FADD;
      case LLVM.LLVMAtomicRMWBinOpFSub -> RmwOp.FSUB;
      case LLVM.LLVMAtomicRMWBinOpFMax -> RmwOp.FMAX;
      case LLVM.LLVMAtomicRMWBinOpFMin -> RmwOp.FMIN;
      case LLVM.LLVMAtomicRMWBinOpUIncWrap -> RmwOp.UINC_WRAP;
      case LLVM.LLVMAtomicRMWBinOpUDecWrap -> RmwOp.UDEC_WRAP;
      case LLVM.LLVMAtomicRMWBinOpUSubCond -> RmwOp.USUB_COND;
      case LLVM.LLVMAtomicRMWBinOpUSubSat -> RmwOp.USUB_SAT;
      default -> throw new UnsupportedIr("atomic operation " + number + " is not supported");
    };
  }
}
