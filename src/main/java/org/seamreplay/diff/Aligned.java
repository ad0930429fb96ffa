package org.seamreplay.diff;

import java.util.Optional;

/**
 * Calls of the two traces that belong together, or calls that only one has.
 *
 * @param kind how they relate
 * @param expected the expected calls; empty if only the other trace has them
 * @param got the other trace's calls; empty if only the expected one has them
 * @param expectedLine where in the expected trace this is, in records
 * @param gotLine where in the other trace this is, in records
 * @param section which part of the flow this is, counted by steps
 */
record Aligned(
    Kind kind,
    Optional<CallLoop> expected,
    Optional<CallLoop> got,
    int expectedLine,
    int gotLine,
    int section) {
  /** How two runs relate. */
  enum Kind {
    /** The same calls. */
    SAME,
    /** As many calls of the same leaf that differ. */
    CHANGED,
    /** Only the expected trace has them. */
    MISSING,
    /** Only the other trace has them. */
    EXTRA,
    /** Equal calls in between that are not listed. */
    GAP,
    /** A step ends. */
    STEP
  }

  /** The run that only one side has, or the expected one. */
  CallLoop run() {
    return expected.or(() -> got).orElseThrow();
  }

  /** Whether calls after this do not follow the calls before it one by one. */
  boolean separates() {
    return kind == Kind.GAP || kind == Kind.STEP;
  }

  boolean oneSided() {
    return kind == Kind.MISSING || kind == Kind.EXTRA;
  }
}
