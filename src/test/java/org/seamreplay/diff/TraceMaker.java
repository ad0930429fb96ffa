package org.seamreplay.diff;

import org.seamreplay.trace.TraceLine;

/** A record that gets its number when its place in the trace is known. */
@FunctionalInterface
interface TraceMaker {
  TraceLine line(long sequence);
}
