package org.seamreplay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What instructions and constants refer to. */
public final class References {
  private References() {}

  /** The operands of an instruction, in the order of its record; blocks and types are none. */
  public static List<Operand> of(Instruction instruction) {
    List<Operand> all = new ArrayList<>();
    if (instruction instanceof Instruction.CallBr i) {
      addCall(all, i.call());
    } else if (instruction instanceof Instruction.Call i) {
      addCall(all, i);
    } else if (instruction instanceof Instruction.Binary i) {
      all.addAll(List.of(i.left(), i.right()));
    } else if (instruction instanceof Instruction.Fneg i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.Icmp i) {
      all.addAll(List.of(i.left(), i.right()));
    } else if (instruction instanceof Instruction.Fcmp i) {
      all.addAll(List.of(i.left(), i.right()));
    } else if (instruction instanceof Instruction.Cast i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.Alloca i) {
      all.add(i.count());
    } else if (instruction instanceof Instruction.Load i) {
      all.add(i.address());
    } else if (instruction instanceof Instruction.Store i) {
      all.addAll(List.of(i.value(), i.address()));
    } else if (instruction instanceof Instruction.Gep i) {
      all.add(i.base());
      all.addAll(i.indices());
    } else if (instruction instanceof Instruction.Phi i) {
      all.addAll(i.values());
    } else if (instruction instanceof Instruction.Select i) {
      all.addAll(List.of(i.condition(), i.whenTrue(), i.whenFalse()));
    } else if (instruction instanceof Instruction.Freeze i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.ExtractValue i) {
      all.add(i.value());
    } else if (instruction instanceof Instruction.InsertValue i) {
      all.addAll(List.of(i.value(), i.member()));
    } else {
      addRest(all, instruction);
    }
    return all;
  }

  private static void addCall(List<Operand> all, Instruction.Call call) {
    all.add(call.callee());
    all.addAll(call.arguments());
  }

  private static void addRest(List<Operand> all, Instruction instruction) {
    if (instruction instanceof Instruction.ExtractElement i) {
      all.addAll(List.of(i.value(), i.index()));
    } else if (instruction instanceof Instruction.InsertElement i) {
      all.addAll(List.of(i.value(), i.element(), i.index()));
    } else if (instruction instanceof Instruction.ShuffleVector i) {
      all.addAll(List.of(i.left(), i.right()));
    } else if (instruction instanceof Instruction.AtomicRmw i) {
      all.addAll(List.of(i.address(), i.value()));
    } else if (instruction instanceof Instruction.CmpXchg i) {
      all.addAll(List.of(i.address(), i.expected(), i.replacement()));
    } else if (instruction instanceof Instruction.VaArg i) {
      all.add(i.list());
    } else if (instruction instanceof Instruction.CondBr i) {
      all.add(i.condition());
    } else if (instruction instanceof Instruction.Switch i) {
      all.add(i.value());
      all.addAll(i.cases());
    } else if (instruction instanceof Instruction.IndirectBr i) {
      all.add(i.address());
    } else if (instruction instanceof Instruction.Ret i && i.value() != null) {
      all.add(i.value());
    }
  }

  /** Tells the names of all symbols in an operand, those within constants too. */
  public static void symbols(Operand operand, Consumer<String> sink) {
    if (operand instanceof Operand.Symbol o) {
      sink.accept(o.name());
    } else if (operand instanceof Operand.BlockAddress o) {
      sink.accept(o.function());
    } else if (operand instanceof Operand.Aggregate o) {
      o.elements().forEach(element -> symbols(element, sink));
    } else if (operand instanceof Operand.GepExpression o) {
      symbols(o.base(), sink);
      o.indices().forEach(index -> symbols(index, sink));
    } else if (operand instanceof Operand.CastExpression o) {
      symbols(o.value(), sink);
    } else if (operand instanceof Operand.BinaryExpression o) {
      symbols(o.left(), sink);
      symbols(o.right(), sink);
    }
  }
}
