package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.series.FilePatch;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;

/** A series on a base: a tree for each patch. */
public final class SeriesTree {
  private final Base base;
  private final Series series;
  private final List<Step> steps;

  private SeriesTree(Base base, Series series, List<Step> steps) {
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
    List<Step> steps = new ArrayList<>();
    Overlay tree = Overlay.on(base);
    for (Patch patch : series.patches()) {
      String label = series.label(patch.number());
      Work work = new Work("patch " + label);
      PatchApplier.Outcome outcome = exact(tree, patch.number(), patch.files(), work);
      List<String> notes = new ArrayList<>();
      if (!outcome.applied() && patch.filesInUtf8().isPresent()) {
        PatchApplier.Outcome recoded = exact(tree, patch.number(), patch.filesInUtf8().get(), work);
        if (recoded.applied()) {
          outcome = recoded;
          notes.add("the mail is in another character set; its diff was read as UTF-8");
        }
      }
      if (!outcome.applied()) {
        throw new DoesNotApply(
            label, patch, outcome.conflicts(), new SeriesTree(base, series, steps));
      }
      Overlay after = tree.with(outcome.changes());
      steps.add(
          new Step(
              patch, outcome.changes().keySet(), after, outcome.placements(), List.of(), notes));
      tree = after;
    }
    return new SeriesTree(base, series, steps);
  }

  private static PatchApplier.Outcome exact(
      Overlay tree, int number, List<FilePatch> files, Work work) {
    return PatchApplier.apply(
        tree,
        number,
        files,
        (file, lines, placements, conflicts) -> {
          HunkApplier applier = new HunkApplier(file.path(), number, lines, work);
          applier.apply(file.hunks());
          placements.addAll(applier.placements());
          conflicts.addAll(applier.conflicts());
          return applier.lines();
        });
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
  public List<Step> steps() {
    return steps;
  }
}
