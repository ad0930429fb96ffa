package org.seamreplay.trace;

import java.util.List;
import org.seamreplay.vm.SourceFrame;

/** A line of a trace after its header. */
public sealed interface TraceLine permits SeamcallRecord, EventRecord, StepRecord, EndRecord {
  /** Where in the kernel it happened, innermost first; empty for what has no place. */
  default List<SourceFrame> stack() {
    return List.of();
  }

  /** The same at another place in the source; itself if it has none. */
  default TraceLine withStack(List<SourceFrame> stack) {
    return this;
  }
}
