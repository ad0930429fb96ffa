package org.seamreplay.vm.decode;

import java.util.List;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.TypeLayout;

/**
 * How the values of a function are used, to find those that need no instruction of their own: an
 * address that only loads and stores use becomes part of them, and so does a comparison that only
 * one branch uses.
 */
final class UseAnalysis {
  private final Entry[] definitions;
  private final int[] uses;
  private final boolean[] needsRegister;
  private final boolean[] condition;

  UseAnalysis(Function function, List<Integer> order) {
    definitions = new Entry[function.valueCount()];
    uses = new int[function.valueCount()];
    needsRegister = new boolean[function.valueCount()];
    condition = new boolean[function.valueCount()];
    for (int block : order) {
      for (Entry entry : function.blocks().get(block).entries()) {
        if (entry.result() >= 0) {
          definitions[entry.result()] = entry;
        }
        for (Operand operand : Operands.of(entry.instruction())) {
          if (operand instanceof Operand.Local l) {
            uses[l.number()]++;
            condition[l.number()] |= entry.instruction() instanceof Instruction.CondBr;
          }
        }
      }
    }
    // Users before what they use, so that a chain of address computations is judged from its end.
    for (int b = order.size() - 1; b >= 0; b--) {
      List<Entry> entries = function.blocks().get(order.get(b)).entries();
      for (int i = entries.size() - 1; i >= 0; i--) {
        judge(entries.get(i));
      }
    }
  }

  private void judge(Entry entry) {
    Operand foldable = null;
    if (entry.instruction() instanceof Instruction.Load i) {
      foldable = i.address();
    } else if (entry.instruction() instanceof Instruction.Store i
        && !i.address().equals(i.value())) {
      foldable = i.address();
    } else if (entry.instruction() instanceof Instruction.Gep i
        && constantIndices(i)
        && !needsRegister[entry.result()]) {
      foldable = i.base();
    } else if (entry.instruction() instanceof Instruction.Call i
        && Lifetimes.marked(i).isPresent()) {
      foldable = i.arguments().get(1);
    }
    for (Operand operand : Operands.of(entry.instruction())) {
      if (operand instanceof Operand.Local l && operand != foldable) {
        needsRegister[l.number()] = true;
      }
    }
  }

  static boolean constantIndices(Instruction.Gep gep) {
    return gep.indices().stream()
        .allMatch(i -> i instanceof Operand.IntValue || i instanceof Operand.Zero);
  }

  /** Whether the only use of a comparison is a branch, which then compares itself. */
  boolean foldsIntoBranch(Entry entry) {
    return entry.instruction() instanceof Instruction.Icmp i
        && uses[entry.result()] == 1
        && condition[entry.result()]
        && !(i.type() instanceof Type.Vector)
        && TypeLayout.scalarBits(i.type()) <= 64;
  }

  /** Whether an address is used for more than to load or store there. */
  boolean needsRegister(int local) {
    return needsRegister[local];
  }

  /** The instruction that defines the value, {@code null} for a parameter. */
  Instruction definition(Operand operand) {
    if (operand instanceof Operand.Local l && definitions[l.number()] != null) {
      return definitions[l.number()].instruction();
    }
    return null;
  }
}
