package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.tree.SeriesStep;
import org.seamreplay.vm.cover.Coverage;
import org.seamreplay.vm.cover.Tally;

/** Runs scenarios on the tree that a whole series makes and tells what they execute of it. */
public final class CoverageReplay {
  private final SeriesPlan plan;
  private final StepSource last;
  private final Map<String, Map<Integer, Integer>> runsByLine = new HashMap<>();

  private CoverageReplay(SeriesPlan plan) {
    this.plan = plan;
    this.last = plan.steps().get(plan.steps().size() - 1);
  }

  /**
   * Measures what runs execute.
   *
   * @param jobs runs at a time; does not show in the report
   * @throws org.seamreplay.compile.CompileFailed if the tree does not compile
   */
  public static CoverageReport run(
      SeriesPlan plan,
      List<ScenarioRun> runs,
      StepBuilder builder,
      int jobs,
      ReplayListener listener) {
    return new CoverageReplay(plan).run(runs, builder, jobs, listener);
  }

  private CoverageReport run(
      List<ScenarioRun> runs, StepBuilder builder, int jobs, ReplayListener listener) {
    listener.building(last.label());
    Replay replay = builder.build(last, plan.seriesId());
    Tally host = new Tally(replay.program());
    Optional<Tally> guest = replay.guestProgram().map(Tally::new);
    listener.runs(runs.size());
    new Runner(jobs)
        .all(runs, run -> measure(replay, run, host, guest), run -> listener.running(run.name()));
    List<Tally> both = Stream.concat(Stream.of(host), guest.stream()).toList();
    List<Tally.Line> lines =
        Tally.sumOfLines(both.stream().flatMap(c -> c.lines().stream()).toList());
    lines.forEach(
        l -> runsByLine.computeIfAbsent(l.file(), f -> new HashMap<>()).put(l.line(), l.runs()));
    return new CoverageReport(
        plan.title(),
        patches(),
        lines,
        Tally.sumOfBranches(both.stream().flatMap(c -> c.branches().stream()).toList()),
        Tally.sumOfFunctions(both.stream().flatMap(c -> c.functions().stream()).toList()));
  }

  private static Recording measure(
      Replay replay, ScenarioRun run, Tally host, Optional<Tally> guest) {
    Coverage ofHost = new Coverage(host.landmarks());
    Optional<Coverage> ofGuest = guest.map(tally -> new Coverage(tally.landmarks()));
    Recording recording = replay.run(run, Optional.of(ofHost), ofGuest);
    host.add(ofHost);
    ofGuest.ifPresent(coverage -> guest.orElseThrow().add(coverage));
    return recording;
  }

  private List<CoverageReport.OfPatch> patches() {
    Set<String> files =
        last.tree() instanceof SeriesStep step
            ? step.pathsOfSeries()
            : new TreeSet<>(runsByLine.keySet());
    Map<Integer, Count> counts = new HashMap<>();
    for (String file : files) {
      for (int line = 1; ; line++) {
        Optional<String> text = last.sources().line(file, line);
        if (text.isEmpty()) {
          break;
        }
        counts
            .computeIfAbsent(last.sources().patch(file, line), p -> new Count())
            .add(file, line, text.get());
      }
    }
    boolean series = last.number() > 0;
    return plan.steps().stream()
        .filter(step -> step.number() > 0 || !series)
        .map(step -> counts.getOrDefault(step.number(), new Count()).of(step))
        .toList();
  }

  private final class Count {
    private int executed;
    private int elsewhere;
    private int noCode;
    private final List<CoverageReport.Missed> missed = new ArrayList<>();

    void add(String file, int line, String text) {
      Map<Integer, Integer> known = runsByLine.get(file);
      Integer runs = known == null ? null : known.get(line);
      if (runs == null) {
        elsewhere += known == null && file.endsWith(".c") ? 1 : 0;
        noCode += known == null && file.endsWith(".c") ? 0 : 1;
      } else if (runs > 0) {
        executed++;
      } else {
        missed.add(new CoverageReport.Missed(file, line, text));
      }
    }

    CoverageReport.OfPatch of(StepSource step) {
      return new CoverageReport.OfPatch(
          step.label(), step.subject(), executed, missed, elsewhere, noCode);
    }
  }
}
