package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Allocations;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Question.About;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.code.Image;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.cover.Coverage;

/**
 * A {@link Program} in execution, as models see it. Making one is cheap: the program is decoded
 * already, and data, stacks and models come into being when they are first used. What does the work
 * is put together here: {@link Processor} runs fibers with {@link Loop}, which leaves to {@link
 * SlowPath} what is rare; {@link Callees}, {@link FindingLog}, {@link Fibers} and {@link Fuel}
 * serve them.
 */
public final class Interpreter implements Vm {
  private final Program program;
  private final MappedMemory space;
  private final AllocationTable allocations;
  private final ObjectNames names;
  private final Footprint.Builder footprint = new Footprint.Builder();
  private final FindingLog findings;
  private final Fuel fuel;
  private final Callees callees;
  private final Fibers fibers;
  private final Processor processor;

  /** A program about to be run, with the models it finds outside of itself. */
  public Interpreter(Program program, Externals externals, Budget budget) {
    this(program, externals, budget, Optional.empty());
  }

  /** The same, and what is executed is added to coverage of the program, if there is any. */
  public Interpreter(
      Program program, Externals externals, Budget budget, Optional<Coverage> coverage) {
    int[] code = program.code;
    this.program = program;
    this.findings = new FindingLog(program, footprint, this::currentFiber);
    this.fuel = new Fuel(budget, findings::report);
    this.allocations = new AllocationTable(findings::stackPositions, findings::resolve);
    this.names = new ObjectNames(program, allocations, footprint);
    AccessFaults faults = new AccessFaults(findings::report, names);
    this.space = new MappedMemory(faults, budget.memoryBytes());
    this.fibers = new Fibers(budget, space, names, findings::report);
    this.callees = new Callees(program, externals, space, names, footprint, findings);
    Instrument instrument =
        coverage.<Instrument>map(CoverageProbe::new).orElseGet(() -> Instrument.none(code));
    Undefinedness undefinedness = new Undefinedness(program, space, names, findings::report);
    CarefulMode careful = new CarefulMode(program, callees, undefinedness, instrument);
    ModelCalls models = new ModelCalls(this, findings::report);
    AssemblyCalls assembly = new AssemblyCalls(program, externals, this, fibers, fuel);
    CallOps calls =
        new CallOps(
            program, callees, models, assembly, careful, space, fibers, fuel, findings, budget);
    SlowPath slow =
        new SlowPath(
            code,
            new ControlOps(program, careful, fuel, findings),
            calls,
            new MemoryOps(code, space, new PointerRules(space, faults), careful),
            new BlockOps(program, space, fibers, findings::report),
            new ArithmeticOps(code, findings::report, findings::reportPoison));
    Loop loop = new Loop(callees.functions(), space.tlb, slow, fuel, budget);
    this.processor =
        new Processor(budget, fibers, callees, models, calls, careful, instrument, loop, findings);
    if (program.image.end() > program.image.start()) {
      space.add(new ImageRegion(program.image));
    }
    space.add(
        new ExternalDataRegion(
            program.symbols, externals, what -> new NotModelled(what, findings.stack())));
  }

  private FiberState currentFiber() {
    return fibers.current();
  }

  // ---- Calls ----

  @Override
  public long call(long function, long... arguments) {
    return processor.call(callees.at(function), arguments);
  }

  @Override
  public long call(String function, long... arguments) {
    footprint.ask(About.NAME, function);
    return processor.call(callees.named(function), arguments);
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
    callees.retire(section);
  }

  // ---- Fibers ----

  @Override
  public Fiber current() {
    return fibers.current();
  }

  @Override
  public Fiber fiber(String name, long function, long... arguments) {
    FiberState fiber = fibers.make(name);
    fiber.function = callees.at(function);
    fiber.arguments = arguments.clone();
    return fiber;
  }

  @Override
  public boolean resume(Fiber fiber) {
    return processor.resume((FiberState) fiber);
  }

  @Override
  public void yieldFiber() {
    processor.yieldCurrent();
  }

  @Override
  public Fiber switchTo(Fiber fiber) {
    return fibers.switchTo((FiberState) fiber);
  }

  @Override
  public void eachStackWord(LongConsumer word) {
    fibers.current().eachWord(word);
  }

  // ---- Findings ----

  @Override
  public int[] stackPositions() {
    return findings.stackPositions();
  }

  @Override
  public List<SourceFrame> stack() {
    return findings.stack();
  }

  @Override
  public List<SourceFrame> resolve(int[] positions) {
    return findings.resolve(positions);
  }

  @Override
  public void report(FindingKind kind, String message, String... details) {
    findings.report(kind, message, details);
  }

  @Override
  public List<Finding> findings() {
    return findings.findings();
  }

  @Override
  public Footprint footprint() {
    return footprint.build();
  }

  @Override
  public long instructions() {
    return fuel.spent();
  }
}
