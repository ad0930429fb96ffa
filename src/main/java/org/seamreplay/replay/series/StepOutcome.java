package org.seamreplay.replay.series;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seamreplay.replay.seen.Seen;

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
 * @param seen what the runs have seen of its patch; empty if there is no step to compare it with
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
    Sources sources,
    Optional<Seen> seen) {
  /** How a failure starts that is a lack of this program. */
  static final String NOT_MODELLED = "not modelled: ";

  /** What a patch does to behaviour, as far as anybody can say. */
  public enum Answer {
    /** Every line that it changes and that has code ran, and no run differs. */
    SAME,
    /** No run differs, but no run has seen all of it, either. */
    NOT_SEEN,
    /** Runs differ. */
    CHANGES;

    /** As programs read it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether the claim that a patch does not change what the code does is true. */
  public enum Claim {
    /** The commit message does not say that. */
    NONE,
    /** It does, and the answer is {@link Answer#SAME}. */
    KEPT,
    /** It does, no run differs, and nobody has seen all of it. */
    NOT_SEEN,
    /** It does, and runs differ. */
    BROKEN
  }

  /** Copies the lists. */
  public StepOutcome {
    details = List.copyOf(details);
    cells = List.copyOf(cells);
    notes = List.copyOf(notes);
  }

  /** A step of which nobody knows what its runs have seen. */
  public StepOutcome(
      int number,
      String label,
      String subject,
      Optional<String> failure,
      List<String> details,
      List<Cell> cells,
      Claim claim,
      List<String> notes,
      Sources sources) {
    this(number, label, subject, failure, details, cells, claim, notes, sources, Optional.empty());
  }

  /** What its patch does to behaviour; empty for a base, and for a step that is not built. */
  public Optional<Answer> answer() {
    return answer(cells, seen);
  }

  static Optional<Answer> answer(List<Cell> cells, Optional<Seen> seen) {
    if (cells.stream().anyMatch(cell -> !cell.change().isEmpty())) {
      return Optional.of(Answer.CHANGES);
    }
    return seen.map(all -> all.complete() ? Answer.SAME : Answer.NOT_SEEN);
  }

  /** Whether the step is not built because of what this program lacks, not its author. */
  public boolean notModelled() {
    return failure.filter(text -> text.startsWith(NOT_MODELLED)).isPresent();
  }

  /** Whether the step could be built. */
  public boolean built() {
    return failure.isEmpty();
  }
}
