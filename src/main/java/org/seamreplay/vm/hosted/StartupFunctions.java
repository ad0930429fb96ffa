package org.seamreplay.vm.hosted;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.Operand;

/**
 * Functions marked as constructors or destructors: LLVM lists them in two global arrays of {@code
 * {i32 priority, ptr function, ptr data}}.
 */
final class StartupFunctions {
  private static final String CONSTRUCTORS = "llvm.global_ctors";
  private static final String DESTRUCTORS = "llvm.global_dtors";

  private record Entry(int priority, String function) {}

  private StartupFunctions() {}

  /** Names of the constructors, in the order to call them: by priority, then as listed. */
  static List<String> constructors(IrModule module) {
    return names(module, CONSTRUCTORS, Comparator.comparingInt(Entry::priority));
  }

  /** Names of the destructors, in the order to call them: highest priority first. */
  static List<String> destructors(IrModule module) {
    return names(module, DESTRUCTORS, Comparator.comparingInt(Entry::priority).reversed());
  }

  private static List<String> names(IrModule module, String list, Comparator<Entry> order) {
    List<Entry> entries = new ArrayList<>();
    for (IrModule.Global global : module.globals()) {
      if (global.name().equals(list) && global.initializer() instanceof Operand.Aggregate array) {
        for (Operand element : array.elements()) {
          if (element instanceof Operand.Aggregate entry
              && entry.elements().get(0) instanceof Operand.IntValue priority
              && entry.elements().get(1) instanceof Operand.Symbol function) {
            entries.add(new Entry(priority.value().intValue(), function.name()));
          }
        }
      }
    }
    return entries.stream().sorted(order).map(Entry::function).toList();
  }
}
