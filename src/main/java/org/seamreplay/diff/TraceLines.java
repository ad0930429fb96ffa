package org.seamreplay.diff;

import java.util.List;
import org.seamreplay.trace.TraceLine;

/**
 * The records of a trace as alignment needs them: a number for each that is equal for equal calls,
 * and the record itself on demand.
 */
interface TraceLines {
  /** How many records there are, the end included. */
  int size();

  /**
   * A number that two calls, of either trace, share if they are the same and folded in the same
   * way. Numbers are small: there are no more than records.
   */
  int token(int line);

  /** Where steps end, ascending. */
  List<Integer> steps();

  /** The name of the step that ends here. */
  String step(int line);

  /** Whether this is a call, not the end of a step or of the trace. */
  boolean isCall(int line);

  /** Whether this is a call that stands for several. */
  boolean isFolded(int line);

  /** The record. */
  TraceLine line(int line);

  /** The call. */
  CallLoop run(int line);
}
