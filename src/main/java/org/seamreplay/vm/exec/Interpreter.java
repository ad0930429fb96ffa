package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.Allocations;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.External;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Question.About;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Image;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.cover.Coverage;

/**
 * Executes a {@link Program}. Making one is cheap: the program is decoded already, and data, stacks
 * and models come into being when they are first used.
 */
public final class Interpreter implements Vm {
  /**
   * Where stacks lie: a hole in the kernel's own map of the address space, and so far from where
   * variables begin that they seldom have the same place in the lookaside buffer.
   */
  private static final long STACKS = 0xffff_c880_0000_0000L + 0xc0 * Page.SIZE;

  /** Unmapped space between stacks. */
  private static final long STACK_GUARD = 1 << 16;

  /** Models that call code that calls models: each level takes Java stack, too. */
  private static final int MAX_MODEL_DEPTH = 64;

  private static final int RECENT = 32;

  /** Findings kept; a flow with more is hopeless already. */
  private static final int MAX_FINDINGS = 1000;

  private final Program program;
  private final Externals externals;
  private final Budget budget;

  /** Functions get their code when they are first called, on the slow path of the call. */
  private final FunctionCode[] functions;

  /** Whether a function has been called. */
  private final boolean[] called;

  /** Functions called by address, by a part of it. */
  private final FunctionCode[] recentCallees = new FunctionCode[RECENT];

  private final External[] models;
  private final MappedMemory space;
  private final AllocationTable allocations;
  private final ObjectNames names;
  private final CallOps calls;
  private final CarefulMode careful;

  /** {@code null} if coverage is not measured. */
  private final CoverageProbe probe;

  private final int[] code;
  private final AssemblyCalls assembly;
  private final Loop loop;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> reported = new HashSet<>();
  private final Footprint.Builder footprint = new Footprint.Builder();
  private final List<ModelCall> modelCalls = new ArrayList<>();
  private int modelDepth;
  private int fiberCount;
  private FiberState current;

  /** A program about to be run, with the models it finds outside of itself. */
  public Interpreter(Program program, Externals externals, Budget budget) {
    this(program, externals, budget, Optional.empty());
  }

  /** The same, and what is executed is added to coverage of the program, if there is any. */
  public Interpreter(
      Program program, Externals externals, Budget budget, Optional<Coverage> coverage) {
    this.program = program;
    this.externals = externals;
    this.budget = budget;
    this.functions = program.unentered.clone();
    this.called = new boolean[functions.length];
    this.models = new External[functions.length];
    this.allocations = new AllocationTable(this::stackPositions, this::resolve);
    this.names = new ObjectNames(program, allocations, footprint);
    this.space = new MappedMemory(new AccessFaults(this::report, names), budget.memoryBytes());
    Undefinedness undefinedness = new Undefinedness(program, space, names, this::report);
    this.probe = coverage.map(CoverageProbe::new).orElse(null);
    this.code = probe == null ? program.code : probe.code;
    this.careful = new CarefulMode(program, this, undefinedness, probe);
    this.calls = new CallOps(program, this, careful, space, budget);
    this.assembly = new AssemblyCalls(program, externals, this);
    SlowPath slow =
        new SlowPath(
            program.code,
            new ControlOps(program, this, careful),
            calls,
            new MemoryOps(program.code, space, careful),
            new BlockOps(program, space, this),
            new ArithmeticOps(program.code, this::report, this::reportPoison));
    this.loop = new Loop(functions, space.tlb, slow, budget);
    if (program.image.end() > program.image.start()) {
      space.add(new ImageRegion(program.image));
    }
    space.add(
        new ExternalDataRegion(program.symbols, externals, what -> new NotModelled(what, stack())));
    this.current = newFiber("main");
  }

  private FiberState newFiber(String name) {
    long size = TypeLayout.roundUp(budget.stackBytes(), Page.SIZE);
    long top = STACKS + (size + STACK_GUARD) * ++fiberCount;
    FiberState fiber = new FiberState(name, top, (int) size, space.partial(), space::flush);
    space.add(new StackRegion(fiber, top - size, size));
    names.add(fiber);
    return fiber;
  }

  // ---- Calls ----

  @Override
  public long call(long function, long... arguments) {
    return call(callee(function), arguments);
  }

  @Override
  public long call(String function, long... arguments) {
    footprint.ask(About.NAME, function);
    Symbol symbol = program.symbols.find(function);
    if (symbol == null || !symbol.isFunction()) {
      throw new NotModelled("no function " + function + " in the program", stack());
    }
    return call(function(symbol.function()), arguments);
  }

  private long call(FunctionCode function, long[] arguments) {
    if (function.external()) {
      return callModel(function, arguments);
    }
    FiberState fiber = current;
    int pc = fiber.pc;
    int window = fiber.window;
    int top = fiber.top;
    boolean wasCareful = fiber.careful;
    int result = enter(fiber, function, arguments);
    fiber.careful = false;
    fiber.nesting++;
    try {
      if (!run(fiber)) {
        throw new NotModelled("yielding inside of a call from a model", stack());
      }
    } catch (RuntimeException e) {
      unwind(fiber, top);
      throw e;
    } finally {
      fiber.nesting--;
      fiber.pc = pc;
      fiber.window = window;
      fiber.careful = wasCareful;
    }
    return function.results == 0 ? 0 : fiber.registers[result];
  }

  private long callModel(FunctionCode function, long[] arguments) {
    ModelCall call = beginModelCall(function.name, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      call.argument(i, arguments[i], 0);
    }
    try {
      model(function).run(call);
    } finally {
      endModelCall();
    }
    return call.resultSlot(0);
  }

  /** Pushes a first frame; returns the register that will hold the result. */
  private int enter(FiberState fiber, FunctionCode function, long[] arguments) {
    requireCallable(function);
    if (arguments.length != function.parameters) {
      throw new IllegalArgumentException(
          function.name
              + " takes "
              + function.parameters
              + " argument slots, called with "
              + arguments.length);
    }
    if (fiber.depth() >= budget.callDepth()) {
      report(
          MemoryFault.STACK_OVERFLOW,
          "calls " + function.name + " " + fiber.depth() + " calls deep");
    }
    int result = fiber.base + fiber.window;
    int newBase = result + Math.max(1, function.results);
    fiber.needRecord();
    fiber.needRegisters(newBase + function.window);
    needStack(fiber, (long) function.stackSize - function.stackMask);
    calls.push(fiber, fiber.pc, Program.EXIT, result, newBase, function, arguments);
    return result;
  }

  /** Runs until the first frame returns (true) or the fiber yields (false). */
  private boolean run(FiberState fiber) {
    for (; ; ) {
      if (fiber.careful) {
        careful.run(fiber, loop);
      } else {
        loop.run(fiber, code);
      }
      if (fiber.pc == Program.EXIT) {
        return true;
      }
      if (fiber.yielding) {
        fiber.yielding = false;
        return false;
      }
      if (fiber.pc == Program.CAREFUL) {
        careful.resumed(fiber);
      } else if (probe != null && !fiber.careful) {
        probe.stopped(fiber, loop);
      }
    }
  }

  private static void unwind(FiberState fiber, int top) {
    while (fiber.top > top) {
      CallOps.pop(fiber);
    }
  }

  // ---- What the slow path needs ----

  /** A function that is about to be called. */
  FunctionCode function(int index) {
    return called[index] ? functions[index] : firstCall(functions[index]);
  }

  /** The function with its code, unless it has none or has lost it. */
  private FunctionCode firstCall(FunctionCode known) {
    called[known.index] = true;
    footprint.called(known.address);
    FunctionCode full = program.functions[known.index];
    if (full.external() || names.retired(full.section) != null) {
      return known;
    }
    functions[known.index] = full;
    return full;
  }

  AssemblyCalls assembly() {
    return assembly;
  }

  /** The function at an address; reports an address that is none. */
  FunctionCode callee(long address) {
    FunctionCode recent = recentCallees[recentSlot(address)];
    if (recent == null || recent.address != address) {
      Symbol symbol = program.symbols.function(address);
      if (symbol == null) {
        badFunction(address);
      }
      recent = program.functions[symbol.function()];
      recentCallees[recentSlot(address)] = recent;
    }
    return function(recent.index);
  }

  private static int recentSlot(long address) {
    return (int) (address >>> AddressMap.FUNCTION_SHIFT) & RECENT - 1;
  }

  private void badFunction(long address) {
    if (Long.compareUnsigned(address, MappedMemory.NULL_LIMIT) < 0) {
      report(
          MemoryFault.NULL_POINTER,
          "calls a function at " + AccessFaults.hex(address) + ", a null pointer");
    }
    List<String> details = new ArrayList<>();
    String whose =
        space.region(address) == null
            ? "where there is none"
            : names.describe(space, address, details);
    report(
        MemoryFault.BAD_FUNCTION_POINTER,
        "calls a function at " + AccessFaults.hex(address) + ", " + whose,
        details.toArray(String[]::new));
  }

  @Override
  public void freezeSection(String section) {
    Image.Section variables = program.image.section(section);
    if (variables != null && variables.size() > 0) {
      space.freeze(variables.start(), variables.size());
    }
  }

  @Override
  public void retireSection(String section, FindingKind kind) {
    names.retire(section, kind);
    Image.Section variables = program.image.section(section);
    if (variables != null && variables.size() > 0) {
      space.setState(variables.start(), variables.size(), ByteState.FREED);
    }
    for (int i = 0; i < functions.length; i++) {
      if (functions[i].section.equals(section)) {
        functions[i] = functions[i].withoutCode();
      }
    }
  }

  private void requireInUse(FunctionCode function) {
    FindingKind retired = names.retired(function.section);
    if (retired != null) {
      report(
          retired,
          "calls "
              + function.name
              + ", which lies in "
              + function.section
              + " and is not in use any more");
    }
  }

  /** Refuses a function that has no code, or none any more. */
  void requireCallable(FunctionCode function) {
    requireInUse(function);
    if (function.external()) {
      throw new NotModelled("no code for function " + function.name, stack());
    }
  }

  /** The model of an external function. */
  External model(FunctionCode function) {
    External known = models[function.index];
    if (known == null) {
      requireInUse(function);
      known = externals.function(function.name);
      if (known == null) {
        List<SourceFrame> stack = stack();
        String at =
            stack.isEmpty() ? "" : ", called at " + stack.get(0).file() + ":" + stack.get(0).line();
        throw new NotModelled("no model for function " + function.name + at, stack);
      }
      models[function.index] = known;
    }
    return known;
  }

  ModelCall beginModelCall(String name, int count) {
    if (modelDepth == MAX_MODEL_DEPTH) {
      report(
          MemoryFault.STACK_OVERFLOW,
          "calls " + name + " from code that " + modelDepth + " models have called in turn");
    }
    if (modelDepth == modelCalls.size()) {
      modelCalls.add(new ModelCall(this));
    }
    ModelCall call = modelCalls.get(modelDepth++);
    call.start(name, count);
    return call;
  }

  void endModelCall() {
    modelDepth--;
  }

  void requireCurrent(FiberState fiber, String model) {
    if (fiber != current) {
      throw new IllegalStateException(
          "model of " + model + " returned on fiber " + current.name() + ", not " + fiber.name());
    }
  }

  /** Makes room on the stack, or reports that there is none left. */
  void needStack(FiberState fiber, long bytes) {
    if (!fiber.needStack(bytes)) {
      report(
          MemoryFault.STACK_OVERFLOW,
          "needs " + bytes + " bytes more of a stack of " + budget.stackBytes());
    }
  }

  /** Counts instructions. */
  void spend(int count) {
    loop.fuel -= count;
    if (loop.fuel < 0) {
      outOfFuel();
    }
  }

  void outOfFuel() {
    report(MemoryFault.BUDGET, "did not finish within " + budget.instructions() + " instructions");
  }

  // ---- Memory and symbols ----

  @Override
  public Memory memory() {
    return space;
  }

  @Override
  public Allocations allocations() {
    return allocations;
  }

  @Override
  public long address(String symbol) {
    footprint.ask(About.NAME, symbol);
    Symbol found = program.symbols.find(symbol);
    return found == null ? -1 : found.address();
  }

  @Override
  public boolean defines(String function) {
    footprint.ask(About.DEFINITION, function);
    return program.isDefined(function);
  }

  @Override
  public String symbolAt(long address) {
    footprint.at(address);
    Symbol found = program.symbols.at(address);
    if (found == null) {
      return null;
    }
    long offset = address - found.address();
    return offset == 0 ? found.name() : found.name() + "+0x" + Long.toHexString(offset);
  }

  @Override
  public String sectionAt(long address) {
    footprint.at(address);
    Symbol found = program.symbols.at(address);
    return found == null ? "" : found.section();
  }

  @Override
  public long sectionStart(String section) {
    footprint.ask(About.SECTION, section);
    Image.Section found = program.image.section(section);
    return found == null ? -1 : found.start();
  }

  @Override
  public long sectionSize(String section) {
    footprint.ask(About.SECTION, section);
    Image.Section found = program.image.section(section);
    return found == null ? 0 : found.size();
  }

  @Override
  public List<Range> variables() {
    footprint.variables = true;
    List<Range> ranges = new ArrayList<>();
    for (Symbol symbol : program.symbols.variables()) {
      if (symbol.defined() && !symbol.constant()) {
        ranges.add(new Range(symbol.address(), symbol.size()));
      }
    }
    return ranges;
  }

  // ---- Fibers ----

  @Override
  public Fiber current() {
    return current;
  }

  @Override
  public Fiber fiber(String name, long function, long... arguments) {
    FiberState fiber = newFiber(name);
    fiber.function = callee(function);
    fiber.arguments = arguments.clone();
    return fiber;
  }

  @Override
  public boolean resume(Fiber which) {
    FiberState fiber = (FiberState) which;
    if (fiber.finished || fiber.nesting > 0 || fiber.function == null) {
      throw new IllegalStateException("fiber " + fiber.name() + " cannot be resumed");
    }
    FiberState previous = current;
    current = fiber;
    fiber.nesting++;
    fiber.resumed = true;
    boolean done;
    try {
      if (!fiber.started) {
        fiber.started = true;
        enter(fiber, fiber.function, fiber.arguments);
      }
      done = run(fiber);
    } finally {
      fiber.resumed = false;
      fiber.nesting--;
      current = previous;
    }
    if (done) {
      fiber.finished = true;
      fiber.result = fiber.function.results == 0 ? 0 : fiber.registers[0];
    }
    return done;
  }

  @Override
  public void yieldFiber() {
    if (!current.resumed || current.nesting != 1) {
      throw new NotModelled("yielding inside of a call from a model", stack());
    }
    current.yielding = true;
  }

  @Override
  public Fiber switchTo(Fiber fiber) {
    FiberState previous = current;
    current = (FiberState) fiber;
    return previous;
  }

  @Override
  public void eachStackWord(LongConsumer word) {
    current.eachWord(word);
  }

  // ---- Reports ----

  @Override
  public int[] stackPositions() {
    FiberState fiber = current;
    int[] positions = new int[fiber.depth() + 1];
    int count = 0;
    int pc = fiber.pc;
    for (int record = fiber.top; ; record -= FiberState.RECORD) {
      if (pc >= Program.FIRST) {
        positions[count++] = pc;
      }
      if (record == 0) {
        break;
      }
      pc = fiber.records[record - FiberState.RECORD + FiberState.CALL_PC];
    }
    return count == positions.length ? positions : Arrays.copyOf(positions, count);
  }

  @Override
  public List<SourceFrame> stack() {
    footprint.stack = true;
    return resolve(stackPositions());
  }

  @Override
  public List<SourceFrame> resolve(int[] positions) {
    List<SourceFrame> frames = new ArrayList<>(positions.length + 2);
    for (int pc : positions) {
      SourceLocation location = program.positions.at(pc);
      FunctionCode function = program.functionAt(pc);
      if (location == null) {
        String name = function == null ? "?" : function.name;
        frames.add(new SourceFrame(name, function == null ? "?" : function.unit, 0, 0, false));
        continue;
      }
      for (SourceLocation at = location; at != null; at = at.inlinedAt()) {
        frames.add(
            new SourceFrame(
                at.function(), at.file(), at.line(), at.column(), at.inlinedAt() != null));
      }
    }
    return frames;
  }

  @Override
  public void report(FindingKind kind, String message, String... details) {
    List<SourceFrame> stack = stack();
    footprint.leaks |= footprint.variables;
    Finding finding = new Finding(kind, message, stack, List.of(details));
    // The same instruction in a loop is one finding; leaks are found at no instruction.
    boolean located = kind instanceof MemoryFault && kind != MemoryFault.LEAK;
    String what = located ? "" : message;
    boolean first = reported.add(kind.id() + " " + current.pc + " " + what);
    if (kind.fatal() || (first && findings.size() < MAX_FINDINGS)) {
      findings.add(finding);
    }
    if (kind.fatal()) {
      throw new Halt(finding);
    }
  }

  /**
   * An instruction gives a value that must not be used. Code as the programmer wrote it goes on to
   * use it; optimised code computes much that it then does not choose, so there it is no defect.
   */
  private void reportPoison(FindingKind kind, String message, String... details) {
    if (!program.functionAt(current.pc).optimized) {
      report(kind, message, details);
    }
  }

  @Override
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public Footprint footprint() {
    return footprint.build();
  }

  @Override
  public long instructions() {
    return budget.instructions() - loop.fuel;
  }
}
