package org.seamreplay.replay;

import java.util.List;
import java.util.Optional;
import org.seamreplay.build.Compiler;
import org.seamreplay.ir.IrModule;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.vm.Program;

/**
 * A kernel tree, compiled and linked once, on which any number of scenarios can be run, also by
 * several threads at a time.
 */
public final class Replay {
  private final KernelTree tree;
  private final Program program;
  private final ArgumentLayout layout;
  private final String tool;
  private final LoadedProfiles profiles;

  private Replay(
      KernelTree tree,
      Program program,
      ArgumentLayout layout,
      String tool,
      LoadedProfiles profiles) {
    this.tree = tree;
    this.program = program;
    this.layout = layout;
    this.tool = tool;
    this.profiles = profiles;
  }

  /**
   * Compiles and links a tree.
   *
   * @param tool who writes the traces, with version
   * @param profiles where machines and modules come from
   * @throws org.seamreplay.build.CompileFailed if a unit does not compile
   */
  public static Replay of(
      KernelTree tree, Compiler compiler, String tool, LoadedProfiles profiles) {
    List<IrModule> units =
        tree.units().stream().map(unit -> compiler.kernelUnit(tree.path(), unit)).toList();
    return new Replay(tree, Program.link(units), ArgumentLayout.of(units), tool, profiles);
  }

  /** Executes a run. */
  public Recording run(ScenarioRun run) {
    for (String function : run.scenario().requires()) {
      if (!program.defines(function)) {
        return notApplicable(run, "the kernel has no function " + function);
      }
    }
    TraceHeader header =
        new TraceHeader(
            tool,
            tree.id(),
            tree.digest(),
            "",
            run.scenario().name(),
            run.platform(),
            run.module());
    return new Execution(run, program, layout, profiles.platform(run.platform()), profiles::module)
        .execute(header);
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
