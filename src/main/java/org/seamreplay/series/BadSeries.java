package org.seamreplay.series;

/** A series that cannot be used; the message is one line: what, where, what to do. */
public final class BadSeries extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The path is not there, or cannot be read. */
    BAD_PATH,
    /** Nothing in it is a patch. */
    NO_PATCHES,
    /** A patch of the series is not there. */
    MISSING_PATCH,
    /** No patch of the wanted version is there. */
    NO_SUCH_VERSION,
    /** There are several series, or several forms of one patch. */
    AMBIGUOUS,
    /** A diff breaks off, or says one thing in its head and another in its lines. */
    CORRUPT,
    /**
     * The patch does what this program does not do: binary files, links, paths outside the tree.
     */
    REFUSED,
    /** Larger than any series should be. */
    TOO_LARGE,
    /** The range of commits cannot be read or is none. */
    BAD_RANGE
  }

  private final Reason reason;

  /** One line. */
  public BadSeries(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** One line, with what the system said. */
  public BadSeries(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
