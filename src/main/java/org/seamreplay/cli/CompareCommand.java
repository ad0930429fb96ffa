package org.seamreplay.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.SeriesComparison;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepMatch;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.report.SeenText;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;
import org.seamreplay.text.Plural;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seamreplay compare}. */
@Command(
    name = "compare",
    description = {
      "A range-diff of behaviour: replays two postings of a series and says, scenario by scenario,"
          + " how they differ at the end and which patches carry the difference."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seamreplay compare v1.mbox v2.mbox --kernel ~/linux --base v7.3",
      "  seamreplay compare v1.mbox v2.mbox --kernel ~/linux --base v7.2 --base-b v7.3",
      "  seamreplay compare shipped fixtures/postings/b",
      "",
      "Exit codes: 0 both do the same; 1 they differ."
    })
final class CompareCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 8;

  @Parameters(index = "0", paramLabel = "SERIES_A", description = "The first posting.")
  private String first;

  @Parameters(index = "1", paramLabel = "SERIES_B", description = "The second posting.")
  private String second;

  @Mixin private TreeOptions tree;

  @Option(
      names = "--base-b",
      paramLabel = "REV",
      description = "Commit that the second posting starts from; default: as the first.")
  private Optional<String> secondBase = Optional.empty();

  @Mixin private SeriesOptions options;

  @Mixin private RunOptions run;

  @Option(names = "--all", description = "Show all differences of a scenario.")
  private boolean all;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    List<ScenarioRun> runs = run.runs();
    Session session = new Session(environment, run.jobs());
    try (PlannedSeries a = planned(first, tree);
        PlannedSeries b = planned(second, secondBase.map(tree::at).orElse(tree))) {
      GoldenTraces none = GoldenTraces.NONE;
      SeriesOutcome left = session.replay(a.plan(), runs, none);
      SeriesOutcome right = session.replay(b.plan(), runs, none);
      SeriesComparison comparison =
          SeriesComparison.of(
              StepMatch.of(a.series().orElseThrow().patches(), b.series().orElseThrow().patches()),
              left,
              right);
      show(comparison, a.series().get(), b.series().get());
      environment.out().println("A: " + SeenText.total(left));
      environment.out().println("B: " + SeenText.total(right));
      return comparison.scenarios().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }
  }

  private PlannedSeries planned(String name, TreeOptions base) {
    PlannedSeries planned = options.plan(environment, base, Optional.of(name));
    planned.requireAll();
    return planned;
  }

  private void show(SeriesComparison comparison, Series a, Series b) {
    environment
        .out()
        .println("A: " + a.title() + " (" + Plural.of(a.patches().size(), "patch") + ")");
    environment
        .out()
        .println("B: " + b.title() + " (" + Plural.of(b.patches().size(), "patch") + ")");
    environment.out().println();
    for (StepMatch match : comparison.patches()) {
      String sign =
          match.first().isEmpty()
              ? ">"
              : match.second().isEmpty() ? "<" : match.alike() == 1 ? "=" : "!";
      Patch named = match.second().or(match::first).orElseThrow();
      environment
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %5s %s %5s  %s",
                  label(a, match.first()),
                  sign,
                  label(b, match.second()),
                  named.subject()));
    }
    for (SeriesComparison.ScenarioDifference scenario : comparison.scenarios()) {
      environment.out().println();
      show(scenario);
    }
    environment.out().println();
    environment
        .out()
        .println(
            comparison.same()
                + (comparison.same() == 1 ? " run does" : " runs do")
                + " the same at the end of both, "
                + comparison.scenarios().size()
                + (comparison.scenarios().size() == 1 ? " differs" : " differ")
                + (comparison.neither() == 0
                    ? ""
                    : ", " + comparison.neither() + " can be done at the end of neither"));
  }

  private static String label(Series series, Optional<Patch> patch) {
    return patch.map(p -> series.label(p.number())).orElse("-");
  }

  private void show(SeriesComparison.ScenarioDifference scenario) {
    environment.out().println(scenario.run().name());
    if (!scenario.first() || !scenario.second()) {
      environment
          .out()
          .println("  only " + (scenario.first() ? "A" : "B") + " can do this at its end");
      return;
    }
    List<SeriesComparison.Carried> list = scenario.differences();
    int shown = all ? list.size() : Math.min(MOST_SHOWN, list.size());
    for (SeriesComparison.Carried carried : list.subList(0, shown)) {
      Divergence d = carried.divergence();
      environment
          .out()
          .println(
              "  " + d.kind().id() + "  " + d.call() + (d.what().isEmpty() ? "" : ": " + d.what()));
      line("A", d.expected(), carried.first());
      line("B", d.got(), carried.second());
    }
    if (list.size() > shown) {
      environment.out().println("  and " + (list.size() - shown) + " more; see all with --all");
    }
  }

  private void line(String side, String value, Optional<StepOutcome> step) {
    String from = step.map(s -> "      (patch " + s.label() + ")").orElse("");
    environment.out().println("    " + side + "  " + (value.isEmpty() ? "nothing" : value) + from);
  }
}
