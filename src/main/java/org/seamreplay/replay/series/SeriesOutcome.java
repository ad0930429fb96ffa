package org.seamreplay.replay.series;

import java.util.List;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenPlace;

/**
 * A series, or a tree alone, replayed.
 *
 * @param kernel what the base's traces are filed under: {@code linux-7.3}, {@code fixture}
 * @param base what it was applied to, for people
 * @param title of the series; empty if there is none, then the base is the only step
 * @param seriesId what the traces of its steps are filed under; empty if there is no series
 * @param notes on the series as a whole: what was ignored, how well the base fits
 * @param runs what each step was run with
 * @param places where the golden traces of each step are; as many as steps that apply
 * @param steps the base, then a step for each patch
 */
public record SeriesOutcome(
    String kernel,
    String base,
    String title,
    String seriesId,
    List<String> notes,
    List<ScenarioRun> runs,
    List<GoldenPlace> places,
    List<StepOutcome> steps) {
  /** Copies the lists. */
  public SeriesOutcome {
    notes = List.copyOf(notes);
    runs = List.copyOf(runs);
    places = List.copyOf(places);
    steps = List.copyOf(steps);
  }

  /** Whether there are patches, so that a reader wants a matrix. */
  public boolean isSeries() {
    return steps.size() > 1;
  }
}
