package org.seamreplay.trace.json;

/** A file is no trace, or a broken one; the message names file, line and key. */
public final class TraceFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** {@code file:line: what}. */
  public TraceFormatException(String file, int line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
