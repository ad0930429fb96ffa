package org.seamreplay.replay.boundary;

/**
 * Something that the user gave cannot be used; the message is one line: what, where, what to do.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line. */
  public BadInput(String message) {
    super(message);
  }

  /** One line, with what the system said. */
  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
