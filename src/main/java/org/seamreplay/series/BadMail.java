package org.seamreplay.series;

/** A single message that cannot be read; it does not stop the others. The message says why. */
final class BadMail extends Exception {
  private static final long serialVersionUID = 1L;

  BadMail(String message) {
    super(message);
  }
}
