package org.seamreplay.replay.judge;

import java.util.List;
import java.util.Optional;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.trace.Trace;

/**
 * A recording and what is wrong with it.
 *
 * @param recording what was recorded
 * @param golden how it compares with the golden trace
 * @param problems in order of weight: findings, expectations, divergence
 * @param divergences all differences from the golden trace; empty unless that is DIFFERENT
 * @param known findings that the golden trace has too: somebody has looked at them and kept them
 * @param goldenTrace the golden trace, if there is one
 */
public record Verdict(
    Recording recording,
    Golden golden,
    List<JudgedFinding> problems,
    List<Divergence> divergences,
    List<JudgedFinding> known,
    Optional<Trace> goldenTrace) {
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

  /** A verdict without the golden trace itself. */
  public Verdict(
      Recording recording,
      Golden golden,
      List<JudgedFinding> problems,
      List<Divergence> divergences,
      List<JudgedFinding> known) {
    this(recording, golden, problems, divergences, known, Optional.empty());
  }
}
