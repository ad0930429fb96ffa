package org.seamreplay.replay.seen;

import java.util.List;

/**
 * What the runs of a step have seen of its patch.
 *
 * @param changed how many lines it changes that have code, themselves or through the code of others
 * @param executed how many of them some run of the step executes
 * @param inTheEnd how many of them some run of this or of the last step executes
 * @param notSeen the others, by file and line
 */
public record Seen(int changed, int executed, int inTheEnd, List<NotSeen> notSeen) {
  /** Of a tree without a step before it. */
  public static final Seen NOTHING = new Seen(0, 0, 0, List.of());

  /** Copies the list. */
  public Seen {
    notSeen = List.copyOf(notSeen);
  }

  /** Whether all of it has been seen. */
  public boolean complete() {
    return notSeen.isEmpty();
  }

  /** Whether it is the same code, so that nothing has to be run to know what it does. */
  public boolean byConstruction() {
    return complete() && changed == 0;
  }
}
