package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seamreplay.series.Note;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.BaseFit;
import org.seamreplay.tree.Conflict;
import org.seamreplay.tree.DoesNotApply;
import org.seamreplay.tree.SeriesStep;
import org.seamreplay.tree.SeriesTree;

/**
 * A base and the steps of a series on it, before anything is compiled.
 *
 * @param base what it is, for people
 * @param title of the series; empty without one
 * @param seriesId what goldens of its steps are filed under; empty without one
 * @param count how many patches the series has
 * @param notes on the series as a whole
 * @param steps the base, then a step for each patch that applies
 * @param stopped the patch that does not apply; the steps after it cannot be made
 */
public record SeriesPlan(
    String base,
    String title,
    String seriesId,
    int count,
    List<String> notes,
    List<StepSource> steps,
    Optional<DoesNotApply> stopped) {
  private static final int MOST_CONFLICTS = 3;
  private static final int MOST_LINES = 9;

  /** Copies the lists. */
  public SeriesPlan {
    notes = List.copyOf(notes);
    steps = List.copyOf(steps);
  }

  /** A tree without patches. */
  public static SeriesPlan of(Base base) {
    return new SeriesPlan(
        base.describe(), "", "", 0, List.of(), List.of(baseStep(base)), Optional.empty());
  }

  /**
   * Applies a series. A patch that does not apply ends the plan and is in it.
   *
   * @throws org.seamreplay.tree.BadTree if the base cannot be read
   */
  public static SeriesPlan of(Base base, Series series, ApplyOptions options) {
    SeriesTree applied;
    Optional<DoesNotApply> stopped = Optional.empty();
    try {
      applied = SeriesTree.apply(base, series, options);
    } catch (DoesNotApply e) {
      applied = e.applied();
      stopped = Optional.of(e);
    }
    List<StepSource> steps = new ArrayList<>(List.of(baseStep(base)));
    for (SeriesStep step : applied.steps()) {
      Patch patch = step.patch();
      steps.add(
          new StepSource(
              patch.number(),
              series.label(patch.number()),
              patch.subject(),
              patch.body(),
              notes(step),
              step,
              new StepSources(step)));
    }
    return new SeriesPlan(
        base.describe(),
        series.title(),
        series.id(),
        series.count(),
        Stream.concat(
                series.notes().stream().map(Note::text),
                fit(base, series, stopped.isPresent()).stream())
            .toList(),
        steps,
        stopped);
  }

  /** What to say of the base: nothing if it fits; which one would, if the series does not apply. */
  private static List<String> fit(Base base, Series series, boolean stopped) {
    BaseFit fit =
        stopped ? BaseFit.search(base, series, BaseFit.USUAL_LIMIT) : BaseFit.of(base, series);
    boolean unknown = fit.base().expected() == 0;
    return fit.base().fits() || (unknown && !stopped) ? List.of() : fit.lines();
  }

  /** The same with another word for the base. */
  public SeriesPlan onBase(String description) {
    return new SeriesPlan(description, title, seriesId, count, notes, steps, stopped);
  }

  private static StepSource baseStep(Base base) {
    return new StepSource(0, StepSource.BASE, "", "", List.of(), base, new StepSources(base));
  }

  private static List<String> notes(SeriesStep step) {
    List<String> notes = new ArrayList<>();
    step.moved().forEach(placement -> notes.add(placement.toString()));
    step.fuzzy().stream()
        .filter(placement -> placement.moved() == 0)
        .forEach(placement -> notes.add(placement.toString()));
    step.merged().forEach(path -> notes.add(path + ": merged three ways"));
    notes.addAll(step.notes());
    return notes;
  }

  /** The step that cannot be made because its patch does not apply. */
  Optional<StepOutcome> stoppedStep() {
    return stopped.map(
        e ->
            new StepOutcome(
                e.patch().number(),
                e.applied().series().label(e.patch().number()),
                e.patch().subject(),
                Optional.of(e.getMessage()),
                Stream.concat(
                        e.conflicts().stream().limit(MOST_CONFLICTS).flatMap(SeriesPlan::lines),
                        e.notes().stream())
                    .toList(),
                List.of(),
                StepOutcome.Claim.NONE,
                List.of(),
                Sources.NONE));
  }

  /** Where it is, what the hunk expects there, and what is there. */
  private static Stream<String> lines(Conflict conflict) {
    List<String> lines = new ArrayList<>(List.of(conflict.summary()));
    conflict
        .nearest()
        .ifPresent(
            place -> {
              for (int i = 0; i < conflict.expected().size() && lines.size() < MOST_LINES; i++) {
                String expected = conflict.expected().get(i);
                String found = i < place.found().size() ? place.found().get(i) : "";
                if (!expected.equals(found)) {
                  lines.add("  line " + (place.line() + i) + " expected  " + expected);
                  lines.add("  line " + (place.line() + i) + " found     " + found);
                }
              }
            });
    return lines.stream();
  }
}
