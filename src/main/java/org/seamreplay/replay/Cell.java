package org.seamreplay.replay;

import java.util.List;
import org.seamreplay.diff.Divergence;

/**
 * One scenario run at one step of a series.
 *
 * @param verdict what came out, and how it compares with what is expected
 * @param change how behaviour differs from the step before; empty for the base and for a step that
 *     changes nothing here
 * @param reused whether the step before was not run again because none of the code that ran has
 *     changed; for statistics only, as it may depend on what ran before in another thread
 */
public record Cell(Verdict verdict, List<Divergence> change, boolean reused) {
  /** Copies the list. */
  public Cell {
    change = List.copyOf(change);
  }
}
