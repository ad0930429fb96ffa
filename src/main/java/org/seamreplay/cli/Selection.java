package org.seamreplay.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.bundle.Definitions;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.run.Shipped;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.WatchedBase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is run on what: options that the commands that replay one series share. */
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

  @Mixin private RunOptions run;

  @Option(
      names = "--traces",
      paramLabel = "DIR",
      description =
          "Directory of golden traces; default: 'traces', if there is one. Where it has none, those"
              + " that come along hold.")
  private Optional<Path> traces = Optional.empty();

  /** The steps to replay; reads and applies the series. */
  PlannedSeries plan(Environment environment) {
    return seriesOptions.plan(environment, tree, series());
  }

  /** The kernel, for somebody who wants to know what of it is looked at. */
  WatchedBase watchedBase(Environment environment) {
    return new WatchedBase(tree.open(environment));
  }

  /** The steps to replay, on a base that is open already. */
  PlannedSeries plan(Environment environment, Base base) {
    return seriesOptions.plan(environment, tree, series(), base);
  }

  int fuzz() {
    return seriesOptions.fuzz();
  }

  /** What is in the files with scenarios and profiles that runs depend on. */
  Definitions definitions(List<ScenarioRun> runs) {
    return run.definitions(runs);
  }

  private Optional<String> series() {
    return series
        .or(() -> tree.given() ? Optional.empty() : Optional.of(Shipped.NAME))
        .filter(name -> !name.equals("none"));
  }

  /** The files and directories that the kernel, the series and the traces are read from. */
  List<Path> files(Environment environment, Session session) {
    List<Path> files = new ArrayList<>(List.of(traces()));
    files.addAll(tree.files(session));
    series().ifPresent(name -> files.addAll(SeriesOptions.files(environment, tree, name)));
    return files;
  }

  /** The files with scenarios and profiles. */
  List<Path> definitionFiles() {
    return run.files();
  }

  /** All runs that are asked for. */
  List<ScenarioRun> runs() {
    return run.runs();
  }

  /** The directory that traces are written to, which need not exist. */
  Path traces() {
    return traces.orElse(Path.of("traces"));
  }

  /**
   * The traces that runs are compared with: the user's, then those that come along.
   *
   * @throws BadInput if the user names a directory that does not exist
   */
  GoldenTraces golden() {
    if (traces.isPresent() && !Files.isDirectory(traces.get())) {
      throw new BadInput(
          traces.get() + ": no such directory of golden traces; 'seamreplay record' makes one");
    }
    return new GoldenTraces(traces()).over(GoldenTraces.shipped());
  }

  int jobs() {
    return run.jobs();
  }
}
