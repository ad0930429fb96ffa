package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.LinkFailed;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Image;
import org.seamreplay.vm.code.Literals;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.SymbolTable;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/**
 * Joins units as a linker does: one address for every symbol, strong before weak, sections kept
 * together, initial values with their relocations applied; then has every function decoded.
 */
public final class Linker {
  /** Red zone after a variable outside of named sections; larger variables have larger ones. */
  private static final int MIN_RED_ZONE = 32;

  private static final int MAX_RED_ZONE = 256;

  /** Variables up to this size, and alignment, are placed by name. */
  private static final int SCATTERED = 1024;

  /** The group of {@link Literals}. */
  private static final String LITERALS = " literals";

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
  private final Image image = new Image(AddressMap.DATA);
  private final Program.Tables tables = new Program.Tables();
  private final CodeBuffer code = new CodeBuffer();
  private final List<FunctionCode> functions = new ArrayList<>();
  private final BitSet functionSlots = new BitSet();

  /** What each global name stands for. */
  private final Map<String, Definition> winners = new LinkedHashMap<>();

  /** Labels whose address is taken, by function, then block. */
  private final Map<FunctionCode, Map<Integer, Integer>> labels = new HashMap<>();

  private Linker(List<IrModule> modules) {
    this.modules = modules;
  }

  /**
   * Links units in the given order.
   *
   * @throws LinkFailed if two units define the same symbol
   */
  public static Program link(List<IrModule> modules) {
    return new Linker(modules).link();
  }

  private Program link() {
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
        structs(),
        modules);
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
    boolean local = function.local() && !unit.isEmpty();
    long address = functionAddress(local ? unit + ":" + function.name() : function.name());
    FunctionCode made =
        new FunctionCode(
            index, address, function.name(), unit, function.section(), function.declaredAt());
    made.optimized = function.optimized();
    functions.add(made);
    Symbol symbol =
        new Symbol(
            function.name(),
            unit,
            address,
            AddressMap.FUNCTION_SIZE,
            function.section(),
            true,
            index,
            function.declaredAt());
    add(unit, symbol, local);
    return symbol;
  }

  /**
   * A function lies where its name says, as far as the place is free: so it does not move when
   * others come or go.
   */
  private long functionAddress(String name) {
    if (functions.size() >= AddressMap.FUNCTION_SLOTS / 2) {
      throw new LinkFailed("more than " + AddressMap.FUNCTION_SLOTS / 2 + " functions");
    }
    int slot = Scatter.slot(name, AddressMap.FUNCTION_SLOTS);
    while (functionSlots.get(slot)) {
      slot = slot + 1 & AddressMap.FUNCTION_SLOTS - 1;
    }
    functionSlots.set(slot);
    return AddressMap.TEXT + ((long) slot << AddressMap.FUNCTION_SHIFT);
  }

  private void add(String unit, Symbol symbol, boolean local) {
    if (local) {
      symbols.addLocal(unit, symbol);
    } else {
      symbols.addGlobal(symbol.name(), symbol);
    }
    symbols.addPlace(symbol);
  }

  /**
   * Variables of one linker section lie together, in link order; sections start on a page of their
   * own. The order of groups follows their names, not that of the variables, which clang changes.
   */
  private void placeVariables() {
    Map<String, List<Definition>> groups = new TreeMap<>();
    for (IrModule unit : modules) {
      for (Global global : unit.globals()) {
        Definition definition = new Definition(unit, global, null);
        if (global.initializer() != null && !NOT_DATA.contains(global.name()) && wins(definition)) {
          groups.computeIfAbsent(group(global), g -> new ArrayList<>()).add(definition);
        }
      }
    }
    // Literals come and go with every message: behind everything else they move nothing.
    List<Definition> literals = groups.remove(LITERALS);
    long at = AddressMap.DATA;
    for (List<Definition> group : groups.values()) {
      boolean named = !group.get(0).global().section().isEmpty();
      at = placeGroup(group, named ? at : scatter(group, at));
    }
    if (literals != null) {
      placeGroup(literals, at);
    }
  }

  /** Unnamed sections get a name that no source can give. */
  private static String group(Global global) {
    if (!global.section().isEmpty()) {
      return global.section();
    }
    if (Literals.contains(global)) {
      return LITERALS;
    }
    return global.constant() ? " constants" : " variables";
  }

  /**
   * Gives small variables outside of sections places that follow from their names, so that they
   * stay where they are when others come or go; returns the end. What is left in the group is
   * large.
   */
  private long scatter(List<Definition> group, long start) {
    Map<Boolean, List<Definition>> bySize =
        group.stream().collect(Collectors.partitioningBy(d -> isSmall(d.global())));
    List<Definition> small = bySize.get(true);
    group.clear();
    group.addAll(bySize.get(false));
    if (small.isEmpty()) {
      return start;
    }
    Scatter places =
        new Scatter(start, small.stream().mapToLong(d -> room(size(d.global()))).sum());
    Map<Long, Definition> placed = new TreeMap<>();
    for (Definition definition : small) {
      Global global = definition.global();
      String name = global.local() ? definition.unit().name() + ":" + global.name() : global.name();
      placed.put(places.place(name, room(size(global)), align(global)), definition);
    }
    image.extend(places.end(), small.get(0).global().constant());
    placed.forEach(
        (address, definition) -> {
          Symbol symbol = symbol(definition, address, size(definition.global()));
          image.open(symbol.address(), symbol.size());
        });
    return places.end();
  }

  private boolean isSmall(Global global) {
    return size(global) <= SCATTERED && align(global) <= SCATTERED;
  }

  private static long room(long size) {
    return size + Math.max(MIN_RED_ZONE, Math.min(MAX_RED_ZONE, size / 4));
  }

  private Symbol symbol(Definition definition, long address, long size) {
    Global global = definition.global();
    Symbol symbol =
        new Symbol(
            global.name(),
            definition.unit().name(),
            address,
            size,
            global.section(),
            global.constant(),
            -1,
            global.declaredAt());
    add(definition.unit().name(), symbol, global.local());
    return symbol;
  }

  private long placeGroup(List<Definition> group, long start) {
    if (group.isEmpty()) {
      return start;
    }
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
      placed.add(symbol(definition, at, size));
      at += section.isEmpty() ? room(size) : size;
    }
    if (!section.isEmpty()) {
      image.section(section, first, at - first);
    }
    long end = TypeLayout.roundUp(at + MIN_RED_ZONE, Page.SIZE);
    if (end - AddressMap.DATA > AddressMap.EXTERNAL_DATA - AddressMap.DATA) {
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
    } catch (UnknownForm | ArithmeticException e) {
      throw new LinkFailed("variable " + global.name() + ": " + e.getMessage());
    }
  }

  private int align(Global global) {
    return global.align() > 0 ? global.align() : layout.align(global.type());
  }

  /** Names that some unit mentions and none defines: models may have them. */
  private void placeUndefined() {
    long at = AddressMap.EXTERNAL_DATA;
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
          at += TypeLayout.roundUp(size + 1, AddressMap.EXTERNAL_DATA_ROOM);
        }
      }
    }
  }

  private boolean isAlias(String name) {
    return modules.stream().anyMatch(m -> m.aliases().containsKey(name));
  }

  /** What a linker defines for sections whose names are C identifiers. */
  private boolean placeSectionBound(String name) {
    boolean start = name.startsWith(SymbolTable.SECTION_START);
    if (!start && !name.startsWith(SymbolTable.SECTION_STOP)) {
      return false;
    }
    Image.Section section = image.section(SymbolTable.sectionOfBound(name));
    if (section == null) {
      return false;
    }
    long address = section.start() + (start ? 0 : section.size());
    symbols.addGlobal(name, new Symbol(name, SymbolTable.LINKER, address, 0, "", false, -1, null));
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
          } catch (UnknownForm e) {
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
    return AddressMap.LABELS + number;
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
          signature(unit, function, functions.get(symbol.function()));
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
          Map<Integer, Integer> blocks = decode(context, function, made);
          labels
              .getOrDefault(made, Map.of())
              .forEach(
                  (block, number) -> tables.labels.set(number, blocks.getOrDefault(block, -1)));
        }
      }
    }
    return code.words();
  }

  /** The positions of a function's blocks; of one that has no frame, only that it is there. */
  private static Map<Integer, Integer> decode(
      DecodeContext context, Function function, FunctionCode made) {
    try {
      return new FunctionDecoder(context, function, made).decode();
    } catch (UnknownForm e) {
      FunctionDecoder.notModelled(context, function, made, e.getMessage());
      return Map.of();
    }
  }

  private void signature(IrModule unit, Function function, FunctionCode made) {
    int slots = 0;
    try {
      for (Type parameter : function.type().parameters()) {
        slots += layout.slots(parameter);
      }
      made.results = layout.slots(function.type().result());
    } catch (UnknownForm e) {
      throw new LinkFailed(
          "function " + function.name() + " in " + unit.name() + ": " + e.getMessage());
    }
    made.parameters = slots;
    made.variadic = function.type().variadic();
  }

  private Map<String, IrModule.StructLayout> structs() {
    Map<String, IrModule.StructLayout> all = new HashMap<>();
    modules.forEach(m -> m.structs().forEach(all::putIfAbsent));
    return all;
  }
}
