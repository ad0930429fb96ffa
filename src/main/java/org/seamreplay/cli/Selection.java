package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.replay.BadInput;
import org.seamreplay.replay.FixtureKernel;
import org.seamreplay.replay.KernelTree;
import org.seamreplay.replay.ScenarioRun;
import org.seamreplay.scenario.Scenarios;
import picocli.CommandLine.Option;

/** What is run: options that {@code run} and {@code record} share. */
final class Selection {
  @Option(
      names = "--kernel",
      paramLabel = "PATH",
      description = "Root of a kernel source tree; default: the kernel code that comes along.")
  private Path kernel;

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

  KernelTree tree(Environment environment) {
    return KernelTree.open(kernel != null ? kernel : FixtureKernel.unpack(environment.cache()));
  }

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
}
