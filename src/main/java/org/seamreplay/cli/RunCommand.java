package org.seamreplay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.seamreplay.replay.GoldenTraces;
import org.seamreplay.replay.KernelTree;
import org.seamreplay.replay.Recording;
import org.seamreplay.replay.Verdict;
import org.seamreplay.report.JsonReport;
import org.seamreplay.report.TextReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seamreplay run}. */
@Command(
    name = "run",
    description = "Runs scenarios and compares them with what they expect and with golden traces.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Option(names = "--log", description = "Show the kernel log of each run.")
  private boolean log;

  @Option(names = "--json", description = "One JSON object for each run, a line each.")
  private boolean json;

  @Override
  public Integer call() {
    KernelTree tree = selection.tree(environment);
    Session session = new Session(environment, tree, selection.jobs());
    GoldenTraces golden = new GoldenTraces(selection.traces());
    List<Verdict> verdicts = session.judge(selection.runs(), golden);
    if (json) {
      verdicts.forEach(v -> environment.out().println(JsonReport.line(tree, v, log)));
    } else {
      TextReport report = new TextReport(environment.out());
      report.table(verdicts);
      if (log) {
        verdicts.forEach(report::log);
      }
      report.problems(verdicts);
      report.summary(verdicts);
    }
    return exitCode(verdicts);
  }

  static int exitCode(List<Verdict> verdicts) {
    if (verdicts.stream().anyMatch(v -> v.recording().end() == Recording.End.NOT_MODELLED)) {
      return ExitCode.NOT_MODELLED;
    }
    return verdicts.stream().allMatch(v -> v.problems().isEmpty()) ? ExitCode.OK : ExitCode.FINDING;
  }
}
