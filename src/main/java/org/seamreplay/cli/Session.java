package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.series.CoverageReplay;
import org.seamreplay.replay.series.CoverageReport;
import org.seamreplay.replay.series.ReplayListener;
import org.seamreplay.replay.series.ReplayMemory;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.SeriesReplay;
import org.seamreplay.replay.series.StepBuilder;

/**
 * Replays plans, with progress for a person who watches. What one replay has found out is kept for
 * the next.
 */
final class Session {
  private final int jobs;
  private final Progress progress;
  private final Compiler compiler;
  private final LoadedProfiles profiles;
  private final ReplayMemory memory = new ReplayMemory();

  Session(Environment environment, int jobs) {
    this(environment, jobs, new LoadedProfiles());
  }

  /** With machines and modules from somewhere. */
  Session(Environment environment, int jobs, LoadedProfiles profiles) {
    this.jobs = jobs;
    this.profiles = profiles;
    this.progress = new Progress(environment);
    this.compiler = new Compiler(environment.cache(), progress::say);
  }

  /** Runs all scenarios at all steps and compares them with their golden traces. */
  SeriesOutcome replay(SeriesPlan plan, List<ScenarioRun> runs, GoldenTraces golden) {
    return with(runs, golden, replay -> replay.run(plan, runs));
  }

  /** Measures what all scenarios execute of the tree that the series makes. */
  CoverageReport coverage(SeriesPlan plan, List<ScenarioRun> runs) {
    profiles.loadFor(runs);
    try (StepBuilder builder = builder()) {
      return CoverageReplay.run(plan, runs, builder, jobs, new Shown());
    } finally {
      progress.done();
    }
  }

  /** Does something with a replay that is ready for these runs. */
  <T> T with(List<ScenarioRun> runs, GoldenTraces golden, Function<SeriesReplay, T> work) {
    profiles.loadFor(runs);
    try (StepBuilder builder = builder()) {
      return work.apply(new SeriesReplay(builder, golden, jobs, new Shown()));
    } finally {
      progress.done();
    }
  }

  private StepBuilder builder() {
    return new StepBuilder(compiler, tool(), profiles, memory);
  }

  /** Who writes traces. */
  static String tool() {
    return "seamreplay " + Main.version();
  }

  /** The files of a kernel that is a directory that its units were made from when last compiled. */
  List<Path> filesRead(Path kernel) {
    KernelTree tree = KernelTree.open(kernel);
    return Stream.concat(tree.units().stream(), tree.guestUnits().stream())
        .flatMap(unit -> compiler.filesRead(tree.path(), unit).stream())
        .toList();
  }

  private final class Shown implements ReplayListener {
    @Override
    public void building(String step) {
      progress.say("compiling " + step);
    }

    @Override
    public void runs(int count) {
      progress.total(count);
    }

    @Override
    public void running(String run) {
      progress.next(run);
    }
  }
}
