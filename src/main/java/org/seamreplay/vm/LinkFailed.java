package org.seamreplay.vm;

/** Units do not fit together; the message names symbol and units in one line. */
public final class LinkFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code message} is one line: what, where. */
  public LinkFailed(String message) {
    super(message, null, false, false);
  }
}
