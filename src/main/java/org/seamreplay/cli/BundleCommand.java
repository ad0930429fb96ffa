package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seamreplay.bundle.BundleFile;
import org.seamreplay.bundle.Definitions;
import org.seamreplay.bundle.Reproduction;
import org.seamreplay.bundle.UnpackedBundle;
import org.seamreplay.diff.DivergenceLines;
import org.seamreplay.diff.SourceText;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.report.Reports;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.tree.WatchedBase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seamreplay bundle}. */
@Command(
    name = "bundle",
    description = "Puts all that a replay depends on into one file, and replays such a file.",
    mixinStandardHelpOptions = true,
    subcommands = {BundleCommand.Create.class, BundleCommand.Run.class})
final class BundleCommand implements Runnable {
  private static final int SHOWN = 10;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: bundle create, bundle run");
  }

  /** {@code seamreplay bundle create}. */
  @Command(
      name = "create",
      description = {
        "Replays a series and writes all that the replay depended on into one file: the patches,"
            + " the files of the base that were looked at, scenarios and profiles of your own,"
            + " golden traces, and what came out.",
        "The file is a zip archive, in which nothing is compressed and nothing names your machine."
      },
      sortOptions = false,
      footer = {
        "",
        "Examples:",
        "  seamreplay bundle create v3.bundle --kernel ~/linux --series v3.mbox",
        "  seamreplay bundle create bug.bundle --kernel ~/linux --scenario boot",
        "",
        "Exit code: that of 'run', 0 as expected or 1 with findings; 2 for bad input,",
        "and for a patch that does not apply, of which the bundle is written, too."
      })
  static final class Create extends Main.EnvironmentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to.")
    private Path file;

    @Mixin private Selection selection;

    @Mixin private ReportOptions report;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    @Mixin HelpOption help;

    @Override
    public Integer call() {
      BundleFile.check(file, force);
      List<Reports.Target> targets = report.targets();
      List<ScenarioRun> given = selection.runs();
      Definitions definitions = selection.definitions(given);
      List<ScenarioRun> runs = definitions.renamed(given);
      GoldenTraces golden = selection.golden();
      WatchedBase base = selection.watchedBase(environment);
      try (PlannedSeries planned = selection.plan(environment, base)) {
        Session session = new Session(environment, selection.jobs(), definitions.profiles());
        SeriesOutcome outcome = session.replay(planned.plan(), runs, golden);
        byte[] bytes =
            BundleFile.bytes(
                file,
                Session.tool(),
                base,
                planned.series(),
                selection.fuzz(),
                outcome,
                golden,
                definitions);
        verify(session, bytes);
        BundleFile.write(file, bytes);
        report.text(environment).all(outcome);
        ReportOptions.write(targets, outcome, environment);
        environment.out().println();
        environment
            .out()
            .printf(
                Locale.ROOT,
                "%s: %.1f MB; 'seamreplay bundle run %s' replays it anywhere%n",
                file,
                bytes.length / 1e6,
                file.getFileName());
        return RunCommand.exitCode(planned.plan(), outcome);
      }
    }

    /** A bundle that does not come to the same here does so nowhere. */
    private void verify(Session session, byte[] bytes) {
      UnpackedBundle bundle = UnpackedBundle.of(bytes, file.toString());
      SeriesOutcome outcome = session.replay(bundle.plan(), bundle.runs(), bundle.golden());
      Reproduction reproduction = bundle.compare(outcome, Session.tool());
      if (!reproduction.complete()) {
        throw new IllegalStateException(
            "the bundle lacks something that "
                + reproduction.different().get(0)
                + " depends on; it is not written");
      }
    }
  }

  /** {@code seamreplay bundle run}. */
  @Command(
      name = "run",
      description = {
        "Replays a bundle, with nothing but what is in it, and says whether everything comes out"
            + " as it did where the bundle was made, bit for bit; if not, what differs."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false,
      footer = {
        "",
        "Examples:",
        "  seamreplay bundle run v3.bundle",
        "  seamreplay bundle run v3.bundle --report html=v3.html",
        "",
        "Exit codes: 0 reproduced, and all as expected; 1 reproduced with its findings,",
        "or not reproduced; 2 no bundle, or a damaged one."
      })
  static final class Run extends Main.EnvironmentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A bundle.")
    private Path file;

    @Mixin private JobsOption jobs;

    @Option(names = "--log", description = "Show the kernel log of each run.")
    private boolean log;

    @Option(
        names = "--json",
        description =
            "One JSON object for each run, a line each, and one that says whether all is"
                + " reproduced.")
    private boolean json;

    @Mixin private ReportOptions report;

    @Option(
        names = {"-q", "--quiet"},
        description = "Print nothing but what goes wrong, and whether it is reproduced.")
    private boolean quiet;

    @Override
    public Integer call() {
      List<Reports.Target> targets = report.targets();
      UnpackedBundle bundle = UnpackedBundle.open(file);
      SeriesPlan plan = bundle.plan();
      Session session = new Session(environment, jobs.jobs(), bundle.profiles());
      SeriesOutcome outcome = session.replay(plan, bundle.runs(), bundle.golden());
      int code = plan.stopped().isPresent() ? ExitCode.FINDING : RunCommand.exitCode(outcome);
      if (json) {
        RunCommand.lines(environment.out(), outcome, log);
      } else if (!quiet || code != ExitCode.OK) {
        RunCommand.show(report.text(environment), outcome, log);
      }
      ReportOptions.write(targets, outcome, environment);
      Reproduction reproduction = bundle.compare(outcome, Session.tool());
      if (json) {
        environment.out().println(line(reproduction));
      } else {
        show(reproduction);
      }
      return reproduction.complete() ? code : Math.max(code, ExitCode.FINDING);
    }

    private static String line(Reproduction reproduction) {
      JsonText line = new JsonText().open().put("reproduced", reproduction.complete());
      line.put("same", reproduction.same()).put("runs", reproduction.all());
      line.openArray("notes");
      reproduction.notes().forEach(line::add);
      line.closeArray().openArray("different");
      reproduction.different().forEach(line::add);
      return line.closeArray().close().toString();
    }

    private void show(Reproduction reproduction) {
      environment.out().println();
      environment
          .out()
          .printf(
              Locale.ROOT,
              "%s: %d of %s bit for bit%n",
              reproduction.complete() ? "reproduced" : "not reproduced",
              reproduction.same(),
              Plural.of(reproduction.all(), "run"));
      reproduction.notes().forEach(note -> environment.out().println("  " + note));
      for (String cell : reproduction.different().stream().limit(SHOWN).toList()) {
        environment.out().println("  differs: " + cell);
      }
      if (reproduction.different().size() > SHOWN) {
        environment.out().println("  and " + (reproduction.different().size() - SHOWN) + " more");
      }
      if (!reproduction.divergences().isEmpty()) {
        environment.out().println();
        environment.out().println(reproduction.first() + ", expected as in the bundle:");
        DivergenceLines.of(reproduction.divergences().get(0), SourceText.NONE)
            .forEach(environment.out()::println);
      }
    }
  }
}
