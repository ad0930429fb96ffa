package org.seamreplay.vm.decode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.Operand;

/**
 * The checks of array indices that clang puts into code ({@code -fsanitize=array-bounds}): a
 * comparison of the index with the number of elements, and a block with a trap to go to if it does
 * not hold. From the comparison a report has the index.
 */
final class BoundsChecks {
  private static final String TRAP = "llvm.ubsantrap";

  /** Number of the check in the trap: SanitizerHandler::OutOfBounds of clang 20. */
  private static final long OUT_OF_BOUNDS = 18;

  private final Map<Integer, Instruction.Icmp> failures = new HashMap<>();

  BoundsChecks(Function function, List<Integer> order, UseAnalysis uses) {
    Set<Integer> seen = new HashSet<>();
    for (int block : order) {
      List<Entry> entries = function.blocks().get(block).entries();
      Instruction last = entries.get(entries.size() - 1).instruction();
      for (int successor : Operands.successors(last)) {
        if (!seen.add(successor)) {
          // Optimised code lets several checks share a trap: then nobody knows whose it is.
          failures.remove(successor);
        } else if (last instanceof Instruction.CondBr branch
            && branch.whenFalse() == successor
            && uses.definition(branch.condition()) instanceof Instruction.Icmp compare
            && isTrap(function.blocks().get(successor).entries().get(0).instruction())) {
          failures.put(successor, compare);
        }
      }
    }
  }

  /** Whether an instruction says that an index is out of bounds. */
  static boolean isTrap(Instruction instruction) {
    return instruction instanceof Instruction.Call call
        && call.callee() instanceof Operand.Symbol symbol
        && symbol.name().equals(TRAP)
        && call.arguments().get(0) instanceof Operand.IntValue check
        && check.value().longValue() == OUT_OF_BOUNDS;
  }

  /** The comparison of index and number that has failed if control comes to a block. */
  Optional<Instruction.Icmp> failure(int block) {
    return Optional.ofNullable(failures.get(block));
  }
}
