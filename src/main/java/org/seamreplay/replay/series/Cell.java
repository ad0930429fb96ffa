package org.seamreplay.replay.series;

import java.util.List;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.judge.Verdict;

/**
 * One scenario run at one step of a series.
 *
 * @param verdict what came out, and how it compares with what is expected
 * @param change how behaviour differs from the step before; empty for the base and for a step that
 *     changes nothing here
 * @param reused whether this is the run of the step before: none of what it depended on has changed
 */
public record Cell(Verdict verdict, List<Divergence> change, boolean reused) {
  /** Copies the list. */
  public Cell {
    change = List.copyOf(change);
  }
}
