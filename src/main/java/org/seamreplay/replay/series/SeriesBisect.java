package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seamreplay.replay.boundary.ScenarioRun;

/**
 * Searches the first step of a series at which a run is not as it should be any more. As any
 * bisection it takes for granted that what is broken stays broken, which it does not check; but of
 * the step that it names and of the one before it has seen both.
 */
public final class SeriesBisect {
  /** What is known of a step. */
  private enum State {
    GOOD,
    BAD,
    NOT_BUILT
  }

  private final SeriesReplay replay;
  private final SeriesPlan plan;
  private final Map<Integer, SeriesOutcome> seen = new TreeMap<>();
  private List<ScenarioRun> runs;

  private SeriesBisect(SeriesReplay replay, SeriesPlan plan, List<ScenarioRun> runs) {
    this.replay = replay;
    this.plan = plan;
    this.runs = runs;
  }

  /**
   * What came out.
   *
   * @param firstBad the outcome of the first bad step; empty if the last step is good, or if steps
   *     that cannot be built stand in the way
   * @param lastGood label of the step before it that is good; empty if there is none
   * @param suspects labels of the steps that cannot be told apart because they cannot be built,
   *     then the one that is bad for certain; empty if the first bad step is known or all is good
   * @param replayed labels of the steps that were run
   * @param steps how many steps there are
   */
  public record Result(
      Optional<SeriesOutcome> firstBad,
      Optional<String> lastGood,
      List<String> suspects,
      List<String> replayed,
      int steps) {
    /** Copies the lists. */
    public Result {
      suspects = List.copyOf(suspects);
      replayed = List.copyOf(replayed);
    }
  }

  /**
   * Searches.
   *
   * @param runs what is run at a step; after the last step only those that fail there
   */
  public static Result search(SeriesReplay replay, SeriesPlan plan, List<ScenarioRun> runs) {
    return new SeriesBisect(replay, plan, runs).search();
  }

  private Result search() {
    int high = plan.steps().size() - 1;
    if (state(high) == State.NOT_BUILT) {
      return result(Optional.empty(), Optional.empty(), List.of(label(high)));
    }
    if (state(high) == State.GOOD) {
      return result(Optional.empty(), Optional.of(label(high)), List.of());
    }
    runs = failing(seen.get(high));
    int low = -1;
    while (high - low > 1) {
      Optional<Integer> middle = middle(low, high);
      if (middle.isEmpty()) {
        List<String> suspects = new ArrayList<>();
        for (int i = low + 1; i <= high; i++) {
          suspects.add(label(i));
        }
        return result(Optional.empty(), good(low), suspects);
      }
      if (state(middle.get()) == State.BAD) {
        high = middle.get();
      } else {
        low = middle.get();
      }
    }
    return result(Optional.of(seen.get(high)), good(low), List.of());
  }

  /** The step nearest to the middle that can be built. */
  private Optional<Integer> middle(int low, int high) {
    int centre = (low + high) >>> 1;
    for (int distance = 0; distance < high - low; distance++) {
      for (int step : new int[] {centre - distance, centre + distance}) {
        if (step > low && step < high && state(step) != State.NOT_BUILT) {
          return Optional.of(step);
        }
      }
    }
    return Optional.empty();
  }

  private State state(int index) {
    SeriesOutcome outcome =
        seen.computeIfAbsent(
            index,
            i -> {
              int number = plan.steps().get(i).number();
              return replay.run(plan, runs, step -> step == number);
            });
    StepOutcome step = outcome.steps().get(0);
    if (!step.built()) {
      return State.NOT_BUILT;
    }
    return step.cells().stream().allMatch(cell -> cell.verdict().problems().isEmpty())
        ? State.GOOD
        : State.BAD;
  }

  private static List<ScenarioRun> failing(SeriesOutcome outcome) {
    return outcome.steps().get(0).cells().stream()
        .filter(cell -> !cell.verdict().problems().isEmpty())
        .map(cell -> cell.verdict().recording().run())
        .toList();
  }

  private String label(int index) {
    return plan.steps().get(index).label();
  }

  private Optional<String> good(int low) {
    return low < 0 ? Optional.empty() : Optional.of(label(low));
  }

  private Result result(
      Optional<SeriesOutcome> firstBad, Optional<String> lastGood, List<String> suspects) {
    return new Result(
        firstBad,
        lastGood,
        suspects,
        seen.keySet().stream().map(this::label).toList(),
        plan.steps().size());
  }
}
