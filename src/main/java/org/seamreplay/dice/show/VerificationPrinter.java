package org.seamreplay.dice.show;

import java.util.Locale;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.verify.Outcome;
import org.seamreplay.dice.verify.Verification;

/** Shows the result of a verification. */
public final class VerificationPrinter {
  private VerificationPrinter() {}

  /** What it comes to, in one line: the verdict, and the first failure with its place. */
  public static String line(Verification verification) {
    return switch (verification.verdict()) {
      case VERIFIES ->
          "verifies for %s under \"%s\", %s"
              .formatted(
                  verification.at(),
                  verification.anchor().map(a -> Certificate.of(a).name()).orElse("?"),
                  verification.anchor().map(a -> QuotePrinter.describe(a.domain())).orElse("?"));
      case DOES_NOT_VERIFY -> "does not verify: " + first(verification);
      case UNDECIDED -> "cannot be decided: " + first(verification);
      case NOT_A_QUOTE -> "not a quote: " + first(verification);
    };
  }

  private static String first(Verification verification) {
    return verification.first().map(QuoteFinding::line).orElse("?");
  }

  /** All steps, a line each, with what was found. */
  public static String steps(Verification verification) {
    StringBuilder out = new StringBuilder();
    for (Verification.StepResult result : verification.steps()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%2d %-11s %s%s%n",
              result.step().number(),
              word(result.outcome()),
              result.step().title(),
              result.note().map(note -> " (" + note + ")").orElse("")));
      for (QuoteFinding finding : result.findings()) {
        out.append("               ").append(finding.message()).append('\n');
      }
    }
    return out.toString().replace("\r\n", "\n");
  }

  /** The result as one JSON object. */
  public static String json(Verification verification) {
    return QuoteJson.of(verification);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "holds";
      case WARNED -> "warning";
      case FAILED -> "fails";
      case UNDECIDED -> "undecided";
      case NOT_ASKED -> "not asked";
      case NOT_REACHED -> "not reached";
    };
  }
}
