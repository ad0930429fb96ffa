package org.seamreplay.dice.verify;

/** How a step ended. */
public enum Outcome {
  /** It holds. */
  PASSED,
  /** It holds, but there is something to know. */
  WARNED,
  /** It does not hold. */
  FAILED,
  /** It could not be decided: something is missing, or public facts do not say. */
  UNDECIDED,
  /** The caller gave nothing to compare with. */
  NOT_ASKED,
  /** An earlier failure ended the work. */
  NOT_REACHED
}
