package org.seamreplay.ir;

import java.util.List;
import org.seamreplay.ir.Instruction.AtomicRmw.RmwOp;
import org.seamreplay.ir.Instruction.Binary.BinaryOp;
import org.seamreplay.ir.Instruction.Cast.CastOp;
import org.seamreplay.ir.Instruction.Fcmp.FloatPredicate;
import org.seamreplay.ir.Instruction.Icmp.IntPredicate;
import org.seamreplay.ir.Type.FloatingPoint.Kind;

/** The numbers of enum constants in IR files. A new constant needs a new {@link IrFile#VERSION}. */
final class IrEnums {
  static final List<BinaryOp> BINARY = List.of(BinaryOp.values());
  static final List<CastOp> CAST = List.of(CastOp.values());
  static final List<IntPredicate> INT_PREDICATE = List.of(IntPredicate.values());
  static final List<FloatPredicate> FLOAT_PREDICATE = List.of(FloatPredicate.values());
  static final List<RmwOp> RMW = List.of(RmwOp.values());
  static final List<Kind> FLOAT_KIND = List.of(Kind.values());

  private IrEnums() {}
}
