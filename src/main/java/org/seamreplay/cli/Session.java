package org.seamreplay.cli;

import java.util.List;
import org.seamreplay.build.Compiler;
import org.seamreplay.replay.GoldenTraces;
import org.seamreplay.replay.Judge;
import org.seamreplay.replay.KernelTree;
import org.seamreplay.replay.LoadedProfiles;
import org.seamreplay.replay.Recording;
import org.seamreplay.replay.Replay;
import org.seamreplay.replay.Runner;
import org.seamreplay.replay.ScenarioRun;
import org.seamreplay.replay.Verdict;

/** Compiles a tree once and executes runs on it, with progress for a person who watches. */
final class Session {
  private final KernelTree tree;
  private final int jobs;
  private final Progress progress;
  private final Compiler compiler;

  Session(Environment environment, KernelTree tree, int jobs) {
    this.tree = tree;
    this.jobs = jobs;
    this.progress = new Progress(environment);
    this.compiler = new Compiler(environment.cache(), progress::say);
  }

  /** Executes the runs and compares each with its golden trace, if it has one. */
  List<Verdict> judge(List<ScenarioRun> runs, GoldenTraces golden) {
    List<Recording> recordings = execute(runs);
    return recordings.stream().map(r -> Judge.judge(r, golden.find(tree, r.run()))).toList();
  }

  /** Executes the runs. */
  List<Recording> execute(List<ScenarioRun> runs) {
    LoadedProfiles profiles = new LoadedProfiles();
    profiles.loadFor(runs);
    progress.say("compiling " + tree.path());
    Replay replay = Replay.of(tree, compiler, "seamreplay " + Main.version(), profiles);
    progress.total(runs.size());
    try {
      return new Runner(jobs).all(runs, replay::run, run -> progress.next(run.name()));
    } finally {
      progress.done();
    }
  }
}
