package org.seamreplay.replay.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seamreplay.compile.Compiler;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.ir.IrModule;
import org.seamreplay.kernel.Effect;
import org.seamreplay.replay.boundary.ArgumentLayout;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.CProgram;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.cover.Coverage;
import org.seamreplay.vm.cover.Landmarks;
import org.seamreplay.vm.depend.Dependence;
import org.seamreplay.vm.depend.LineShift;

/**
 * A kernel tree, compiled and linked once, on which any number of scenarios can be run, also by
 * several threads at a time.
 */
public final class Replay {
  /** Answers do not say whose pages are, so only a run with a module shows that they are freed. */
  private static final String FREED = Effect.Kind.PAGES_FREED.text();

  private final KernelTree tree;
  private final CProgram host;
  private final Optional<CProgram> guest;
  private final String tool;
  private final LoadedProfiles profiles;
  private final String series;

  private Replay(
      KernelTree tree,
      CProgram host,
      Optional<CProgram> guest,
      String tool,
      LoadedProfiles profiles,
      String series) {
    this.tree = tree;
    this.host = host;
    this.guest = guest;
    this.tool = tool;
    this.profiles = profiles;
    this.series = series;
  }

  /**
   * Compiles and links a tree.
   *
   * @param programs those that are linked already
   * @param tool who writes the traces, with version
   * @param profiles where machines and modules come from
   * @param series name of the series that the tree is a step of; empty for a tree as it is
   * @throws org.seamreplay.compile.CompileFailed if a unit does not compile
   */
  public static Replay of(
      KernelTree tree,
      Compiler compiler,
      LinkedPrograms programs,
      String tool,
      LoadedProfiles profiles,
      String series) {
    CProgram host = programs.of(compile(compiler, tree, tree.units()));
    Optional<CProgram> guest =
        tree.guestUnits().isEmpty()
            ? Optional.empty()
            : Optional.of(programs.of(compile(compiler, tree, tree.guestUnits())));
    return new Replay(tree, host, guest, tool, profiles, series);
  }

  private static List<IrModule> compile(Compiler compiler, KernelTree tree, List<String> units) {
    List<IrModule> modules = new ArrayList<>();
    units.forEach(unit -> modules.add(compiler.kernelUnit(tree.path(), unit)));
    modules.add(compiler.numbers(tree.path()));
    return modules;
  }

  /** Compiles and links a tree as it is, without a series. */
  public static Replay of(
      KernelTree tree, Compiler compiler, String tool, LoadedProfiles profiles) {
    return of(tree, compiler, new LinkedPrograms(), tool, profiles, "");
  }

  /** Executes a run. */
  public Recording run(ScenarioRun run) {
    return run(
        run,
        Optional.of(new Coverage(host.landmarks())),
        guest.map(code -> new Coverage(code.landmarks())));
  }

  /** Executes a run and measures what it executes of the kernel and of guests. */
  public Recording run(ScenarioRun run, Optional<Coverage> ofHost, Optional<Coverage> ofGuest) {
    Optional<CProgram> guestOnce = guest.map(code -> code.forRun(ofGuest));
    return new Replay(tree, host.forRun(ofHost), guestOnce, tool, profiles, series).runOnce(run);
  }

  private Recording runOnce(ScenarioRun run) {
    for (String name : run.scenario().requires()) {
      if (!name.contains(".") && !defines(name)) {
        return notApplicable(run, "the kernel has no function " + name);
      }
    }
    if (run.scenario().updates() && !defines(TdxEntry.INSTALL)) {
      return notApplicable(run, "the kernel has no function " + TdxEntry.INSTALL);
    }
    if (run.scenario().needsGuest() && (guest.isEmpty() || !defines("tdx_vm_create"))) {
      return notApplicable(run, "the tree has no KVM and guest driver that can be compiled");
    }
    int cpus = profiles.platform(run.platform()).cpus().size();
    if (run.scenario().highestCpu() >= cpus) {
      return notApplicable(
          run,
          "the machine has " + Plural.of(cpus, "CPU") + ", no CPU " + run.scenario().highestCpu());
    }
    return execution(run, Optional.empty()).execute(header(run));
  }

  /**
   * Executes a run with a trace that answers the kernel instead of the TDX module.
   *
   * @throws BadInput if the trace is of another scenario or machine
   */
  public StubRun stub(ScenarioRun run, Trace answers) {
    if (!answers.header().scenario().equals(run.scenario().name())
        || !answers.header().platform().equals(run.platformName())) {
      throw new BadInput(
          "a trace of scenario "
              + answers.header().scenario()
              + " on "
              + answers.header().platform()
              + " cannot answer for "
              + run.scenario().name()
              + " on "
              + run.platform());
    }
    Execution execution = execution(run, Optional.of(answers));
    Recording recording = execution.execute(header(run));
    List<Divergence> divergences =
        execution
            .unanswered()
            .map(first -> List.of(withStack(first, recording.stack())))
            .orElseGet(
                () ->
                    recording
                        .trace()
                        .map(trace -> TraceDiff.between(answers.without(FREED), trace))
                        .orElse(List.of()));
    return new StubRun(recording, divergences);
  }

  private Execution execution(ScenarioRun run, Optional<Trace> answers) {
    return new Execution(
        run, host, guest, profiles.platform(run.platform()), profiles::module, answers);
  }

  private boolean defines(String function) {
    return host.defines(function) || guest.map(code -> code.defines(function)).orElse(false);
  }

  /**
   * What two replays have in common that record the same of every run, word for word.
   *
   * @param tree as traces name it
   */
  public record Identity(Program host, Optional<Program> guest, String tree) {}

  /** What tells it from others; programs by identity, as they are linked once. */
  public Identity identity() {
    return new Identity(
        host.program(), guest.map(CProgram::program), tree.id() + " " + tree.digest());
  }

  /** The kernel's program. */
  public Program program() {
    return host.program();
  }

  /** The program of guests, if the tree has one. */
  public Optional<Program> guestProgram() {
    return guest.map(CProgram::program);
  }

  /** The units that the programs are linked from: the kernel's, then those of guests. */
  public List<IrModule> units() {
    return Stream.concat(
            host.units().stream(), guest.stream().flatMap(code -> code.units().stream()))
        .toList();
  }

  /** What of the programs can be covered: of the kernel, then of guests. */
  public List<Landmarks> landmarks() {
    return Stream.concat(Stream.of(host.landmarks()), guest.stream().map(CProgram::landmarks))
        .toList();
  }

  /** The tree. */
  public KernelTree tree() {
    return tree;
  }

  /**
   * What a recording depends on of the programs that made it.
   *
   * @param layout where the registers of SEAMCALL are
   * @param guest of guests; empty if the tree has no program for them
   */
  public record Dependences(ArgumentLayout layout, Dependence host, Optional<Dependence> guest) {}

  /** What a recording of this tree depends on, in which something was run. */
  public Dependences dependences(Recording recording) {
    Footprints seen = recording.footprints().orElseThrow();
    return new Dependences(
        host.layout(),
        Dependence.of(host.asked(), seen.host().asked()),
        guest.map(code -> Dependence.of(code.asked(), seen.guest().asked())));
  }

  /**
   * A recording of another tree as one of this tree, if a run of this tree would record the same:
   * none of the code that ran has changed, though it may stand on other lines.
   */
  public Optional<Recording> takeOver(Recording recording, Dependences on) {
    if (!host.layout().equals(on.layout())
        || guest.isPresent() != on.guest().isPresent()
        || !guest.map(code -> on.guest().get().in(code.asked()).isPresent()).orElse(true)) {
      return Optional.empty();
    }
    // Lines of guests are in no trace.
    return on.host().in(host.asked()).flatMap(shift -> relabel(recording, shift));
  }

  /** Frames outside of the trace are those of findings, with which no line may have moved. */
  private Optional<Recording> relabel(Recording recording, LineShift shift) {
    if (recording.trace().isEmpty()) {
      return Optional.of(recording);
    }
    List<TraceLine> lines = recording.trace().get().lines();
    if (!shift.isNone()) {
      Map<SourceFrame, Optional<SourceFrame>> moved = new HashMap<>();
      List<TraceLine> shifted = new ArrayList<>();
      for (TraceLine line : lines) {
        List<SourceFrame> stack = new ArrayList<>();
        for (SourceFrame frame : line.stack()) {
          Optional<SourceFrame> to = moved.computeIfAbsent(frame, shift::apply);
          if (to.isEmpty()) {
            return Optional.empty();
          }
          stack.add(to.get());
        }
        shifted.add(line.withStack(stack));
      }
      lines = shifted;
    }
    return Optional.of(recording.withTrace(Optional.of(new Trace(header(recording.run()), lines))));
  }

  private static Divergence withStack(Divergence d, List<SourceFrame> stack) {
    return new Divergence(
        d.kind(),
        d.call(),
        d.expectedAt(),
        d.gotAt(),
        d.calls(),
        d.what(),
        d.expected(),
        d.got(),
        stack,
        d.cause());
  }

  private TraceHeader header(ScenarioRun run) {
    return new TraceHeader(
        tool,
        tree.id(),
        tree.digest(),
        series,
        run.scenario().name(),
        run.platformName(),
        run.moduleName());
  }

  private static Recording notApplicable(ScenarioRun run, String reason) {
    return new Recording(
        run,
        Recording.End.NOT_APPLICABLE,
        reason,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        0);
  }
}
