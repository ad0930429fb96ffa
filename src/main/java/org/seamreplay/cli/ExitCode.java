package org.seamreplay.cli;

/** Exit codes of all commands. */
final class ExitCode {
  /** Everything as expected. */
  static final int OK = 0;

  /** A divergence or a finding. */
  static final int FINDING = 1;

  /** Bad input or usage: one line says what, where, and what to do. */
  static final int BAD_INPUT = 2;

  /** Something has no model, or the program itself failed. */
  static final int NOT_MODELLED = 3;

  /** A step cannot be built; {@code git bisect run} skips it. */
  static final int NOT_BUILT = 125;

  private ExitCode() {}
}
