package org.seamreplay.tree;

/** A base that cannot be used; the message is one line: what, where, what to do. */
public final class BadTree extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line. */
  public BadTree(String message) {
    super(message);
  }

  /** One line, with what the system said. */
  public BadTree(String message, Throwable cause) {
    super(message, cause);
  }
}
