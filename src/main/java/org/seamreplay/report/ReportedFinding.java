package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.vm.SourceFrame;

/**
 * Something wrong as reports show it: once, where it is seen first, however many runs and steps
 * show it.
 *
 * @param sort what it says about the run
 * @param step where it is seen first
 * @param run the first run that shows it; empty if it is about the step
 * @param kind lower case, stable: a finding's kind, {@code divergence}, {@code return-value} ...
 * @param subject what it is about within the kind, without values and lines: a call and an operand
 * @param message one line: what happened
 * @param details labelled lines: expected, got, where memory was allocated
 * @param cause one sentence; may be empty
 * @param next the command to go on with; may be empty
 * @param place what to look at, if it has a place
 * @param latest the same at the last step that shows it, whose lines are those of the tree that a
 *     reader most likely has before them
 * @param stack innermost first; may be empty
 * @param also the other places that show it, in order
 */
record ReportedFinding(
    Sort sort,
    StepOutcome step,
    Optional<ScenarioRun> run,
    String kind,
    String subject,
    String message,
    List<JudgedFinding.Detail> details,
    String cause,
    String next,
    Optional<Place> place,
    Optional<Place> latest,
    List<SourceFrame> stack,
    List<Occurrence> also) {

  /** What a finding says about a run or a step. */
  enum Sort {
    /** It is not as expected. */
    WRONG,
    /** Nobody knows, as something has no model. */
    NOT_MODELLED,
    /** The step cannot be built. */
    NOT_BUILT,
    /** The patch does not do what it says. */
    CLAIM
  }

  /** A run at a step. */
  record Occurrence(StepOutcome step, ScenarioRun run) {
    boolean isAt(StepOutcome other) {
      return step.number() == other.number();
    }
  }

  ReportedFinding {
    details = List.copyOf(details);
    stack = List.copyOf(stack);
    also = List.copyOf(also);
  }

  ReportedFinding withAlso(List<Occurrence> others, Optional<Place> last) {
    return new ReportedFinding(
        sort, step, run, kind, subject, message, details, cause, next, place, last, stack, others);
  }

  /** The function to look at; empty if there is none. */
  String function() {
    return place.map(p -> p.frame().function()).orElse("");
  }

  /**
   * The same for the same defect in another version of the code: made of kind, function and what it
   * is about, never of lines, values, steps or runs.
   */
  String fingerprint() {
    String about = kind + "\n" + function() + "\n" + subject;
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(about.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
