package org.seamreplay.diff;

import java.util.Optional;
import org.seamreplay.trace.TraceLine;

/**
 * The records of a trace as alignment needs them: a number for each that is equal for equal calls,
 * and the record itself on demand.
 */
interface TraceLines {
  /** How many records there are, the end included. */
  int size();

  /**
   * A number that two records, of either trace, share if and only if they stand for the same calls
   * folded in the same way.
   */
  int token(int line);

  /** The name of the step that ends here; empty for a call and for the end of the trace. */
  Optional<String> step(int line);

  /** Whether this is the end of the trace. */
  boolean isEnd(int line);

  /** Whether this is a call that stands for several. */
  boolean isFolded(int line);

  /** The record. */
  TraceLine line(int line);

  /** The call. */
  Run run(int line);
}
