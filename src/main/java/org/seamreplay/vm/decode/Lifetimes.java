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

  /** Where clang keeps how a scope is left (CodeGenFunction::getNormalCleanupDestSlot). */
  private static final String DESTINATION = "cleanup.dest.slot";

  private final RegisterVariables variables;

  /** Results of the variables for {@link #DESTINATION}. */
  private final Set<Integer> destinations = new HashSet<>();

  /** Blocks of {@link #isCleanup}. */
  private final Set<Integer> cleanups = new HashSet<>();

  private final Set<Entry> idle = Collections.newSetFromMap(new IdentityHashMap<>());

  Lifetimes(Function function, RegisterVariables variables) {
    this.variables = variables;
    for (Entry entry : function.blocks().get(0).entries()) {
      if (entry.instruction() instanceof Instruction.Alloca alloca
          && alloca.name().startsWith(DESTINATION)) {
        destinations.add(entry.result());
      }
    }
    for (int block = 0; block < function.blocks().size(); block++) {
      List<Entry> entries = function.blocks().get(block).entries();
      if (block == 0) {
        findStarts(entries);
      }
      if (entries.get(entries.size() - 1).instruction() instanceof Instruction.Ret) {
        findEnds(entries);
      }
    }
    findCleanups(function);
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

  /**
   * Whether a block only ends scopes, or says how they are left, and goes on: it stands at a brace,
   * which is no line of code because a variable ends with it.
   */
  boolean isCleanup(int block) {
    return cleanups.contains(block);
  }

  private void findCleanups(Function function) {
    for (int block = 0; block < function.blocks().size(); block++) {
      List<Entry> entries = function.blocks().get(block).entries();
      if (endsScopes(entries)) {
        cleanups.add(block);
        for (int next : Operands.successors(entries.get(entries.size() - 1).instruction())) {
          List<Entry> after = function.blocks().get(next).entries();
          if (after.size() == 1 && after.get(0).instruction() instanceof Instruction.Br) {
            cleanups.add(next);
          }
        }
      }
    }
  }

  private boolean endsScopes(List<Entry> entries) {
    boolean ends = false;
    for (Entry entry : entries.subList(0, entries.size() - 1)) {
      Instruction instruction = entry.instruction();
      if (marked(instruction, END).isPresent()
          || (instruction instanceof Instruction.Store i
              && isDestination(i.address())
              && fallsThrough(i.value()))) {
        ends = true;
      } else if (!(instruction instanceof Instruction.Load i && isDestination(i.address()))) {
        return false;
      }
    }
    Instruction last = entries.get(entries.size() - 1).instruction();
    return ends && (last instanceof Instruction.Br || last instanceof Instruction.Switch);
  }

  /** Clang's number for leaving a scope at its end; jumps and returns have others. */
  private static boolean fallsThrough(Operand value) {
    return value instanceof Operand.Zero
        || (value instanceof Operand.IntValue number && number.value().signum() == 0);
  }

  private boolean isDestination(Operand address) {
    return address instanceof Operand.Local local && destinations.contains(local.number());
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
