package org.seamreplay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesBisect;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.report.TextReport;
import org.seamreplay.text.Plural;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seamreplay bisect}. */
@Command(
    name = "bisect",
    description = {
      "Finds the first step of a series that breaks a golden trace or shows a finding, with as few"
          + " replays as it takes.",
      "Without a series it judges the tree alone and ends with 125 if that cannot be built, as 'git"
          + " bisect run' wants it."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seamreplay bisect --kernel ~/linux --series topic.mbox --scenario boot",
      "  git bisect run seamreplay bisect --kernel . --scenario boot --traces ~/gold",
      "",
      "Exit codes: 0 no step is bad; 1 the first bad step is named; 125 steps that cannot be built"
          + " are in the way."
    })
final class BisectCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var runs = selection.runs();
    try (PlannedSeries planned = selection.plan(environment)) {
      planned.requireAll();
      Session session = new Session(environment, selection.jobs());
      GoldenTraces golden = selection.golden();
      SeriesBisect.Result result;
      try {
        result =
            session.with(runs, golden, replay -> SeriesBisect.search(replay, planned.plan(), runs));
      } catch (CompileFailed e) {
        if (e.reason() != CompileFailed.Reason.ERRORS || planned.plan().steps().size() > 1) {
          throw e;
        }
        environment.err().println("seamreplay: " + e.getMessage());
        return ExitCode.NOT_BUILT;
      }
      return tell(result);
    }
  }

  private int tell(SeriesBisect.Result result) {
    String effort =
        result.replayed().size()
            + " of "
            + Plural.of(result.steps(), "step")
            + " replayed: "
            + String.join(", ", result.replayed());
    if (result.firstBad().isPresent()) {
      SeriesOutcome outcome = result.firstBad().get();
      StepOutcome step = outcome.steps().get(0);
      environment.out().println(("first bad step: " + step.label() + " " + step.subject()).strip());
      environment
          .out()
          .println(
              "  "
                  + result.lastGood().map(good -> good + " is good").orElse("no step before it")
                  + "; "
                  + effort);
      new TextReport(environment.out()).problems(step.cells().stream().map(Cell::verdict).toList());
      return ExitCode.FINDING;
    }
    if (!result.suspects().isEmpty()) {
      List<String> suspects = result.suspects();
      environment
          .out()
          .println(
              "the first bad step is one of "
                  + String.join(", ", suspects)
                  + ": all but the last cannot be built");
      environment.out().println("  " + effort);
      return ExitCode.NOT_BUILT;
    }
    environment.out().println("no bad step in what runs; " + effort);
    return ExitCode.OK;
  }
}
