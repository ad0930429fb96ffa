package org.seamreplay.dice.cbor;

/** The input is no DICE-based TDX quote, or one that is broken below the level of COSE. */
public final class NotAQuote extends Exception {
  private final transient QuoteFinding finding;

  public NotAQuote(QuoteFinding finding) {
    super(finding.line(), null, false, false);
    this.finding = finding;
  }

  /** What is wrong. */
  public QuoteFinding finding() {
    return finding;
  }
}
