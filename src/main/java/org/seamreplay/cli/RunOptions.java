package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seamreplay.bundle.Definitions;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.text.Plural;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which scenarios, on what, and how many at a time. */
final class RunOptions {
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

  @Mixin private JobsOption jobs;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Only every N-th run, beginning with the I-th: to split the work of a CI job.")
  private Optional<String> shard = Optional.empty();

  /** All runs that are asked for. */
  List<ScenarioRun> runs() {
    List<ScenarioRun> runs = ScenarioRun.of(Scenarios.select(scenarios), platforms, modules);
    return shard.map(text -> shard(runs, text)).orElse(runs);
  }

  /** The files among the scenarios and profiles that are asked for. */
  List<Path> files() {
    return Stream.concat(
            scenarios.stream().filter(Scenarios::isFile),
            Stream.concat(platforms.stream(), modules.stream()).filter(Profiles::isFile))
        .map(Path::of)
        .toList();
  }

  /** What is in the files that runs depend on. */
  Definitions definitions(List<ScenarioRun> runs) {
    return Definitions.of(scenarios, runs);
  }

  private static List<ScenarioRun> shard(List<ScenarioRun> runs, String text) {
    if (!text.matches("[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")) {
      throw new BadInput("--shard: must be I/N with I from 1 to N, for example 1/4, not " + text);
    }
    int index = Integer.parseInt(text.substring(0, text.indexOf('/')));
    int count = Integer.parseInt(text.substring(text.indexOf('/') + 1));
    if (index > count) {
      throw new BadInput("--shard: there is no shard " + index + " of " + count);
    }
    List<ScenarioRun> chosen = new ArrayList<>();
    for (int i = index - 1; i < runs.size(); i += count) {
      chosen.add(runs.get(i));
    }
    if (chosen.isEmpty()) {
      throw new BadInput(
          "--shard " + text + ": has nothing to run of " + Plural.of(runs.size(), "run"));
    }
    return chosen;
  }

  int jobs() {
    return jobs.jobs();
  }
}
