package org.seamreplay.replay.seen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.seamreplay.ir.IrCode;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.References;
import org.seamreplay.vm.cover.Executed;

/**
 * What differs between the code of two trees, whatever text made it so: a constant, a macro, the
 * layout of a struct and an initial value count by the functions and variables that they change.
 */
final class CodeChange {
  /**
   * A line of a function that uses a variable.
   *
   * @param function whose code it is
   */
  record Use(Executed.Key function, TreeLine line) {}

  /**
   * A variable that is new or has another value.
   *
   * @param declared where
   * @param uses code that refers to it, itself or by way of other variables
   */
  record Variable(TreeLine declared, List<Use> uses) {}

  /** The code of units, which many comparisons ask for; safe for use by several threads. */
  static final class Units {
    private final Map<IrModule, IrCode> known =
        Collections.synchronizedMap(new IdentityHashMap<>());

    IrCode of(IrModule unit) {
      return known.computeIfAbsent(unit, IrCode::new);
    }
  }

  private final Map<Executed.Key, SortedSet<TreeLine>> functions = new HashMap<>();
  private final List<Variable> variables = new ArrayList<>();

  private final EntryDiff diff;

  private CodeChange(Predicate<TreeLine> edited) {
    diff = new EntryDiff(edited);
  }

  /**
   * The functions whose code is new or different, each with the lines that are. A local function
   * that its unit begins to use has none: its text was there, and the compiler left it out.
   */
  Map<Executed.Key, SortedSet<TreeLine>> functions() {
    return functions;
  }

  /** The variables that are new or different. */
  List<Variable> variables() {
    return variables;
  }

  /**
   * From the units of one tree to those of another.
   *
   * @param edited whether the text of a line was changed
   */
  @SuppressWarnings("ReferenceEquality") // the compiler gives one module for the same sources
  static CodeChange between(
      List<IrModule> before, List<IrModule> now, Units units, Predicate<TreeLine> edited) {
    Map<String, IrModule> old = new HashMap<>();
    before.forEach(unit -> old.put(unit.name(), unit));
    CodeChange change = new CodeChange(edited);
    for (IrModule unit : now) {
      IrModule known = old.get(unit.name());
      if (known != unit) {
        change.unit(known, unit, now, units);
      }
    }
    return change;
  }

  private void unit(IrModule before, IrModule unit, List<IrModule> all, Units units) {
    IrModule empty = new IrModule(unit.name(), List.of(), List.of(), Map.of(), Map.of());
    IrCode old = units.of(before == null ? empty : before);
    IrCode code = units.of(unit);
    for (Function function : unit.functions()) {
      Function known = old.functions().get(function.name());
      if (function.blocks().isEmpty()
          || (known != null && old.of(known).equals(code.of(function)))) {
        continue;
      }
      Executed.Key key = new Executed.Key(unit.name(), function.name());
      if (known == null) {
        functions.put(key, before != null && function.local() ? none() : diff.lines(function));
      } else {
        SortedSet<TreeLine> lines = diff.lines(old, known, code, function);
        if (!lines.isEmpty()) {
          functions.put(key, lines);
        }
      }
    }
    Set<String> values = new HashSet<>();
    old.variables().values().forEach(one -> values.add(old.of(one)));
    for (Global global : unit.globals()) {
      if (global.initializer() != null
          && global.declaredAt() != null
          && !IrCode.isLiteral(global)
          && !values.contains(code.of(global))) {
        variables.add(new Variable(TreeLine.of(global.declaredAt()), uses(global, unit, all)));
      }
    }
  }

  private static SortedSet<TreeLine> none() {
    return new TreeSet<>();
  }

  private static List<Use> uses(Global global, IrModule unit, List<IrModule> all) {
    List<Use> uses = new ArrayList<>();
    for (IrModule one : global.local() ? List.of(unit) : all) {
      Set<String> names = new HashSet<>(Set.of(global.name()));
      for (int known = 0; known < names.size(); ) {
        known = names.size();
        for (Global other : one.globals()) {
          if (other.initializer() != null) {
            References.symbols(
                other.initializer(), name -> addIf(names.contains(name), names, other.name()));
          }
        }
      }
      one.functions().forEach(function -> addUses(uses, one, function, names));
    }
    return uses;
  }

  private static void addIf(boolean condition, Set<String> names, String name) {
    if (condition) {
      names.add(name);
    }
  }

  private static void addUses(List<Use> uses, IrModule unit, Function function, Set<String> names) {
    Executed.Key key = new Executed.Key(unit.name(), function.name());
    for (Block block : function.blocks()) {
      for (Entry entry : block.entries()) {
        if (entry.location() != null && refers(entry, names)) {
          uses.add(new Use(key, TreeLine.of(entry.location())));
        }
      }
    }
  }

  private static boolean refers(Entry entry, Set<String> names) {
    Set<String> found = new HashSet<>();
    References.of(entry.instruction()).forEach(operand -> References.symbols(operand, found::add));
    return !Collections.disjoint(found, names);
  }
}
