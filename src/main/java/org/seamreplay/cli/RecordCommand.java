package org.seamreplay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenPlace;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.golden.GoldenUpdate;
import org.seamreplay.replay.golden.Orphans;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.report.TextReport;
import org.seamreplay.trace.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seamreplay record}. */
@Command(
    name = "record",
    description = {
      "Runs scenarios and keeps their traces as golden traces.",
      "A new trace without findings is written; one with findings, or one that would change, is"
          + " shown and written with --accept only. A step of a series has a trace of its own"
          + " where it behaves in another way than the step before."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seamreplay record --kernel ~/linux                 shows what would change",
      "  seamreplay record --kernel ~/linux --accept        and writes it",
      "  seamreplay record --scenario boot --accept         one scenario, all steps"
    })
final class RecordCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Option(names = "--accept", description = "Overwrite golden traces that change.")
  private boolean accept;

  @Option(
      names = "--allow-ci",
      description = "Write even if the environment variable CI says that a build server runs this.")
  private boolean allowCi;

  @Mixin HelpOption help;

  private static final Set<String> EXPECTATIONS =
      Set.of("return-value", "kernel-log", "missing-finding");

  private static final int SHOWN_DIFFERENCES = 5;

  private int written;
  private int refused;

  @Override
  public Integer call() {
    if (environment.continuousIntegration() && !allowCi) {
      throw new BadInput(
          "record writes golden traces, which must not happen in CI; use 'run' there, or"
              + " --allow-ci if it is meant");
    }
    List<ScenarioRun> runs = selection.runs();
    GoldenTraces golden = new GoldenTraces(selection.traces());
    try (PlannedSeries planned = selection.plan(environment)) {
      golden.prepare();
      Session session = new Session(environment, selection.jobs());
      SeriesOutcome outcome = session.replay(planned.plan(), runs, golden);
      problems(outcome);
      for (int i = 0; i < outcome.places().size(); i++) {
        for (Cell cell : outcome.steps().get(i).cells()) {
          record(golden, outcome.places().get(i), cell.verdict(), outcome.steps().get(i).sources());
        }
      }
      orphans();
      environment.out().println();
      environment
          .out()
          .println(
              written
                  + " written, "
                  + refused
                  + " kept back"
                  + (refused > 0
                      ? "; write them with --accept if they are as they should be"
                      : ""));
      int code = RunCommand.exitCode(outcome);
      return code == ExitCode.FINDING && refused == 0 && !unexpected(outcome) ? ExitCode.OK : code;
    }
  }

  /** Traces that nothing compares with any more are shown, for somebody to delete. */
  private void orphans() {
    Orphans.of(selection.traces())
        .forEach(
            orphan ->
                environment.out().println("orphan " + orphan.file() + ": " + orphan.reason()));
  }

  private void problems(SeriesOutcome outcome) {
    TextReport report = new TextReport(environment.out());
    for (StepOutcome step : outcome.steps()) {
      List<Verdict> verdicts = step.cells().stream().map(Cell::verdict).toList();
      if (!outcome.isSeries()) {
        report.table(verdicts);
      }
      report.problems(verdicts);
    }
    environment.out().println();
  }

  private void record(GoldenTraces golden, GoldenPlace place, Verdict verdict, Sources sources) {
    Recording recording = verdict.recording();
    // Only a run that came to its end is worth keeping.
    if (recording.end() != Recording.End.DONE || recording.trace().isEmpty()) {
      return;
    }
    Trace trace =
        recording.trace().get().withPatches(frame -> sources.patch(frame.file(), frame.line()));
    GoldenUpdate update = GoldenUpdate.of(golden, place, recording.run(), trace);
    boolean write =
        switch (update.change()) {
          case SAME -> false;
          case NEW -> accept || verdict.problems().isEmpty();
          case NOISE, DIFFERENT, REDUNDANT -> accept;
        };
    if (write && update.change() == GoldenUpdate.Change.REDUNDANT) {
      golden.delete(place, recording.run());
      written++;
    } else if (write) {
      golden.write(place, recording.run(), trace);
      written++;
    } else if (update.change() == GoldenUpdate.Change.DIFFERENT
        || update.change() == GoldenUpdate.Change.NEW) {
      refused++;
    }
    show(update, verdict, write);
  }

  private void show(GoldenUpdate update, Verdict verdict, boolean write) {
    String what =
        switch (update.change()) {
          case SAME -> "";
          case NEW -> verdict.problems().isEmpty() ? "new" : "new, with findings";
          case NOISE -> "same but for line numbers, stacks or folding";
          case DIFFERENT -> "differs";
          case REDUNDANT -> "deleted, as the step before has the same";
        };
    if (what.isEmpty()) {
      return;
    }
    environment
        .out()
        .println((write ? "wrote " : "did not write ") + update.file() + " (" + what + ")");
    List<Divergence> all = update.divergences();
    for (Divergence d : all.subList(0, Math.min(SHOWN_DIFFERENCES, all.size()))) {
      environment
          .out()
          .println(
              "  "
                  + d.kind().id()
                  + "  "
                  + d.call()
                  + (d.what().isEmpty() ? "" : ": " + d.what())
                  + "  "
                  + d.expected()
                  + " -> "
                  + d.got());
    }
    if (all.size() > SHOWN_DIFFERENCES) {
      environment.out().println("  and " + (all.size() - SHOWN_DIFFERENCES) + " more");
    }
  }

  /** Whether a run was not what its scenario expects, which no golden trace makes good. */
  private static boolean unexpected(SeriesOutcome outcome) {
    List<Verdict> verdicts = new ArrayList<>();
    outcome.steps().forEach(step -> step.cells().forEach(cell -> verdicts.add(cell.verdict())));
    return verdicts.stream()
        .flatMap(v -> v.problems().stream())
        .anyMatch(p -> EXPECTATIONS.contains(p.kind()));
  }
}
