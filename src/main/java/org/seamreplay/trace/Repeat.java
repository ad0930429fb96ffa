package org.seamreplay.trace;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One loop around a record: the call was made {@code times} times, and from one to the next the
 * named values moved by their step. Names are {@code cpu}, {@code in.NAME} and {@code out.NAME}; a
 * value that is not named stayed as it was.
 */
public record Repeat(long times, Map<String, TraceValue.Step> steps) {
  /** Copies the map, keeping its order. */
  public Repeat {
    steps = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }
}
