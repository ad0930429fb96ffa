package org.seamreplay.ir;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * The code of a unit as one compares it with that of the same unit in another tree: without places
 * and names of values, and without the numbers that clang gives to what C leaves nameless. Those
 * count up through a unit, so that a new string would change every function behind it.
 */
public final class IrCode {
  /** Constants that are nothing but their value. */
  private static final List<String> LITERALS =
      List.of(".str", "__const.", "__func__.", "switch.table");

  private static final Operand LINE = new Operand.Symbol("the line itself");

  private final Map<String, Global> variables = new HashMap<>();
  private final Map<String, Function> functions = new HashMap<>();
  private final Map<String, Operand> symbols = new HashMap<>();
  private final Map<String, String> digests = new HashMap<>();

  /** The code of a unit. */
  public IrCode(IrModule unit) {
    unit.globals().forEach(g -> variables.put(g.name(), g));
    unit.functions().stream()
        .filter(f -> !f.blocks().isEmpty())
        .forEach(f -> functions.put(f.name(), f));
  }

  /** The functions that it defines, by name. */
  public Map<String, Function> functions() {
    return Collections.unmodifiableMap(functions);
  }

  /** Its variables by name, literals too. */
  public Map<String, Global> variables() {
    return Collections.unmodifiableMap(variables);
  }

  /** Whether a variable is part of the code that uses it, and nothing of its own. */
  public static boolean isLiteral(Global global) {
    return global.local()
        && global.constant()
        && global.section().isEmpty()
        && LITERALS.stream().anyMatch(global.name()::startsWith);
  }

  /** Equal for the same variable with the same value. */
  public String of(Global global) {
    return new IrFileWriter(this::named).fingerprint(withoutPlace(global));
  }

  /** Equal for functions of the same code, but for the lines that warnings carry. */
  public String of(Function function) {
    return digests.computeIfAbsent(
        function.name(), name -> new IrFileWriter(this::named).code(function));
  }

  /** Equal for the same instruction of the same values. */
  public String of(Entry entry) {
    return of(entry, entry.instruction(), UnaryOperator.identity());
  }

  /**
   * Equal for instructions that do the same, wherever in a function.
   *
   * @param values what local values are called instead of their numbers
   */
  public String alike(Entry entry, UnaryOperator<Operand> values) {
    return of(entry, withoutTargets(entry.instruction()), values);
  }

  private String of(Entry entry, Instruction instruction, UnaryOperator<Operand> values) {
    UnaryOperator<Operand> as = o -> isLine(o, entry.location()) ? LINE : named(values.apply(o));
    return new IrFileWriter(as).fingerprint(withoutName(instruction));
  }

  /** A warning carries its line, which moves with every line above it. */
  private static boolean isLine(Operand operand, SourceLocation location) {
    if (operand instanceof Operand.IntValue value && value.type().bits() == 32) {
      for (SourceLocation at = location; at != null; at = at.inlinedAt()) {
        if (at.line() > 1
            && value.value().bitLength() < 32
            && value.value().intValue() == at.line()) {
          return true;
        }
      }
    }
    return false;
  }

  private Operand named(Operand operand) {
    if (!(operand instanceof Operand.Symbol symbol)) {
      return operand;
    }
    Operand known = symbols.get(symbol.name());
    if (known == null) {
      known = new Operand.Symbol(name(symbol.name()));
      symbols.put(symbol.name(), known);
    }
    return known;
  }

  private String name(String symbol) {
    Global global = variables.get(symbol);
    if (global == null || !global.local()) {
      return symbol;
    }
    String stem = symbol.replaceFirst("\\.[0-9]+$", "");
    return isLiteral(global) ? new IrFileWriter(this::named).fingerprint(literal(global)) : stem;
  }

  private static Global literal(Global global) {
    return new Global(
        "", global.type(), global.initializer(), 0, true, false, true, false, "", null);
  }

  private static Global withoutPlace(Global g) {
    return new Global(
        g.local() ? g.name().replaceFirst("\\.[0-9]+$", "") : g.name(),
        g.type(),
        g.initializer(),
        g.align(),
        g.constant(),
        g.threadLocal(),
        g.local(),
        g.weak(),
        g.section(),
        null);
  }

  static Instruction withoutName(Instruction instruction) {
    return instruction instanceof Instruction.Alloca i
        ? new Instruction.Alloca(i.type(), i.countType(), i.count(), i.align(), "")
        : instruction;
  }

  private static Instruction withoutTargets(Instruction instruction) {
    if (instruction instanceof Instruction.Br) {
      return new Instruction.Br(0);
    } else if (instruction instanceof Instruction.CondBr i) {
      return new Instruction.CondBr(i.condition(), 0, 0);
    } else if (instruction instanceof Instruction.Switch i) {
      return new Instruction.Switch(i.type(), i.value(), 0, i.cases(), zeros(i.targets()));
    } else if (instruction instanceof Instruction.IndirectBr i) {
      return new Instruction.IndirectBr(i.address(), zeros(i.targets()));
    } else if (instruction instanceof Instruction.CallBr i) {
      return new Instruction.CallBr(i.call(), 0, zeros(i.otherTargets()));
    } else if (instruction instanceof Instruction.Phi i) {
      return new Instruction.Phi(i.type(), zeros(i.blocks()), i.values());
    }
    return instruction;
  }

  private static List<Integer> zeros(List<Integer> targets) {
    return Collections.nCopies(targets.size(), 0);
  }
}
