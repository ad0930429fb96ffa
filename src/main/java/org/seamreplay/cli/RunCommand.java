package org.seamreplay.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seamreplay.compile.FileState;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.report.JsonReport;
import org.seamreplay.report.Reports;
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
      "  seamreplay run                                    the series that comes along",
      "  seamreplay run --kernel ~/linux --scenario boot   a kernel tree as it is",
      "  b4 am -o - MSGID | seamreplay run --kernel ~/linux --base v7.3 --series -",
      "  seamreplay run --kernel ~/linux --series v7.3..topic --report html=topic.html",
      "  seamreplay run --kernel ~/linux --watch           again after each change",
      "  seamreplay run --report junit=results.xml --report sarif=results.sarif",
      "  seamreplay run --stub traces/linux-7.3/update.jsonl --kernel ~/linux"
    })
final class RunCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Option(names = "--log", description = "Show the kernel log of each run.")
  private boolean log;

  @Option(names = "--json", description = "One JSON object for each run, a line each.")
  private boolean json;

  @Mixin private ReportOptions report;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but what goes wrong.")
  private boolean quiet;

  @Option(
      names = "--require-seen",
      description = "Exit 1 if a patch changes lines that no run executes, for CI.")
  private boolean requireSeen;

  @Option(
      names = "--stub",
      paramLabel = "TRACE",
      description =
          "Let this trace answer the kernel instead of the TDX module; of a series the last step"
              + " runs.")
  private Optional<Path> stub = Optional.empty();

  @Option(
      names = "--watch",
      description =
          "Run again whenever the series, the kernel or a golden trace changes, until Ctrl-C. Only"
              + " what a change touches is run.")
  private boolean watch;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    List<Reports.Target> targets = report.targets();
    if (stub.isPresent() && watch) {
      throw new BadInput("--watch: not with --stub");
    }
    if (stub.isPresent()) {
      return new StubbedRun(environment, selection).run(stub.get());
    }
    if (watch) {
      new Watch(environment).loop(new Again(targets));
      return ExitCode.OK;
    }
    return once(new Session(environment, selection.jobs()), selection.golden(), targets);
  }

  private int once(Session session, GoldenTraces golden, List<Reports.Target> targets) {
    List<ScenarioRun> runs = selection.runs();
    try (PlannedSeries planned = selection.plan(environment)) {
      SeriesOutcome outcome = session.replay(planned.plan(), runs, golden);
      int code = exitCode(planned.plan(), outcome);
      code = code == ExitCode.OK && requireSeen && !allSeen(outcome) ? ExitCode.FINDING : code;
      if (json) {
        lines(environment.out(), outcome, log);
      } else if (!quiet || code != ExitCode.OK) {
        show(report.text(environment), outcome, log);
      }
      ReportOptions.write(targets, outcome, environment);
      return code;
    }
  }

  /** One run after the other, each with what the others have found out. */
  private final class Again implements Watch.Round {
    private final List<Reports.Target> targets;
    private final GoldenTraces golden = selection.golden();
    private Session session = new Session(environment, selection.jobs());
    private Map<Path, Optional<FileState>> definitions = Map.of();

    Again(List<Reports.Target> targets) {
      this.targets = targets;
    }

    @Override
    public void run() {
      Map<Path, Optional<FileState>> now = new HashMap<>();
      selection.definitionFiles().forEach(file -> now.put(file, FileState.of(file)));
      if (!now.equals(definitions)) {
        // What is known holds for the profiles as they were.
        session = new Session(environment, selection.jobs());
        definitions = now;
      }
      golden.refresh();
      try {
        once(session, golden, targets);
      } catch (RuntimeException e) {
        Main.failed(environment, e);
      }
    }

    @Override
    public List<Path> files() {
      List<Path> files = selection.files(environment, session);
      files.addAll(selection.definitionFiles());
      return files;
    }
  }

  /** Prints each run as a line of JSON. */
  static void lines(PrintStream out, SeriesOutcome outcome, boolean log) {
    for (StepOutcome step : outcome.steps()) {
      for (Cell cell : step.cells()) {
        out.println(JsonReport.line(outcome, step, cell.verdict(), log));
      }
    }
  }

  /** Prints the report for people. */
  static void show(TextReport text, SeriesOutcome outcome, boolean log) {
    text.all(outcome);
    if (log) {
      for (StepOutcome step : outcome.steps()) {
        step.cells().forEach(cell -> text.log(cell.verdict()));
      }
    }
  }

  private static boolean allSeen(SeriesOutcome outcome) {
    return outcome.steps().stream().flatMap(step -> step.seen().stream()).allMatch(Seen::complete);
  }

  /** Of a series that was given: one that does not apply is bad input. */
  static int exitCode(SeriesPlan plan, SeriesOutcome outcome) {
    return plan.stopped().isPresent() ? ExitCode.BAD_INPUT : exitCode(outcome);
  }

  /** The worst of all steps. */
  static int exitCode(SeriesOutcome outcome) {
    List<Verdict> verdicts =
        outcome.steps().stream().flatMap(step -> step.cells().stream()).map(Cell::verdict).toList();
    if (outcome.steps().stream().anyMatch(StepOutcome::notModelled)
        || verdicts.stream().anyMatch(v -> v.recording().end() == Recording.End.NOT_MODELLED)) {
      return ExitCode.NOT_MODELLED;
    }
    boolean fine =
        verdicts.stream().allMatch(v -> v.problems().isEmpty())
            && outcome.steps().stream()
                .allMatch(step -> step.built() && step.claim() != StepOutcome.Claim.BROKEN);
    return fine ? ExitCode.OK : ExitCode.FINDING;
  }
}
