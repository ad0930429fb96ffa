package org.seamreplay.report;

import java.util.List;

/**
 * What a kind of finding means, for readers who meet it on a code host.
 *
 * @param kind as in {@link ReportedFinding}
 * @param summary one sentence
 * @param help what to do
 */
record SarifRule(String kind, String summary, String help) {
  /** Changed lines that no run executes. */
  static final String NOT_SEEN = "not-seen";

  private static final List<SarifRule> KNOWN =
      List.of(
          new SarifRule(
              "divergence",
              "The kernel talks to the TDX module in another way than its golden trace says.",
              "Compare expected and got. If the change is intended, keep it with 'seamreplay record"
                  + " --accept' and say in the commit message why; if not, the line shown made the"
                  + " call."),
          new SarifRule(
              "return-value",
              "A step of the scenario returned something else than it must.",
              "Run the scenario with --log: the last lines the kernel printed are the nearest to"
                  + " the cause."),
          new SarifRule(
              "kernel-log",
              "The kernel did not print what it must in this scenario.",
              "Run the scenario with --log and see how far it came."),
          new SarifRule(
              "missing-finding",
              "A defect that the scenario is about was not found.",
              "If it has been repaired, take it out of the scenario's expectations."),
          new SarifRule(
              "not-modelled",
              "The kernel needs something that seamreplay has no model of, so nobody knows what"
                  + " would happen.",
              "The message names it. It is no defect of the patch."),
          new SarifRule(
              "not-built",
              "The step does not apply or does not compile, so the series cannot be bisected.",
              "See the hunk or the first error of the compiler."),
          new SarifRule(
              NOT_SEEN,
              "No run has seen these changed lines, so nothing is said of what they do.",
              "Add a scenario, machine or module that comes there, or look at them yourself."),
          new SarifRule(
              "claim",
              "The commit message says that there is no functional change, and runs differ.",
              "Take the claim out of the message, or the change out of the patch."));

  static SarifRule of(String kind) {
    return KNOWN.stream()
        .filter(rule -> rule.kind().equals(kind))
        .findFirst()
        .orElseGet(
            () ->
                new SarifRule(
                    kind,
                    "The kernel's code shows a defect while it runs: "
                        + kind.replace('-', ' ')
                        + ".",
                    "The stack leads to the line; the details say whose memory or lock it is. The"
                        + " kernel log of the run is shown by 'seamreplay run --log'."));
  }
}
