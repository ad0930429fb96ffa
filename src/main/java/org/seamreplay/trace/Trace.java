package org.seamreplay.trace;

import java.util.List;

/** A whole trace: the header, then calls and steps in the order of time, then the end. */
public record Trace(TraceHeader header, List<TraceLine> lines) {
  /** Copies the list. */
  public Trace {
    lines = List.copyOf(lines);
  }

  /** The calls alone. */
  public List<SeamcallRecord> calls() {
    return lines.stream()
        .filter(SeamcallRecord.class::isInstance)
        .map(SeamcallRecord.class::cast)
        .toList();
  }

  /** SEAMCALLs in all, folded ones counted one by one. */
  public long callCount() {
    long count = 0;
    for (SeamcallRecord call : calls()) {
      count += call.calls();
    }
    return count;
  }
}
