package org.seamreplay.vm.hosted;

/** A module that cannot be run as a program: bad input, not a defect found by running it. */
public final class BadProgram extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line: what is wrong with it. */
  public BadProgram(String message) {
    super(message, null, false, false);
  }
}
