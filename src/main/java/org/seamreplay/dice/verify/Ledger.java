package org.seamreplay.dice.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.QuoteFinding;

/** Collects the results of the steps while a quote is being verified. */
final class Ledger {
  private final Map<CheckStep, Verification.StepResult> results = new EnumMap<>(CheckStep.class);

  /** Notes that the steps up to one hold. */
  void passUpTo(CheckStep last) {
    for (CheckStep step : CheckStep.values()) {
      if (step.compareTo(last) <= 0) {
        judge(step, List.of());
      }
    }
  }

  /**
   * Notes a step: passed without findings, failed with.
   *
   * @return whether the work goes on
   */
  boolean judge(CheckStep step, List<QuoteFinding> findings) {
    put(step, findings.isEmpty() ? Outcome.PASSED : Outcome.FAILED, findings, Optional.empty());
    return findings.isEmpty() || !step.endsOnFailure();
  }

  boolean judge(CheckStep step, Optional<QuoteFinding> finding) {
    return judge(step, finding.stream().toList());
  }

  /** Notes a step that holds with something to know. */
  void warn(CheckStep step, List<QuoteFinding> findings) {
    put(step, findings.isEmpty() ? Outcome.PASSED : Outcome.WARNED, findings, Optional.empty());
  }

  /** Notes a step that cannot be decided. */
  void undecided(CheckStep step, List<QuoteFinding> findings) {
    put(step, Outcome.UNDECIDED, findings, Optional.empty());
  }

  /** Notes a step for which the caller gave nothing. */
  void notAsked(CheckStep step, String note) {
    put(step, Outcome.NOT_ASKED, List.of(), Optional.of(note));
  }

  /** All steps, those without a result as not reached. */
  List<Verification.StepResult> results() {
    List<Verification.StepResult> all = new ArrayList<>();
    for (CheckStep step : CheckStep.values()) {
      all.add(
          results.getOrDefault(
              step,
              new Verification.StepResult(step, Outcome.NOT_REACHED, List.of(), Optional.empty())));
    }
    return List.copyOf(all);
  }

  private void put(
      CheckStep step, Outcome outcome, List<QuoteFinding> findings, Optional<String> note) {
    for (QuoteFinding finding : findings) {
      if (finding.code().step() != step) {
        throw new IllegalArgumentException(finding.code() + " is no code of " + step);
      }
    }
    results.put(step, new Verification.StepResult(step, outcome, List.copyOf(findings), note));
  }
}
