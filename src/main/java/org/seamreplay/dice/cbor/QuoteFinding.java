package org.seamreplay.dice.cbor;

import java.util.OptionalInt;

/**
 * What is wrong with a quote.
 *
 * @param code which defect
 * @param offset where in the input, in bytes from its start; empty where no place can be named
 * @param message what was found, what was expected and what helps, in one line
 */
public record QuoteFinding(Code code, OptionalInt offset, String message) {
  public static QuoteFinding at(Code code, int offset, String message) {
    return new QuoteFinding(code, OptionalInt.of(offset), message);
  }

  public static QuoteFinding of(Code code, String message) {
    return new QuoteFinding(code, OptionalInt.empty(), message);
  }

  /** One line: step, place, message. */
  public String line() {
    CheckStep step = code.step();
    String place = offset.isPresent() ? " at offset %d (0x%1$x)".formatted(offset.getAsInt()) : "";
    return "step %d %s%s: %s: %s".formatted(step.number(), step.id(), place, code, message);
  }
}
