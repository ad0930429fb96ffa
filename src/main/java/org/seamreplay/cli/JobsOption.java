package org.seamreplay.cli;

import java.util.Optional;
import org.seamreplay.replay.boundary.BadInput;
import picocli.CommandLine.Option;

/** How many runs at a time. */
final class JobsOption {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Runs at a time; default: the number of CPUs. Does not change any result.")
  private Optional<Integer> jobs = Optional.empty();

  /** As many as somebody says, or as there are CPUs. */
  int jobs() {
    int number = jobs.orElse(Runtime.getRuntime().availableProcessors());
    if (number < 1 || number > 1024) {
      throw new BadInput("--jobs: must be between 1 and 1024, not " + number);
    }
    return number;
  }
}
