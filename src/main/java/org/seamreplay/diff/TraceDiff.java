package org.seamreplay.diff;

import java.util.List;
import java.util.Optional;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;

/** Finds all differences in behaviour between two traces. */
public final class TraceDiff {
  private TraceDiff() {}

  /** The differences, in the order of the traces; empty if both mean the same. */
  public static List<Divergence> between(Trace expected, Trace got) {
    Optional<TraceComparison.Difference> first = TraceComparison.firstDifference(expected, got);
    return first.map(TraceDiff::divergence).map(List::of).orElse(List.of());
  }

  private static Divergence divergence(TraceComparison.Difference d) {
    int colon = d.what().lastIndexOf(": ");
    String call = colon < 0 ? d.what() : d.what().substring(0, colon);
    String what = colon < 0 ? "" : d.what().substring(colon + 2);
    return new Divergence(
        d.call() < 0 ? Divergence.Kind.RETURN : Divergence.Kind.OPERAND,
        call,
        d.call(),
        d.call(),
        1,
        what,
        d.expected(),
        d.got(),
        d.at().map(SeamcallRecord::stack).orElse(List.of()),
        d.what());
  }
}
