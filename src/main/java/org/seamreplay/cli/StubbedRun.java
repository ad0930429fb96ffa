package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.List;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.golden.TraceFiles;
import org.seamreplay.replay.golden.TraceOwner;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.StubRun;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.Trace;

/** A run in which a trace stands in for the TDX module. */
final class StubbedRun {
  private static final int SHOWN_FRAMES = 4;
  private static final int SHOWN = 5;

  private final Environment environment;
  private final Selection selection;

  StubbedRun(Environment environment, Selection selection) {
    this.environment = environment;
    this.selection = selection;
  }

  /** Runs the scenario that the trace is of; returns the exit code. */
  int run(Path file) {
    Trace trace = TraceFiles.read(file);
    ScenarioRun run = TraceOwner.shipped().run(file.toString(), trace.header());
    try (PlannedSeries planned = selection.plan(environment)) {
      planned.requireAll();
      StubRun result =
          new Session(environment, 1)
              .with(
                  List.of(run),
                  GoldenTraces.NONE,
                  replay -> replay.stub(planned.plan(), run, trace));
      return tell(file, trace, result);
    }
  }

  private int tell(Path file, Trace trace, StubRun result) {
    if (result.recording().end() != Recording.End.DONE) {
      environment.out().println(file + ": " + result.recording().reason());
      return result.recording().end() == Recording.End.NOT_MODELLED
          ? ExitCode.NOT_MODELLED
          : ExitCode.FINDING;
    }
    List<Divergence> divergences = result.divergences();
    if (divergences.isEmpty()) {
      environment
          .out()
          .println(
              file
                  + ": "
                  + Plural.of(trace.callCount(), "SEAMCALL")
                  + " answered, the kernel does the same");
      return ExitCode.OK;
    }
    for (Divergence d : divergences.subList(0, Math.min(SHOWN, divergences.size()))) {
      line(d.kind().id() + ": " + d.call() + (d.what().isEmpty() ? "" : ": " + d.what()));
      line("  expected  " + (d.expected().isEmpty() ? "nothing" : d.expected()));
      line("  got       " + (d.got().isEmpty() ? "nothing" : d.got()));
      d.stack().stream()
          .limit(SHOWN_FRAMES)
          .forEach(f -> line("  at        " + f.file() + ":" + f.line() + " in " + f.function()));
      line("  so        " + d.cause());
    }
    if (divergences.size() > SHOWN) {
      line("and " + (divergences.size() - SHOWN) + " more");
    }
    return ExitCode.FINDING;
  }

  private void line(String text) {
    environment.out().println(text);
  }
}
