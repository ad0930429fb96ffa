package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.run.Shipped;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.GitReferences;
import picocli.CommandLine.Option;

/** How a series is read and applied. */
final class SeriesOptions {
  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Version of the series; default: the highest that is complete.")
  private Optional<Integer> version = Optional.empty();

  @Option(names = "--partial", description = "Go without patches that are missing.")
  private boolean partial;

  @Option(
      names = "--fuzz",
      paramLabel = "N",
      description = "Lines of context at each end of a hunk that may differ; default: 0, as git.",
      defaultValue = "0")
  private int fuzz;

  int fuzz() {
    return fuzz;
  }

  /** Applies a series, or none, to a tree. */
  PlannedSeries plan(Environment environment, TreeOptions tree, Optional<String> name) {
    return plan(environment, tree, name, tree.open(environment));
  }

  /** The same on a base that is open already. */
  PlannedSeries plan(Environment environment, TreeOptions tree, Optional<String> name, Base base) {
    try {
      Optional<Series> series = name.map(text -> read(environment, tree, text));
      SeriesPlan plan =
          series
              .map(patches -> SeriesPlan.of(base, patches, new ApplyOptions(fuzz)))
              .orElseGet(() -> SeriesPlan.of(base));
      return new PlannedSeries(
          base, series, tree.given() ? plan : plan.onBase("the kernel code that comes along"));
    } catch (RuntimeException e) {
      base.close();
      throw e;
    }
  }

  private Series read(Environment environment, TreeOptions tree, String name) {
    if (version.isPresent() && version.get() < 1) {
      throw new BadInput("--version: a series has version 1 or more, not " + version.get());
    }
    OptionalInt wanted = version.map(OptionalInt::of).orElse(OptionalInt.empty());
    return SeriesReader.read(source(environment, tree, name), new ReadOptions(wanted, partial));
  }

  /** The files and directories that a series is read from. */
  static List<Path> files(Environment environment, TreeOptions tree, String name) {
    SeriesSource source = source(environment, tree, name);
    if (source instanceof SeriesSource.Stream) {
      throw new BadInput("--watch: standard input cannot be read again; give a file");
    } else if (source instanceof SeriesSource.Range range) {
      return GitReferences.files(range.repository());
    }
    return name.equals(Shipped.NAME) ? List.of() : List.of(Path.of(name));
  }

  private static SeriesSource source(Environment environment, TreeOptions tree, String name) {
    if (name.equals(Shipped.NAME)) {
      return SeriesSource.of(Shipped.SERIES.unpack(environment.cache()));
    }
    if (name.equals("-")) {
      return new SeriesSource.Stream(System.in, "standard input");
    }
    if (name.contains("..") && !Path.of(name).toFile().exists()) {
      return new SeriesSource.Range(tree.path(environment), name);
    }
    return SeriesSource.of(Path.of(name));
  }
}
