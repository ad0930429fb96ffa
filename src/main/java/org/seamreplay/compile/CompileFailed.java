package org.seamreplay.compile;

import java.util.List;
import java.util.Optional;

/** A unit that cannot be compiled; the message is one line: what, where, what to do. */
public final class CompileFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The path is not there, not readable, or no kernel tree. */
    BAD_PATH,
    /** The compiler found errors. */
    ERRORS,
    /** The unit reads a file that it may not read. */
    REFUSED,
    /** It takes more than a unit of a kernel ever does, or breaks the compiler. */
    LIMIT,
    /** The compiler could not be run. */
    COMPILER,
    /** The unit is C that the IR model does not express: not modelled. */
    NOT_MODELLED
  }

  private final Reason reason;
  private final transient List<Diagnostic> diagnostics;
  private final transient List<Missing> missing;

  CompileFailed(Reason reason, String message) {
    this(reason, message, List.of(), List.of());
  }

  CompileFailed(
      Reason reason, String message, List<Diagnostic> diagnostics, List<Missing> missing) {
    super(message);
    this.reason = reason;
    this.diagnostics = diagnostics;
    this.missing = missing;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** All that the compiler said, with tree paths; empty unless the reason is ERRORS. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** What the first error says is missing, if it says that; those after it may follow from it. */
  public Optional<Missing> first() {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .limit(1)
        .flatMap(error -> Missing.in(List.of(error)).stream())
        .findFirst();
  }

  /** What the errors say is missing in tree and shim, each once, in their order. */
  public List<Missing> missing() {
    return missing;
  }
}
