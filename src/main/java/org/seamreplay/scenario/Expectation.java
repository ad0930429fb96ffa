package org.seamreplay.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must come out of a scenario.
 *
 * @param when SEAMCALL leaves that the run must have made for this to be expected; empty for always
 * @param returns by step label, or by label and occurrence ({@code guest-quote #2}) where several
 *     steps have the same; a step that is not listed must return 0
 * @param findings kinds of finding that must occur
 * @param allows kinds of finding that may occur, because the module leaves a kernel no other way;
 *     all others must not
 * @param log texts that must be printed, each in some line
 * @param quotes whether guests must have got quotes, and all that they got must verify
 */
public record Expectation(
    List<String> when,
    Map<String, ReturnRule> returns,
    Set<String> findings,
    Set<String> allows,
    List<String> log,
    boolean quotes) {
  /** Everything succeeds and nothing is found. */
  public static final Expectation SUCCESS =
      new Expectation(List.of(), Map.of(), Set.of(), Set.of(), List.of(), false);

  /** Copies the collections. */
  public Expectation {
    when = List.copyOf(when);
    returns = Map.copyOf(returns);
    findings = Set.copyOf(findings);
    allows = Set.copyOf(allows);
    log = List.copyOf(log);
  }

  /** The rule for a step that occurs once. */
  public ReturnRule returns(String step) {
    return returns(step, 1);
  }

  /**
   * The rule for a step.
   *
   * @param occurrence which of the steps that are called so, from 1
   */
  public ReturnRule returns(String step, int occurrence) {
    ReturnRule forAll = returns.getOrDefault(step, new ReturnRule.Exactly(0));
    return returns.getOrDefault(step + " #" + occurrence, forAll);
  }
}
