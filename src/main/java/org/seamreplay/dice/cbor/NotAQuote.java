package org.seamreplay.dice.cbor;

/** The input is no DICE-based TDX quote, or one that is broken below the level of COSE. */
public final class NotAQuote extends Exception {
  private final transient Finding finding;

  public NotAQuote(Finding finding) {
    super(finding.line(), null, false, false);
    this.finding = finding;
  }

  /** What is wrong. */
  public Finding finding() {
    return finding;
  }
}
