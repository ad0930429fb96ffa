package org.seamreplay.dice.verify;

/** What a verification comes to. */
public enum QuoteVerdict {
  /** Every step that could be asked holds. */
  VERIFIES,
  /** At least one step fails. */
  DOES_NOT_VERIFY,
  /** No step fails, but at least one could not be decided. */
  UNDECIDED,
  /** The input is no DICE-based TDX quote. */
  NOT_A_QUOTE
}
