package org.seamreplay.vm.decode;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.Operand;

/**
 * The markers of where local variables go into and out of scope that change nothing, so that they
 * cost nothing: a variable in a register cannot be reached after its scope, one that comes into
 * scope when its function is entered is new anyhow, and one that goes out of scope where the
 * function returns goes with the frame.
 */
final class Lifetimes {
  private static final String START = "llvm.lifetime.start";
  private static final String END = "llvm.lifetime.end";

  private final RegisterVariables variables;
  private final Set<Entry> idle = Collections.newSetFromMap(new IdentityHashMap<>());

  Lifetimes(Function function, RegisterVariables variables) {
    this.variables = variables;
    for (int block = 0; block < function.blocks().size(); block++) {
      List<Entry> entries = function.blocks().get(block).entries();
      if (block == 0) {
        findStarts(entries);
      }
      if (entries.get(entries.size() - 1).instruction() instanceof Instruction.Ret) {
        findEnds(entries);
      }
    }
  }

  /** The variable whose scope starts with the instruction. */
  static Optional<Integer> started(Instruction instruction) {
    return marked(instruction, START);
  }

  /** The variable that the instruction marks in any way. */
  static Optional<Integer> marked(Instruction instruction) {
    Optional<Integer> started = started(instruction);
    return started.isPresent() ? started : marked(instruction, END);
  }

  private static Optional<Integer> marked(Instruction instruction, String marker) {
    return instruction instanceof Instruction.Call call
            && call.callee() instanceof Operand.Symbol symbol
            && symbol.name().startsWith(marker)
            && call.arguments().get(1) instanceof Operand.Local variable
        ? Optional.of(variable.number())
        : Optional.empty();
  }

  /** Whether the instruction is a marker that changes nothing. */
  boolean isIdle(Entry entry) {
    return idle.contains(entry)
        || marked(entry.instruction()).filter(variables::contains).isPresent();
  }

  private void findStarts(List<Entry> entries) {
    Set<Integer> used = new HashSet<>();
    for (Entry entry : entries) {
      Optional<Integer> started = started(entry.instruction());
      if (started.isPresent() && !used.contains(started.get())) {
        idle.add(entry);
      }
      for (Operand operand : Operands.of(entry.instruction())) {
        if (operand instanceof Operand.Local local) {
          used.add(local.number());
        }
      }
    }
  }

  private void findEnds(List<Entry> entries) {
    for (int i = entries.size() - 2; i >= 0 && mayFollow(entries.get(i).instruction()); i--) {
      if (marked(entries.get(i).instruction(), END).isPresent()) {
        idle.add(entries.get(i));
      }
    }
  }

  /** Whether an instruction between the end of a scope and a return cannot use what has ended. */
  private boolean mayFollow(Instruction instruction) {
    return marked(instruction, END).isPresent()
        || (instruction instanceof Instruction.Load load
            && variables.variable(load.address()) >= 0);
  }
}
