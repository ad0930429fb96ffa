package org.seamreplay.trace;

/**
 * A record does not say enough, or contradicts itself, so that the call cannot be made again; the
 * message is one line and says what is missing.
 */
public final class NotReplayable extends Exception {
  private static final long serialVersionUID = 1L;

  /** One line. */
  public NotReplayable(String what) {
    super(what);
  }
}
