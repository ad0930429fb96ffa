package org.seamreplay.vm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;

/**
 * Joins units as a linker does: one address for every symbol, strong before weak, sections kept
 * together, initial values with their relocations applied; then has every function decoded.
 */
final class Linker {
  /** Red zone after a variable outside of named sections; larger variables have larger ones. */
  private static final int MIN_RED_ZONE = 32;

  private static final int MAX_RED_ZONE = 256;

  /** Lists of symbols to keep, for the compiler's back end only. */
  private static final Set<String> NOT_DATA = Set.of("llvm.used", "llvm.compiler.used");

  /** A definition; two are the same if they are the same object of the same unit. */
  private record Definition(IrModule unit, Global global, Function function) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Definition d && global == d.global && function == d.function;
    }

    @Override
    public int hashCode() {
      return name().hashCode();
    }

    boolean weak() {
      return global != null ? global.weak() : function.weak();
    }

    String name() {
      return global != null ? global.name() : function.name();
    }

    boolean local() {
      return global != null ? global.local() : function.local();
    }
  }

  private final List<IrModule> modules;
  private final TypeLayout layout = new TypeLayout();
  private final SymbolTable symbols = new SymbolTable();
  private final Image image = new Image(Program.DATA);
  private final Program.Tables tables = new Program.Tables();
  private final CodeBuffer code = new CodeBuffer();
  private final List<FunctionCode> functions = new ArrayList<>();

  /** What each global name stands for. */
  private final Map<String, Definition> winners = new LinkedHashMap<>();

  /** Labels whose address is taken, by function, then block. */
  private final Map<FunctionCode, Map<Integer, Integer>> labels = new HashMap<>();

  Linker(List<IrModule> modules) {
    this.modules = modules;
  }

  Program link() {
    chooseDefinitions();
    placeFunctions();
    placeVariables();
    placeUndefined();
    resolveAliases();
    initialise();
    int[] words = decode();
    return new Program(
        words,
        functions.toArray(FunctionCode[]::new),
        symbols,
        image,
        code.positionTable(),
        tables,
        structs());
  }

  private void chooseDefinitions() {
    for (IrModule unit : modules) {
      for (Global global : unit.globals()) {
        if (global.initializer() != null && !global.local()) {
          offer(new Definition(unit, global, null));
        }
      }
      for (Function function : unit.functions()) {
        if (!function.blocks().isEmpty() && !function.local()) {
          offer(new Definition(unit, null, function));
        }
      }
    }
  }

  private void offer(Definition definition) {
    String name = definition.name();
    if (name.startsWith("llvm.")) {
      return;
    }
    Definition other = winners.get(name);
    if (other != null && !other.weak() && !definition.weak()) {
      throw new LinkFailed(
          name
              + " is defined twice: in "
              + other.unit().name()
              + " and in "
              + definition.unit().name());
    }
    if (other == null || (other.weak() && !definition.weak())) {
      winners.put(name, definition);
    }
  }

  private boolean wins(Definition definition) {
    if (definition.local()) {
      return true;
    }
    return definition.equals(winners.get(definition.name()));
  }

  private void placeFunctions() {
    for (IrModule unit : modules) {
      for (Function function : unit.functions()) {
        if (!function.blocks().isEmpty() && wins(new Definition(unit, null, function))) {
          addFunction(unit.name(), function);
        }
      }
    }
  }

  private Symbol addFunction(String unit, Function function) {
    int index = functions.size();
    FunctionCode made =
        new FunctionCode(index, function.name(), unit, function.section(), function.declaredAt());
    made.optimized = function.optimized();
    functions.add(made);
    Symbol symbol =
        new Symbol(
            function.name(),
            unit,
            Program.TEXT + ((long) index << Program.FUNCTION_SHIFT),
            Program.FUNCTION_SIZE,
            function.section(),
            true,
            index,
            function.declaredAt());
    add(unit, symbol, function.local() && !unit.isEmpty());
    return symbol;
  }

  private void add(String unit, Symbol symbol, boolean local) {
    if (local) {
      symbols.addLocal(unit, symbol);
    } else {
      symbols.addGlobal(symbol.name(), symbol);
    }
    symbols.addPlace(symbol);
  }

  /** Variables of one linker section lie together; sections start on a page of their own. */
  private void placeVariables() {
    Map<String, List<Definition>> groups = new LinkedHashMap<>();
    for (IrModule unit : modules) {
      for (Global global : unit.globals()) {
        Definition definition = new Definition(unit, global, null);
        if (global.initializer() != null && !NOT_DATA.contains(global.name()) && wins(definition)) {
          groups.computeIfAbsent(group(global), g -> new ArrayList<>()).add(definition);
        }
      }
    }
    long at = Program.DATA;
    for (List<Definition> group : groups.values()) {
      at = placeGroup(group, at);
    }
  }

  /** Unnamed sections get a name that no source can give. */
  private static String group(Global global) {
    if (!global.section().isEmpty()) {
      return global.section();
    }
    return global.constant() ? " constants" : " variables";
  }

  private long placeGroup(List<Definition> group, long start) {
    String section = group.get(0).global().section();
    boolean constant = group.stream().allMatch(d -> d.global().constant());
    long first = -1;
    // A red zone before the first variable, too; a section starts where its first variable does.
    long at = section.isEmpty() ? start + MIN_RED_ZONE : start;
    List<Symbol> placed = new ArrayList<>();
    for (Definition definition : group) {
      Global global = definition.global();
      long size = size(global);
      at = TypeLayout.roundUp(at, Math.max(align(global), 1));
      if (first == -1) {
        first = at;
      }
      Symbol symbol =
          new Symbol(
              global.name(),
              definition.unit().name(),
              at,
              size,
              global.section(),
              global.constant(),
              -1,
              global.declaredAt());
      placed.add(symbol);
      add(definition.unit().name(), symbol, global.local());
      at += size;
      if (section.isEmpty()) {
        at += Math.max(MIN_RED_ZONE, Math.min(MAX_RED_ZONE, size / 4));
      }
    }
    if (!section.isEmpty()) {
      image.section(section, first, at - first);
    }
    long end = TypeLayout.roundUp(at + MIN_RED_ZONE, Page.SIZE);
    if (end - Program.DATA > Program.EXTERNAL_DATA - Program.DATA) {
      throw new LinkFailed("variables take more than 992 MB, the last is " + placed.get(0).name());
    }
    image.extend(end, constant);
    if (section.isEmpty()) {
      placed.forEach(s -> image.open(s.address(), s.size()));
    } else {
      image.open(first, at - first);
    }
    return end;
  }

  private long size(Global global) {
    try {
      return layout.size(global.type());
    } catch (UnsupportedIr | ArithmeticException e) {
      throw new LinkFailed("variable " + global.name() + ": " + e.getMessage());
    }
  }

  private int align(Global global) {
    return global.align() > 0 ? global.align() : layout.align(global.type());
  }

  /** Names that some unit mentions and none defines: models may have them. */
  private void placeUndefined() {
    long at = Program.EXTERNAL_DATA;
    for (IrModule unit : modules) {
      for (Function function : unit.functions()) {
        String name = function.name();
        if (function.blocks().isEmpty()
            && !name.startsWith("llvm.")
            && symbols.resolve(unit.name(), name) == null
            && !isAlias(name)) {
          addFunction("", function);
        }
      }
      for (Global global : unit.globals()) {
        String name = global.name();
        if (global.initializer() == null
            && symbols.resolve(unit.name(), name) == null
            && !isAlias(name)
            && !placeSectionBound(name)) {
          long size = size(global);
          Symbol symbol =
              new Symbol(name, "", at, size, global.section(), false, -1, global.declaredAt());
          add("", symbol, false);
          at += TypeLayout.roundUp(size + 1, Program.EXTERNAL_DATA_ROOM);
        }
      }
    }
  }

  private boolean isAlias(String name) {
    return modules.stream().anyMatch(m -> m.aliases().containsKey(name));
  }

  /** What a linker defines for sections whose names are C identifiers. */
  private boolean placeSectionBound(String name) {
    boolean start = name.startsWith("__start_");
    if (!start && !name.startsWith("__stop_")) {
      return false;
    }
    Image.Section section = image.section(name.substring(start ? 8 : 7));
    if (section == null) {
      return false;
    }
    long address = section.start() + (start ? 0 : section.size());
    symbols.addGlobal(name, new Symbol(name, "linker", address, 0, "", false, -1, null));
    return true;
  }

  private void resolveAliases() {
    for (IrModule unit : modules) {
      for (String alias : unit.aliases().keySet()) {
        String target = alias;
        for (int i = 0; i <= unit.aliases().size() && unit.aliases().containsKey(target); i++) {
          target = unit.aliases().get(target);
        }
        Symbol symbol = symbols.resolve(unit.name(), target);
        if (symbol != null && symbols.resolve(unit.name(), alias) == null) {
          symbols.addGlobal(alias, symbol);
        }
      }
    }
  }

  private void initialise() {
    for (IrModule unit : modules) {
      ConstantEvaluator constants = evaluator(unit);
      for (Global global : unit.globals()) {
        if (global.initializer() != null
            && !NOT_DATA.contains(global.name())
            && wins(new Definition(unit, global, null))) {
          long address = symbols.resolve(unit.name(), global.name()).address();
          try {
            write(constants, global.type(), global.initializer(), address);
          } catch (UnsupportedIr e) {
            throw new LinkFailed(
                "initial value of " + global.name() + " in " + unit.name() + ": " + e.getMessage());
          }
        }
      }
    }
  }

  private ConstantEvaluator evaluator(IrModule unit) {
    return new ConstantEvaluator(
        layout, name -> symbols.resolve(unit.name(), name), address -> label(unit, address));
  }

  private long label(IrModule unit, Operand.BlockAddress address) {
    Symbol symbol = symbols.resolve(unit.name(), address.function());
    FunctionCode function = functions.get(symbol.function());
    int number =
        labels
            .computeIfAbsent(function, f -> new HashMap<>())
            .computeIfAbsent(
                address.block(),
                b -> {
                  tables.labels.add(-1);
                  return tables.labels.size() - 1;
                });
    return Program.LABELS + number;
  }

  private void write(ConstantEvaluator constants, Type type, Operand value, long address) {
    if (value instanceof Operand.Zero || value instanceof Operand.Undefined) {
      return;
    }
    if (value instanceof Operand.Bytes bytes) {
      for (int i = 0; i < bytes.latin1().length(); i++) {
        image.write(address + i, bytes.latin1().charAt(i));
      }
    } else if (value instanceof Operand.Aggregate aggregate) {
      for (int i = 0; i < aggregate.elements().size(); i++) {
        long offset =
            type instanceof Type.Struct struct
                ? layout.fieldOffset(struct, i)
                : i * layout.storeSize(TypeLayout.element(type));
        if (type instanceof Type.Array array) {
          offset = i * layout.size(array.element());
        }
        write(constants, TypeLayout.member(type, i), aggregate.elements().get(i), address + offset);
      }
    } else {
      List<ConstantEvaluator.Slot> slots = constants.slots(value, type);
      long size = layout.storeSize(type);
      for (int i = 0; i < size; i++) {
        image.write(address + i, (int) (slots.get(i / 8).value() >>> (i % 8 * 8)) & 0xff);
      }
    }
  }

  private int[] decode() {
    code.op(Op.STOP).op(Op.STOP);
    for (IrModule unit : modules) {
      for (Function function : unit.functions()) {
        if (!function.blocks().isEmpty() && wins(new Definition(unit, null, function))) {
          Symbol symbol = symbols.resolve(unit.name(), function.name());
          signature(function, functions.get(symbol.function()));
        }
      }
    }
    for (IrModule unit : modules) {
      ConstantEvaluator constants = evaluator(unit);
      for (Function function : unit.functions()) {
        if (!function.blocks().isEmpty() && wins(new Definition(unit, null, function))) {
          Symbol symbol = symbols.resolve(unit.name(), function.name());
          FunctionCode made = functions.get(symbol.function());
          DecodeContext context =
              new DecodeContext(layout, constants, unit.name(), symbols, functions, code, tables);
          Map<Integer, Integer> blocks = new FunctionDecoder(context, function, made).decode();
          labels
              .getOrDefault(made, Map.of())
              .forEach(
                  (block, number) -> tables.labels.set(number, blocks.getOrDefault(block, -1)));
        }
      }
    }
    return code.words();
  }

  private void signature(Function function, FunctionCode made) {
    int slots = 0;
    for (Type parameter : function.type().parameters()) {
      slots += layout.slots(parameter);
    }
    made.parameters = slots;
    made.results = layout.slots(function.type().result());
    made.variadic = function.type().variadic();
  }

  private Map<String, IrModule.StructLayout> structs() {
    Map<String, IrModule.StructLayout> all = new HashMap<>();
    modules.forEach(m -> m.structs().forEach(all::putIfAbsent));
    return all;
  }
}
