package org.seamreplay.replay;

import java.util.List;
import java.util.Optional;
import org.seamreplay.build.Compiler;
import org.seamreplay.ir.IrModule;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.vm.Program;

/**
 * A kernel tree, compiled and linked once, on which any number of scenarios can be run, also by
 * several threads at a time.
 */
public final class Replay {
  private final KernelTree tree;
  private final List<IrModule> units;
  private final Program program;
  private final ArgumentLayout layout;
  private final String tool;
  private final LoadedProfiles profiles;
  private final String series;

  private Replay(
      KernelTree tree,
      List<IrModule> units,
      Program program,
      ArgumentLayout layout,
      String tool,
      LoadedProfiles profiles,
      String series) {
    this.tree = tree;
    this.units = units;
    this.program = program;
    this.layout = layout;
    this.tool = tool;
    this.profiles = profiles;
    this.series = series;
  }

  /**
   * Compiles and links a tree.
   *
   * @param tool who writes the traces, with version
   * @param profiles where machines and modules come from
   * @param series name of the series that the tree is a step of; empty for a tree as it is
   * @throws org.seamreplay.build.CompileFailed if a unit does not compile
   */
  public static Replay of(
      KernelTree tree, Compiler compiler, String tool, LoadedProfiles profiles, String series) {
    List<IrModule> units =
        tree.units().stream().map(unit -> compiler.kernelUnit(tree.path(), unit)).toList();
    return new Replay(
        tree, units, Program.link(units), ArgumentLayout.of(units), tool, profiles, series);
  }

  /** Compiles and links a tree as it is, without a series. */
  public static Replay of(
      KernelTree tree, Compiler compiler, String tool, LoadedProfiles profiles) {
    return of(tree, compiler, tool, profiles, "");
  }

  /** Executes a run. */
  public Recording run(ScenarioRun run) {
    for (String function : run.scenario().requires()) {
      if (!program.defines(function)) {
        return notApplicable(run, "the kernel has no function " + function);
      }
    }
    return new Execution(run, program, layout, profiles.platform(run.platform()), profiles::module)
        .execute(header(run));
  }

  /** The tree. */
  KernelTree tree() {
    return tree;
  }

  /** Whether the other tree's units are compiled to the very same code, line numbers included. */
  boolean sameProgram(Replay other) {
    return units.equals(other.units);
  }

  /** A recording of the same program, as one of this tree. */
  Recording relabel(Recording recording) {
    return recording.withTrace(
        recording.trace().map(trace -> new Trace(header(recording.run()), trace.lines())));
  }

  private TraceHeader header(ScenarioRun run) {
    return new TraceHeader(
        tool,
        tree.id(),
        tree.digest(),
        series,
        run.scenario().name(),
        run.platform(),
        run.module());
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
