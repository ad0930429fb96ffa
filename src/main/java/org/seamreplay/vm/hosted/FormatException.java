package org.seamreplay.vm.hosted;

/** A format that cannot be carried out as it stands. */
final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Cause {
    /** C does not define what such a format does. */
    UNDEFINED,
    /** C or POSIX defines it, this environment has no model of it. */
    NOT_MODELLED
  }

  private final Cause kind;

  FormatException(Cause kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  Cause kind() {
    return kind;
  }
}
