package org.seamreplay.vm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Operands;

/**
 * Decides whether what a run of one program has recorded is what a run of another would.
 *
 * <p>A run is a function of its program and of things that are the same for both. It can tell two
 * programs apart only by what it has asked of the first: up to the first different answer it does
 * the same with both. Its {@link Footprint} has all questions, and here all answers are compared:
 *
 * <ul>
 *   <li>The code it entered: same IR, instruction by instruction, and the same functions without
 *       code. Names of labels and numbers of values are part of that, lines are not.
 *   <li>What that code refers to, directly or by way of initial values: same symbol, same address,
 *       same initial value; so it does not matter what the code makes of addresses (compares,
 *       hashes, prints or aligns them). A function that was referred to and never called needs the
 *       same name and address only. {@link Literals} need the same value only.
 *   <li>Linker sections: a variable in a named section may have been reached from its neighbour, so
 *       all of the section has to be the same: this is what initcalls and per-CPU variables are in.
 *   <li>What models looked up by name or address, in the VM or in the program (layouts of structs,
 *       functions that are defined), found or not found.
 *   <li>All variables, for a search for leaks: those not compared yet have to start with the same
 *       values, as far as these may refer to an object.
 * </ul>
 *
 * <p>Frames of a recording move with the code: {@link LineShift}. Words about places in other texts
 * (findings, what is not modelled) do not, so there no line may have changed; and where a finding
 * describes an address by its neighbours, or the programs take addresses of labels, the answer is
 * no.
 *
 * <p>Not covered is a pointer made by arithmetic past one variable, its red zone, and into another
 * that nothing refers to.
 */
public final class Reuse {
  /** Numbers below are no physical address that an object could have. */
  private static final long FIRST_PAGE = Page.SIZE;

  private final Side before;
  private final Side after;
  private final Footprint seen;
  private final LineShift shift = new LineShift();
  private final Deque<Symbol> open = new ArrayDeque<>();

  /** Symbols that have to be the same; those still to be compared are open. */
  private final Map<Symbol, Symbol> forth = new HashMap<>();

  private final Map<Symbol, Symbol> back = new HashMap<>();
  private final Set<String> sections = new HashSet<>();

  private Reuse(Program before, Program after, Footprint seen) {
    this.before = new Side(before);
    this.after = new Side(after);
    this.seen = seen;
  }

  /**
   * Compares two programs as far as a run has seen the first one.
   *
   * @return where the lines of what ran have gone; empty if the other program has to run itself
   */
  public static Optional<LineShift> of(Program before, Program after, Footprint seen) {
    Reuse reuse = new Reuse(before, after, seen);
    return reuse.holds() ? Optional.of(reuse.shift) : Optional.empty();
  }

  /** A program and its parts by name. */
  private static final class Side {
    final Program program;
    private final Map<String, IrModule> units = new HashMap<>();

    Side(Program program) {
      this.program = program;
      program.modules.forEach(m -> units.put(m.name(), m));
    }

    SymbolTable symbols() {
      return program.symbols;
    }

    Global global(Symbol symbol) {
      for (Global global : units.get(symbol.unit()).globals()) {
        if (global.name().equals(symbol.name()) && global.initializer() != null) {
          return global;
        }
      }
      throw new IllegalStateException("no variable " + symbol.name() + " in " + symbol.unit());
    }

    Function function(Symbol symbol) {
      for (Function function : units.get(symbol.unit()).functions()) {
        if (function.name().equals(symbol.name()) && !function.blocks().isEmpty()) {
          return function;
        }
      }
      throw new IllegalStateException("no function " + symbol.name() + " in " + symbol.unit());
    }

    boolean isLiteral(Symbol symbol) {
      return !symbol.isFunction()
          && symbol.defined()
          && !SymbolTable.isSectionBound(symbol)
          && Literals.contains(global(symbol));
    }

    List<Symbol> section(String name) {
      return symbols().variables().stream()
          .filter(s -> s.defined() && s.section().equals(name))
          .toList();
    }
  }

  private boolean holds() {
    return !seen.neighbours
        && before.program.tables.labels.isEmpty()
        && after.program.tables.labels.isEmpty()
        && before.program.structsAsked().stream().allMatch(this::sameStruct)
        && before.program.functionsAsked().stream().allMatch(this::sameDefinition)
        && seen.names.stream()
            .allMatch(n -> same(before.symbols().find(n), after.symbols().find(n)))
        && seen.addresses.stream()
            .allMatch(a -> same(before.symbols().at(a), after.symbols().at(a)))
        && seen.sections.stream().allMatch(this::sameSection)
        && seen.functions.stream().allMatch(this::sameCode)
        && sameVariables()
        && (!seen.variables || sameReferences())
        && (!seen.stack || shift.isNone());
  }

  private boolean sameStruct(String name) {
    return Objects.equals(before.program.structs.get(name), after.program.structs.get(name));
  }

  private boolean sameDefinition(String function) {
    return before.program.isDefined(function) == after.program.isDefined(function);
  }

  /** Whether two answers to the question for a symbol are the same. */
  private boolean same(Symbol was, Symbol is) {
    if (was == null || is == null) {
      return Objects.equals(was, is);
    }
    Symbol known = forth.get(was);
    if (known != null || back.containsKey(is)) {
      return is.equals(known);
    }
    if (!was.name().equals(is.name())
        || !was.unit().equals(is.unit())
        || !was.section().equals(is.section())
        || was.isFunction() != is.isFunction()
        || was.size() != is.size()
        || was.constant() != is.constant()
        || (was.address() != is.address() && !(before.isLiteral(was) && after.isLiteral(is)))) {
      return false;
    }
    forth.put(was, is);
    back.put(is, was);
    if (!was.isFunction() && was.defined()) {
      open.add(was);
    }
    return true;
  }

  /** Compares the variables found so far and those that their initial values refer to. */
  private boolean sameVariables() {
    while (!open.isEmpty()) {
      Symbol was = open.remove();
      if (!sameVariable(was, forth.get(was))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameVariable(Symbol was, Symbol is) {
    if (SymbolTable.isSectionBound(was)) {
      return sameSection(SymbolTable.sectionOfBound(was.name()));
    }
    Global from = before.global(was);
    Global to = after.global(is);
    return (was.section().isEmpty() || sameSection(was.section()))
        && from.type().equals(to.type())
        && from.initializer().equals(to.initializer())
        && from.align() == to.align()
        && from.threadLocal() == to.threadLocal()
        && from.local() == to.local()
        && sameSymbols(from.initializer(), was.unit());
  }

  /** Whether the names in an operand stand for the same; both programs have the same operand. */
  private boolean sameSymbols(Operand operand, String unit) {
    boolean[] all = {true};
    Operands.symbols(
        operand,
        name ->
            all[0] &=
                same(before.symbols().resolve(unit, name), after.symbols().resolve(unit, name)));
    return all[0];
  }

  private boolean sameSection(String name) {
    if (!sections.add(name)) {
      return true;
    }
    List<Symbol> was = before.section(name);
    List<Symbol> is = after.section(name);
    if (was.size() != is.size()
        || !Objects.equals(before.program.image.section(name), after.program.image.section(name))) {
      return false;
    }
    for (int i = 0; i < was.size(); i++) {
      if (!same(was.get(i), is.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a function that was called is the same, with all it refers to. */
  private boolean sameCode(long address) {
    Symbol was = before.symbols().function(address);
    Symbol is = after.symbols().function(address);
    if (!same(was, is)) {
      return false;
    }
    if (!was.defined()) {
      return true;
    }
    Function from = before.function(was);
    Function to = after.function(is);
    return from.type().equals(to.type())
        && from.parameterByval().equals(to.parameterByval())
        && from.local() == to.local()
        && from.optimized() == to.optimized()
        && from.valueCount() == to.valueCount()
        && shift.add(from.declaredAt(), to.declaredAt())
        && sameBlocks(from.blocks(), to.blocks(), was.unit());
  }

  private boolean sameBlocks(List<Block> from, List<Block> to, String unit) {
    if (from.size() != to.size()) {
      return false;
    }
    for (int b = 0; b < from.size(); b++) {
      List<Entry> was = from.get(b).entries();
      List<Entry> is = to.get(b).entries();
      if (was.size() != is.size() || !from.get(b).name().equals(to.get(b).name())) {
        return false;
      }
      for (int i = 0; i < was.size(); i++) {
        if (!sameEntry(was.get(i), is.get(i), unit)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean sameEntry(Entry was, Entry is, String unit) {
    return was.instruction().equals(is.instruction())
        && was.result() == is.result()
        && was.type().equals(is.type())
        && shift.add(was.location(), is.location())
        && Operands.of(was.instruction()).stream().allMatch(o -> sameSymbols(o, unit));
  }

  /**
   * Whether a search for leaks starts from the same references. Of variables that have not been
   * compared only what could be a reference counts, wherever it stands. More references hide leaks
   * and do nothing else, so if there were none there may be more.
   */
  private boolean sameReferences() {
    Set<Long> was = references(before, forth);
    Set<Long> is = references(after, back);
    return seen.leaks ? is.equals(was) : is.containsAll(was);
  }

  private static Set<Long> references(Side side, Map<Symbol, Symbol> compared) {
    Set<Long> references = new HashSet<>();
    for (Symbol symbol : side.symbols().variables()) {
      if (!symbol.defined() || symbol.constant() || compared.containsKey(symbol)) {
        continue;
      }
      long end = symbol.address() + symbol.size();
      for (long at = (symbol.address() + 7) & -8; at + 8 <= end; at += 8) {
        long value = side.program.image.word(at);
        boolean ofProgram = value < 0 && value >= Program.LABELS;
        boolean number = value >= 0 && value < FIRST_PAGE;
        if (!ofProgram && !number) {
          references.add(value);
        }
      }
    }
    return references;
  }
}
