package org.seamreplay.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must come out of a scenario.
 *
 * @param returns by step label; a step that is not listed must return 0
 * @param findings kinds of finding that must occur; all others must not
 * @param log texts that the kernel must print, each in some line
 */
public record Expectation(Map<String, ReturnRule> returns, Set<String> findings, List<String> log) {
  /** Everything succeeds and nothing is found. */
  public static final Expectation SUCCESS = new Expectation(Map.of(), Set.of(), List.of());

  /** Copies the collections. */
  public Expectation {
    returns = Map.copyOf(returns);
    findings = Set.copyOf(findings);
    log = List.copyOf(log);
  }

  /** The rule for a step. */
  public ReturnRule returns(String step) {
    return returns.getOrDefault(step, new ReturnRule.Exactly(0));
  }
}
