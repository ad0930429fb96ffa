package org.seamreplay.diff;

import java.util.List;
import java.util.Optional;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceLine;

/**
 * The records of a trace as alignment needs them: a number for each that is equal for equal calls,
 * and the record itself on demand.
 */
interface TraceLines {
  /**
   * An event, which is no record of these.
   *
   * @param step number of the step it is in, from 0
   */
  record Placed(EventRecord event, int step) {}

  /** The events in their order; none if they are not to be compared. */
  List<Placed> events();

  /** How many records there are, the end included, events not counted. */
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

  /** The leaf of a call by its number, if it is made in that step. */
  default Optional<String> leafAt(long number, int step) {
    int low = step == 0 ? 0 : steps().get(step - 1) + 1;
    int high = step < steps().size() ? steps().get(step) : size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (!isCall(middle)) {
        high = middle;
        continue;
      }
      SeamcallRecord call = run(middle).record();
      if (number < call.sequence()) {
        high = middle;
      } else if (number >= call.sequence() + call.calls()) {
        low = middle + 1;
      } else {
        return Optional.of(call.leaf());
      }
    }
    return Optional.empty();
  }
}
