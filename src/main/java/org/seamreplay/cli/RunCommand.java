package org.seamreplay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.seamreplay.replay.Cell;
import org.seamreplay.replay.GoldenTraces;
import org.seamreplay.replay.Recording;
import org.seamreplay.replay.ScenarioRun;
import org.seamreplay.replay.SeriesOutcome;
import org.seamreplay.replay.StepOutcome;
import org.seamreplay.replay.Verdict;
import org.seamreplay.report.JsonReport;
import org.seamreplay.report.TextReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seamreplay run}. */
@Command(
    name = "run",
    description = {
      "Runs scenarios and compares them with what they expect and with golden traces: on a kernel"
          + " tree, or on every step of a patch series."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seamreplay run                                      the series that comes along",
      "  seamreplay run --kernel ~/linux --scenario boot     a kernel tree as it is",
      "  b4 am -o - MSGID | seamreplay run --kernel ~/linux --base v7.3 --series -",
      "  seamreplay run --kernel ~/linux --series v7.3..topic"
    })
final class RunCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Option(names = "--log", description = "Show the kernel log of each run.")
  private boolean log;

  @Option(names = "--json", description = "One JSON object for each run, a line each.")
  private boolean json;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    List<ScenarioRun> runs = selection.runs();
    try (PlannedSeries planned = selection.plan(environment)) {
      Session session = new Session(environment, selection.jobs());
      SeriesOutcome outcome =
          session.replay(planned.plan(), runs, new GoldenTraces(selection.traces()));
      show(outcome);
      return planned.plan().stopped().isPresent() ? ExitCode.BAD_INPUT : exitCode(outcome);
    }
  }

  private void show(SeriesOutcome outcome) {
    TextReport report = new TextReport(environment.out());
    for (StepOutcome step : outcome.steps()) {
      List<Verdict> verdicts = step.cells().stream().map(Cell::verdict).toList();
      if (json) {
        verdicts.forEach(v -> environment.out().println(JsonReport.line(outcome, step, v, log)));
        continue;
      }
      if (outcome.isSeries()) {
        environment.out().println();
        environment.out().println((step.label() + "  " + step.subject()).strip());
        step.failure().ifPresent(environment.out()::println);
        step.details().forEach(environment.out()::println);
        long changed = step.cells().stream().filter(cell -> !cell.change().isEmpty()).count();
        environment
            .out()
            .println("  changes " + changed + " of " + verdicts.size() + ", claim " + step.claim());
      } else {
        report.table(verdicts);
      }
      if (log) {
        verdicts.forEach(report::log);
      }
      report.problems(verdicts);
      report.summary(verdicts);
    }
  }

  /** The worst of all steps. */
  static int exitCode(SeriesOutcome outcome) {
    List<Verdict> verdicts =
        outcome.steps().stream().flatMap(step -> step.cells().stream()).map(Cell::verdict).toList();
    if (verdicts.stream().anyMatch(v -> v.recording().end() == Recording.End.NOT_MODELLED)) {
      return ExitCode.NOT_MODELLED;
    }
    boolean fine =
        verdicts.stream().allMatch(v -> v.problems().isEmpty())
            && outcome.steps().stream()
                .allMatch(step -> step.built() && step.claim() != StepOutcome.Claim.BROKEN);
    return fine ? ExitCode.OK : ExitCode.FINDING;
  }
}
