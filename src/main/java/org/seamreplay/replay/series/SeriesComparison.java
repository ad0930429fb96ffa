package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.trace.Trace;

/**
 * A range-diff of behaviour: how two postings of a series differ at their end, scenario by
 * scenario, and which patches carry each difference.
 *
 * @param patches which patch of the one is which of the other
 * @param scenarios those that differ, in the order of the runs
 * @param same how many runs do the same at the end of both
 * @param neither how many runs can be done at the end of neither
 */
public record SeriesComparison(
    List<StepMatch> patches, List<ScenarioDifference> scenarios, int same, int neither) {
  /** Copies the lists. */
  public SeriesComparison {
    patches = List.copyOf(patches);
    scenarios = List.copyOf(scenarios);
  }

  /**
   * A run that differs at the end.
   *
   * @param run what was run
   * @param first whether the first posting can do it at its end; if not there are no differences
   * @param second whether the second posting can
   * @param differences from the first posting to the second, in the order of the traces
   */
  public record ScenarioDifference(
      ScenarioRun run, boolean first, boolean second, List<Carried> differences) {
    /** Copies the list. */
    public ScenarioDifference {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A difference with the patches that make it.
   *
   * @param divergence expected is what the first posting does
   * @param first the step of the first posting with which the difference comes up, held against the
   *     end of the second; empty if it is there from the base on
   * @param second the step of the second posting, held against the end of the first
   */
  public record Carried(
      Divergence divergence, Optional<StepOutcome> first, Optional<StepOutcome> second) {}

  /** Compares two postings that were replayed with the same runs. */
  public static SeriesComparison of(
      List<StepMatch> patches, SeriesOutcome first, SeriesOutcome second) {
    List<ScenarioDifference> scenarios = new ArrayList<>();
    int same = 0;
    int neither = 0;
    for (int i = 0; i < first.runs().size(); i++) {
      Optional<Trace> a = endTrace(first, i);
      Optional<Trace> b = endTrace(second, i);
      if (a.isPresent() && b.isPresent()) {
        List<Divergence> all = TraceDiff.between(a.get(), b.get());
        if (!all.isEmpty()) {
          scenarios.add(
              new ScenarioDifference(
                  first.runs().get(i),
                  true,
                  true,
                  carried(all, a.get(), b.get(), first, second, i)));
          continue;
        }
      } else if (a.isPresent() != b.isPresent()) {
        scenarios.add(
            new ScenarioDifference(first.runs().get(i), a.isPresent(), b.isPresent(), List.of()));
        continue;
      } else {
        neither++;
        continue;
      }
      same++;
    }
    return new SeriesComparison(patches, scenarios, same, neither);
  }

  private static List<Carried> carried(
      List<Divergence> all,
      Trace endOfFirst,
      Trace endOfSecond,
      SeriesOutcome first,
      SeriesOutcome second,
      int run) {
    List<Optional<Set<String>>> fromFirst = new ArrayList<>();
    for (StepOutcome step : first.steps()) {
      fromFirst.add(trace(step, run).map(t -> identities(TraceDiff.between(t, endOfSecond))));
    }
    List<Optional<Set<String>>> fromSecond = new ArrayList<>();
    for (StepOutcome step : second.steps()) {
      fromSecond.add(trace(step, run).map(t -> identities(TraceDiff.between(endOfFirst, t))));
    }
    return all.stream()
        .map(
            divergence ->
                new Carried(
                    divergence,
                    appears(divergence, fromFirst).map(first.steps()::get),
                    appears(divergence, fromSecond).map(second.steps()::get)))
        .toList();
  }

  /** The last step at which the difference comes up; empty if it never was absent before. */
  private static Optional<Integer> appears(
      Divergence divergence, List<Optional<Set<String>>> steps) {
    String identity = identity(divergence);
    for (int i = steps.size() - 1; i > 0; i--) {
      if (steps.get(i).isEmpty()) {
        continue;
      }
      int before = i - 1;
      while (before >= 0 && steps.get(before).isEmpty()) {
        before--;
      }
      boolean now = steps.get(i).get().contains(identity);
      if (!now) {
        return Optional.empty();
      }
      // Without a trace before it, this is the step with which the scenario can run at all.
      if (before < 0 || !steps.get(before).get().contains(identity)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static Set<String> identities(List<Divergence> divergences) {
    Set<String> identities = new HashSet<>();
    divergences.forEach(divergence -> identities.add(identity(divergence)));
    return identities;
  }

  /** What a difference is, wherever in the trace it stands. */
  private static String identity(Divergence d) {
    return d.kind() + "|" + d.call() + "|" + d.what() + "|" + d.expected() + "|" + d.got();
  }

  private static Optional<Trace> endTrace(SeriesOutcome outcome, int run) {
    List<StepOutcome> steps = outcome.steps();
    return trace(steps.get(steps.size() - 1), run);
  }

  private static Optional<Trace> trace(StepOutcome step, int run) {
    return step.built() ? step.cells().get(run).verdict().recording().trace() : Optional.empty();
  }
}
