package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.cover.Coverage;
import org.seamreplay.vm.decode.LinkFailed;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.depend.Answers;
import org.seamreplay.vm.depend.Dependence;
import org.seamreplay.vm.exec.Interpreter;

/**
 * Units linked into one program and decoded for the {@link Interpreter}: any number of runs can
 * share it. It is immutable but for a note of what it was asked by name, which {@link Dependence}
 * needs.
 *
 * <p>Layout of the address space: functions lie in slots of 16 bytes from {@link #TEXT} up,
 * variables from {@link #DATA} up, variables that no unit defines from {@link #EXTERNAL_DATA} up.
 */
public final class Program {
  public static final long TEXT = 0xffff_ffff_8100_0000L;
  public static final int FUNCTION_SHIFT = 4;
  public static final int FUNCTION_SIZE = 1 << FUNCTION_SHIFT;

  /** As many as there is room for below the variables. */
  public static final int FUNCTION_SLOTS = 1 << 20;

  public static final long DATA = 0xffff_ffff_8200_0000L;
  public static final long EXTERNAL_DATA = 0xffff_ffff_c000_0000L;

  /** Room for a variable whose size only its model knows. */
  public static final long EXTERNAL_DATA_ROOM = 1L << 20;

  /** The addresses of labels, one apart: values to be told apart, nothing lies there. */
  public static final long LABELS = 0xffff_ffff_8000_0000L;

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

  /** What its runs add to, {@code null} if nobody wants to know. */
  public final Coverage coverage;

  /** Made when first asked for; the same for all views of a program. */
  private final AtomicReference<Answers> answers;

  private final Map<FunctionCode, Liveness> liveness;
  private final Set<String> structsAsked = ConcurrentHashMap.newKeySet();
  private final Set<String> functionsAsked = ConcurrentHashMap.newKeySet();

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
    this.coverage = null;
    this.answers = new AtomicReference<>();
    this.liveness = new ConcurrentHashMap<>();
  }

  private Program(Program other, Coverage coverage) {
    this.code = other.code;
    this.functions = other.functions;
    this.decoded = other.decoded;
    this.symbols = other.symbols;
    this.image = other.image;
    this.positions = other.positions;
    this.tables = other.tables;
    this.structs = other.structs;
    this.unentered = other.unentered;
    this.modules = other.modules;
    this.coverage = coverage;
    this.answers = other.answers;
    this.liveness = other.liveness;
  }

  /** The same program, whose runs measure what they execute. */
  public Program covered(Coverage by) {
    return new Program(this, by);
  }

  /** The same program, for one run: what is asked of it by name is noted for this run alone. */
  public Program forRun() {
    return new Program(this, coverage);
  }

  /**
   * Links units in the given order.
   *
   * @throws LinkFailed if two units define the same symbol
   */
  public static Program link(List<IrModule> modules) {
    return new Linker(modules).link();
  }

  /** Functions that units call or take the address of but none defines, in order of appearance. */
  public List<String> undefinedFunctions() {
    return undefined(symbols.functions());
  }

  /** Variables that units mention but none defines, by address. */
  public List<String> undefinedVariables() {
    return undefined(symbols.variables());
  }

  /** The layout of a C struct or union of any unit, {@code null} if no unit knows it. */
  public IrModule.StructLayout struct(String name) {
    structsAsked.add(name);
    return structs.get(name);
  }

  /** Whether a unit defines the function. */
  public boolean defines(String function) {
    functionsAsked.add(function);
    return isDefined(function);
  }

  /** What {@link #struct} and {@link #defines} have been asked for. */
  public Footprint asked() {
    return Footprint.ofNames(structsAsked, functionsAsked);
  }

  public Answers answers() {
    if (answers.get() == null) {
      answers.compareAndSet(null, new Answers(this));
    }
    return answers.get();
  }

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
