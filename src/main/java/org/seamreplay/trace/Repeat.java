package org.seamreplay.trace;

import java.util.LinkedHashMap;
import java.util.List;
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

  /** How often something in these loops is done. */
  static long product(List<Repeat> loops) {
    long product = 1;
    for (Repeat loop : loops) {
      product = Math.multiplyExact(product, loop.times());
    }
    return product;
  }

  /** The round of each loop, innermost first, in which something is done for the n-th time. */
  static long[] position(List<Repeat> loops, long n) {
    long[] position = new long[loops.size()];
    long rest = n;
    for (int i = 0; i < position.length; i++) {
      position[i] = rest % loops.get(i).times();
      rest /= loops.get(i).times();
    }
    return position;
  }

  /** A value as it is in these rounds. */
  static TraceValue moved(List<Repeat> loops, String name, TraceValue value, long[] position) {
    TraceValue result = value;
    for (int i = 0; i < position.length; i++) {
      TraceValue.Step step = loops.get(i).steps().get(name);
      if (step != null) {
        result = result.plus(step, position[i]);
      }
    }
    return result;
  }
}
