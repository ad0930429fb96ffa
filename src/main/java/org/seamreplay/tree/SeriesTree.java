package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;

/** A series on a base: a tree for each patch. */
public final class SeriesTree {
  private final Base base;
  private final Series series;
  private final List<SeriesStep> steps;

  private SeriesTree(Base base, Series series, List<SeriesStep> steps) {
    this.base = base;
    this.series = series;
    this.steps = List.copyOf(steps);
  }

  /**
   * Applies a series, patch after patch.
   *
   * @throws DoesNotApply at the first patch that does not apply; it has the steps before
   * @throws BadTree if the base cannot be read
   */
  public static SeriesTree apply(Base base, Series series, ApplyOptions options) {
    List<SeriesStep> steps = new ArrayList<>();
    Overlay tree = Overlay.on(base);
    for (Patch patch : series.patches()) {
      String label = series.label(patch.number());
      Attempts attempts = new Attempts(base, tree, patch, label, options);
      if (!attempts.apply()) {
        throw new DoesNotApply(
            label,
            patch,
            attempts.outcome().conflicts(),
            attempts.notes(),
            new SeriesTree(base, series, steps));
      }
      PatchApplier.Outcome outcome = attempts.outcome();
      Overlay after = tree.with(outcome.changes());
      steps.add(
          new SeriesStep(
              patch,
              outcome.changes().keySet(),
              after,
              outcome.placements(),
              attempts.merged(),
              attempts.notes()));
      tree = after;
    }
    return new SeriesTree(base, series, steps);
  }

  /** What the series is applied to. */
  public Base base() {
    return base;
  }

  /** The series. */
  public Series series() {
    return series;
  }

  /** The steps in order. */
  public List<SeriesStep> steps() {
    return steps;
  }
}
