package org.seamreplay.dice.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.Finding;
import org.seamreplay.dice.cbor.Step;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.quote.ParsedQuote;

/**
 * The result of verifying one input.
 *
 * @param verdict what it comes to
 * @param steps all 55, in order
 * @param at the time for which it holds
 * @param anchor the root that the path ends at, once that is known
 * @param quote the quote taken apart, if it is one; authentic only as far as the steps say
 */
public record Verification(
    Verdict verdict,
    List<StepResult> steps,
    Instant at,
    Optional<TrustAnchor> anchor,
    Optional<ParsedQuote> quote) {

  /**
   * One step's result.
   *
   * @param step which step
   * @param outcome how it ended
   * @param findings why, if it did not simply pass
   * @param note why nothing was asked; empty otherwise
   */
  public record StepResult(
      Step step, Outcome outcome, List<Finding> findings, Optional<String> note) {}

  /** The result of a step. */
  public StepResult step(Step step) {
    return steps.get(step.number() - 1);
  }

  /** The steps that failed, in order. */
  public List<Step> failed() {
    return with(Outcome.FAILED);
  }

  /** The steps that ended so, in order. */
  public List<Step> with(Outcome outcome) {
    return steps.stream()
        .filter(result -> result.outcome() == outcome)
        .map(StepResult::step)
        .toList();
  }

  /** Why it does not verify: the first finding of the first step that failed or is undecided. */
  public Optional<Finding> first() {
    Outcome decisive = verdict == Verdict.UNDECIDED ? Outcome.UNDECIDED : Outcome.FAILED;
    return steps.stream()
        .filter(result -> result.outcome() == decisive)
        .findFirst()
        .map(result -> result.findings().get(0));
  }
}
