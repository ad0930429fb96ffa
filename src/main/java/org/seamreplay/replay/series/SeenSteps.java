package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.seamreplay.replay.run.Footprints;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.replay.seen.LastStep;
import org.seamreplay.replay.seen.PatchView;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.tree.SeriesStep;

/** What the runs of each step of a series have seen of its patch. */
final class SeenSteps {
  private final PatchView view = new PatchView();
  private final List<StepSource> steps;
  private final List<Optional<Replay>> replays;
  private final List<List<Cell>> rows;

  private SeenSteps(List<StepSource> steps, List<Optional<Replay>> replays, List<List<Cell>> rows) {
    this.steps = steps;
    this.replays = replays;
    this.rows = rows;
  }

  /**
   * For each step; nothing for one without a step before it.
   *
   * @param replays those of the steps that are built
   * @param rows the cells of each step; none if it is not built
   */
  static List<Optional<Seen>> of(
      List<StepSource> steps, List<Optional<Replay>> replays, List<List<Cell>> rows) {
    return new SeenSteps(steps, replays, rows).all();
  }

  private List<Optional<Seen>> all() {
    List<Optional<Seen>> seen = new ArrayList<>();
    LastStep last = lastStep();
    int before = -1;
    for (int i = 0; i < steps.size(); i++) {
      boolean built = replays.get(i).isPresent();
      seen.add(built && before >= 0 ? Optional.of(between(before, i, last)) : Optional.empty());
      before = built ? i : before;
    }
    return seen;
  }

  private LastStep lastStep() {
    for (int i = steps.size() - 1; i > 0; i--) {
      if (replays.get(i).isPresent() && steps.get(i).tree() instanceof SeriesStep step) {
        return new LastStep(
            replays.get(i).get(), step, step.pathsOfSeries(), footprints(rows.get(i)));
      }
    }
    return LastStep.NONE;
  }

  /** A step and the last one before it that is built; patches between count for the later one. */
  private Seen between(int before, int now, LastStep last) {
    SortedSet<String> paths = new TreeSet<>();
    for (StepSource source : steps.subList(before + 1, now + 1)) {
      if (source.tree() instanceof SeriesStep step) {
        paths.addAll(step.changedPaths());
      }
    }
    List<Cell> compared = new ArrayList<>();
    for (int run = 0; run < rows.get(now).size(); run++) {
      if (recording(rows.get(before).get(run)).trace().isPresent()) {
        compared.add(rows.get(now).get(run));
      }
    }
    return view.of(
        side(before),
        side(now),
        paths,
        new PatchView.Runs(footprints(compared), footprints(rows.get(now))),
        last);
  }

  private PatchView.Side side(int step) {
    return new PatchView.Side(replays.get(step).orElseThrow(), steps.get(step).tree());
  }

  /** Of the runs that apply: others are not compared with anything. */
  private static List<Footprints> footprints(List<Cell> cells) {
    return cells.stream()
        .map(SeenSteps::recording)
        .filter(recording -> recording.trace().isPresent())
        .flatMap(recording -> recording.footprints().stream())
        .toList();
  }

  private static Recording recording(Cell cell) {
    return cell.verdict().recording();
  }
}
