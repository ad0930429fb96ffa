package org.seamreplay.replay;

import java.util.List;
import org.seamreplay.diff.Divergence;

/**
 * A recording and what is wrong with it.
 *
 * @param recording what was recorded
 * @param golden how it compares with the golden trace
 * @param problems in order of weight: findings, expectations, divergence
 * @param divergences all differences from the golden trace; empty unless that is DIFFERENT
 * @param known findings that the golden trace has too: somebody has looked at them and kept them
 */
public record Verdict(
    Recording recording,
    Golden golden,
    List<Problem> problems,
    List<Divergence> divergences,
    List<Problem> known) {
  /** The state of the golden trace. */
  public enum Golden {
    /** There is one, and the recording means the same. */
    SAME,
    /** There is one, and the recording differs. */
    DIFFERENT,
    /** There is none to compare with. */
    NONE
  }

  /** Copies the lists. */
  public Verdict {
    problems = List.copyOf(problems);
    divergences = List.copyOf(divergences);
    known = List.copyOf(known);
  }
}
