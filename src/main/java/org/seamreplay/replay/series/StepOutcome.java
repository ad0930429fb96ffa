package org.seamreplay.replay.series;

import java.util.List;
import java.util.Optional;

/**
 * A step of a series, replayed.
 *
 * @param number 0 for the base, else the patch's number
 * @param label {@code base}, or as the series counts: {@code 07/15}
 * @param subject of the patch; empty for the base
 * @param failure why the step cannot be built, in one line; then there are no cells
 * @param details further lines to the failure: the hunk, the compiler's diagnostics
 * @param cells one for each run, in the order of the runs
 * @param claim what the commit message says of itself, and whether it is true
 * @param notes what is worth knowing: hunks that moved, files that were merged
 * @param sources its files
 */
public record StepOutcome(
    int number,
    String label,
    String subject,
    Optional<String> failure,
    List<String> details,
    List<Cell> cells,
    Claim claim,
    List<String> notes,
    Sources sources) {
  /** Whether the claim that a patch does not change what the code does is true. */
  public enum Claim {
    /** The commit message does not say that. */
    NONE,
    /** It does, and no run differs from the step before. */
    KEPT,
    /** It does, and runs differ. */
    BROKEN
  }

  /** Copies the lists. */
  public StepOutcome {
    details = List.copyOf(details);
    cells = List.copyOf(cells);
    notes = List.copyOf(notes);
  }

  /** Whether the step could be built. */
  public boolean built() {
    return failure.isEmpty();
  }
}
