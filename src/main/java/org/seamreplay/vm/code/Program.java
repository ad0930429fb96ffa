package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.seamreplay.ir.IrModule;

/** Units linked into one program and decoded: any number of runs can share it. It is immutable. */
public final class Program {
  /** Code positions that hold STOP: a frame to be resumed in careful mode, the end of a call. */
  public static final int CAREFUL = 0;

  public static final int EXIT = 1;
  public static final int FIRST = 2;

  public final int[] code;
  public final FunctionCode[] functions;

  /** The functions with code, by position. */
  private final FunctionCode[] decoded;

  public final SymbolTable symbols;
  public final Image image;
  public final PositionTable positions;
  public final Tables tables;
  public final Map<String, IrModule.StructLayout> structs;

  /** The functions as an interpreter knows them that has not called any. */
  public final FunctionCode[] unentered;

  /** What it was made of. */
  public final List<IrModule> modules;

  private final Map<FunctionCode, Liveness> liveness = new ConcurrentHashMap<>();

  /** What instructions refer to by index because it does not fit into their words. */
  public static final class Tables {
    public final List<String> texts = new ArrayList<>();
    public final List<SwitchTable> switches = new ArrayList<>();
    public final List<AsmCode> asm = new ArrayList<>();
    public final List<CallSite> callSites = new ArrayList<>();

    /** Code positions of labels whose address is taken. */
    public final List<Integer> labels = new ArrayList<>();
  }

  public Program(
      int[] code,
      FunctionCode[] functions,
      SymbolTable symbols,
      Image image,
      PositionTable positions,
      Tables tables,
      Map<String, IrModule.StructLayout> structs,
      List<IrModule> modules) {
    this.code = code;
    this.functions = functions;
    this.decoded =
        Arrays.stream(functions)
            .filter(f -> !f.external())
            .sorted(Comparator.comparingInt(f -> f.entry))
            .toArray(FunctionCode[]::new);
    this.symbols = symbols;
    this.image = image;
    this.positions = positions;
    this.tables = tables;
    this.structs = structs;
    this.unentered =
        Arrays.stream(functions)
            .map(f -> f.external() ? f : f.withoutCode())
            .toArray(FunctionCode[]::new);
    this.modules = modules;
  }

  /** Functions that units call or take the address of but none defines, in order of appearance. */
  public List<String> undefinedFunctions() {
    return undefined(symbols.functions());
  }

  /** Variables that units mention but none defines, by address. */
  public List<String> undefinedVariables() {
    return undefined(symbols.variables());
  }

  /** Whether a unit defines the function. */
  public boolean isDefined(String function) {
    Symbol symbol = symbols.find(function);
    return symbol != null && symbol.isFunction() && symbol.defined();
  }

  private static List<String> undefined(List<Symbol> all) {
    return all.stream()
        .filter(s -> !s.defined())
        .map(Symbol::name)
        .filter(n -> !n.startsWith("llvm."))
        .toList();
  }

  /** Which registers of a function are alive where; computed when first asked for. */
  public Liveness liveness(FunctionCode function) {
    return liveness.computeIfAbsent(function, f -> Liveness.of(this, f));
  }

  /**
   * Where control can go from an instruction but for the next one: of a condition where it goes if
   * that holds, then if not; of a switch its cases in ascending order, then the default.
   */
  public int[] targets(FunctionCode function, int pc) {
    IntStream.Builder all = IntStream.builder();
    switch (code[pc]) {
      case Op.SWITCH -> Arrays.stream(tables.switches.get(code[pc + 2]).targets()).forEach(all);
      case Op.CALL_ASM -> {
        int[] labels = tables.asm.get(code[pc + 1]).targets();
        Arrays.stream(labels).limit(labels.length > 1 ? labels.length : 0).forEach(all);
      }
      case Op.INDIRECT_BR ->
          tables.labels.stream()
              .mapToInt(Integer::intValue)
              .filter(label -> label >= function.entry && label < function.end)
              .forEach(all);
      default -> {}
    }
    Op.eachTarget(code, pc, all);
    return all.build().toArray();
  }

  /** The function that contains a code position, {@code null} outside of all. */
  public FunctionCode functionAt(int pc) {
    int low = 0;
    int high = decoded.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      FunctionCode function = decoded[middle];
      if (pc >= function.end) {
        low = middle + 1;
      } else if (pc >= function.entry) {
        return function;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }
}
