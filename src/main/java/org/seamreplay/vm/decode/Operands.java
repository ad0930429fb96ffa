package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.Operand;

/** What instructions read and where they go, for analyses that treat all of them alike. */
final class Operands {
  private Operands() {}

  /** The operands of an instruction, in the order of its components. */
  static List<Operand> of(Instruction instruction) {
    List<Operand> all = new ArrayList<>(4);
    if (instruction instanceof Instruction.Binary i) {
      all.add(i.left());
      all.add(i.right());
    } else if (instruction instanceof Instruction.Fneg i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.Icmp i) {
      all.add(i.left());
      all.add(i.right());
    } else if (instruction instanceof Instruction.Fcmp i) {
      all.add(i.left());
      all.add(i.right());
    } else if (instruction instanceof Instruction.Cast i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.Alloca i) {
      all.add(i.count());
    } else if (instruction instanceof Instruction.Load i) {
      all.add(i.address());
    } else if (instruction instanceof Instruction.Store i) {
      all.add(i.value());
      all.add(i.address());
    } else if (instruction instanceof Instruction.Gep i) {
      all.add(i.base());
      all.addAll(i.indices());
    } else if (instruction instanceof Instruction.Phi i) {
      all.addAll(i.values());
    } else if (instruction instanceof Instruction.Select i) {
      all.add(i.condition());
      all.add(i.whenTrue());
      all.add(i.whenFalse());
    } else if (instruction instanceof Instruction.Freeze i) {
      all.add(i.value());
    } else {
      addRare(instruction, all);
    }
    return all;
  }

  private static void addRare(Instruction instruction, List<Operand> all) {
    if (instruction instanceof Instruction.ExtractValue i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.InsertValue i) {
      all.add(i.value());
      all.add(i.member());
    } else if (instruction instanceof Instruction.ExtractElement i) {
      all.add(i.value());
      all.add(i.index());
    } else if (instruction instanceof Instruction.InsertElement i) {
      all.add(i.value());
      all.add(i.element());
      all.add(i.index());
    } else if (instruction instanceof Instruction.ShuffleVector i) {
      all.add(i.left());
      all.add(i.right());
    } else if (instruction instanceof Instruction.AtomicRmw i) {
      all.add(i.address());
      all.add(i.value());
    } else if (instruction instanceof Instruction.CmpXchg i) {
      all.add(i.address());
      all.add(i.expected());
      all.add(i.replacement());
    } else if (instruction instanceof Instruction.VaArg i) {
      all.add(i.list());
    } else if (instruction instanceof Instruction.Call i) {
      all.add(i.callee());
      all.addAll(i.arguments());
    } else if (instruction instanceof Instruction.CallBr i) {
      addRare(i.call(), all);
    } else if (instruction instanceof Instruction.CondBr i) {
      all.add(i.condition());
    } else if (instruction instanceof Instruction.Switch i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.IndirectBr i) {
      all.add(i.address());
    } else if (instruction instanceof Instruction.Ret i && i.value() != null) {
      all.add(i.value());
    }
  }

  /** The blocks a terminator may go to, in order, with repetitions. */
  static List<Integer> successors(Instruction terminator) {
    if (terminator instanceof Instruction.Br i) {
      return List.of(i.target());
    }
    if (terminator instanceof Instruction.CondBr i) {
      return List.of(i.whenTrue(), i.whenFalse());
    }
    List<Integer> all = new ArrayList<>();
    if (terminator instanceof Instruction.Switch i) {
      all.add(i.defaultTarget());
      all.addAll(i.targets());
    } else if (terminator instanceof Instruction.IndirectBr i) {
      all.addAll(i.targets());
    } else if (terminator instanceof Instruction.CallBr i) {
      all.add(i.fallthrough());
      all.addAll(i.otherTargets());
    }
    return all;
  }
}
