package org.seamreplay.dice.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.QuoteFinding;
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
    QuoteVerdict verdict,
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
      CheckStep step, Outcome outcome, List<QuoteFinding> findings, Optional<String> note) {}

  /** The result of a step. */
  public StepResult step(CheckStep step) {
    return steps.get(step.number() - 1);
  }

  /** The steps that failed, in order. */
  public List<CheckStep> failed() {
    return with(Outcome.FAILED);
  }

  /** The steps that ended so, in order. */
  public List<CheckStep> with(Outcome outcome) {
    return steps.stream()
        .filter(result -> result.outcome() == outcome)
        .map(StepResult::step)
        .toList();
  }

  /** Why it does not verify: the first finding of the first step that failed or is undecided. */
  public Optional<QuoteFinding> first() {
    Outcome decisive = verdict == QuoteVerdict.UNDECIDED ? Outcome.UNDECIDED : Outcome.FAILED;
    return steps.stream()
        .filter(result -> result.outcome() == decisive)
        .findFirst()
        .map(result -> result.findings().get(0));
  }
}
