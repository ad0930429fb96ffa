package org.seamreplay.conform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The content of a vector file.
 *
 * @param setups by name
 * @param sequences in the order of the file
 */
record Vectors(Map<String, Setup> setups, List<Sequence> sequences) {
  /** The setup in which a module has just been loaded. */
  static final String FRESH = "fresh";

  /**
   * A state that sequences start from: another one, and what happens then.
   *
   * @param base the other one; empty for {@link #FRESH}
   */
  record Setup(String name, String base, List<Item> items) {}

  /** What happens from a setup on. */
  record Sequence(long id, String tag, String setup, List<Item> items) {}

  /** A setup with all that it rests on, from the first on. */
  List<Setup> chain(String setup) {
    Deque<Setup> chain = new ArrayDeque<>();
    for (String name = setup; !name.isEmpty(); name = chain.peek().base()) {
      chain.push(setups.get(name));
    }
    return List.copyOf(chain);
  }
}
