package org.seamreplay.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.replay.BadInput;
import org.seamreplay.replay.ScenarioRun;
import org.seamreplay.scenario.Scenarios;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is run: options that the commands that run scenarios share. */
final class Selection {
  @Mixin private TreeOptions tree;

  @Option(
      names = "--series",
      paramLabel = "PATH|A..B|-",
      description =
          "A patch series on top: mbox, maildir, directory of patches, range of commits, '-' for"
              + " standard input, 'none'. Default: none with --kernel, else the series that comes"
              + " along.")
  private Optional<String> series = Optional.empty();

  @Mixin private SeriesOptions seriesOptions;

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      description =
          "A scenario, a family of scenarios, or a YAML file; may be repeated. Default: all.")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--platform",
      paramLabel = "NAME|FILE",
      description = "Machine to run on instead of the scenario's own; may be repeated.")
  private List<String> platforms = new ArrayList<>();

  @Option(
      names = "--module",
      paramLabel = "NAME|FILE",
      description = "TDX module to run on instead of the scenario's own; may be repeated.")
  private List<String> modules = new ArrayList<>();

  @Option(
      names = "--traces",
      paramLabel = "DIR",
      description = "Directory of golden traces; default: ${DEFAULT-VALUE}.",
      defaultValue = "traces")
  private Path traces;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Runs at a time; default: the number of CPUs. Does not change any result.")
  private Optional<Integer> jobs = Optional.empty();

  /** The steps to replay; reads and applies the series. */
  PlannedSeries plan(Environment environment) {
    Optional<String> wanted =
        series.or(() -> tree.given() ? Optional.empty() : Optional.of(ShippedSeries.NAME));
    return seriesOptions.plan(environment, tree, wanted.filter(name -> !name.equals("none")));
  }

  /** All runs that are asked for. */
  List<ScenarioRun> runs() {
    return ScenarioRun.of(Scenarios.select(scenarios), platforms, modules);
  }

  Path traces() {
    return traces;
  }

  int jobs() {
    int number = jobs.orElse(Runtime.getRuntime().availableProcessors());
    if (number < 1 || number > 1024) {
      throw new BadInput("--jobs: must be between 1 and 1024, not " + number);
    }
    return number;
  }

  /** Whether the directory of golden traces is there. */
  boolean hasTraces() {
    return Files.isDirectory(traces);
  }
}
