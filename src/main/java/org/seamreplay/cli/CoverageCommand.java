package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.series.CoverageReport;
import org.seamreplay.report.CoverageText;
import org.seamreplay.report.Lcov;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seamreplay coverage}. */
@Command(
    name = "coverage",
    description = {
      "Tells which lines that a series adds are executed by some scenario, and shows those that are"
          + " not.",
      "Scenarios run on the tree that the whole series makes; lines that a later patch replaced are"
          + " that patch's."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seamreplay coverage                              the series that comes along",
      "  seamreplay coverage --kernel ~/linux --series topic.mbox --scenario boot",
      "  seamreplay coverage --lcov tdx.info && genhtml -o html tdx.info"
    })
final class CoverageCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Option(
      names = "--lcov",
      paramLabel = "FILE",
      description = "Write lines, branches and functions for LCOV's tools to a file, too.")
  private Optional<Path> lcov = Optional.empty();

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var runs = selection.runs();
    try (PlannedSeries planned = selection.plan(environment)) {
      planned.requireAll();
      Session session = new Session(environment, selection.jobs());
      CoverageReport report = session.coverage(planned.plan(), runs);
      lcov.ifPresent(file -> write(file, Lcov.of(report)));
      new CoverageText(environment.out()).print(report);
      return ExitCode.OK;
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      String reason = e instanceof NoSuchFileException ? "no such directory" : InputFile.reason(e);
      throw new BadInput("--lcov: " + file + ": " + reason, e);
    }
  }
}
