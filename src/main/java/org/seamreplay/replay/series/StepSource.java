package org.seamreplay.replay.series;

import java.util.List;
import org.seamreplay.tree.SeriesStep;
import org.seamreplay.tree.SourceTree;

/**
 * A step to be replayed: a tree and the patch that made it.
 *
 * @param number 0 for the base, else the patch's number
 * @param label {@code base}, or as the series counts: {@code 07/15}
 * @param subject of the patch; empty for the base
 * @param message the commit message without its subject; empty for the base
 * @param notes what is worth knowing of how the patch went in
 * @param tree its files
 * @param sources its lines and where they come from
 */
public record StepSource(
    int number,
    String label,
    String subject,
    String message,
    List<String> notes,
    SourceTree tree,
    Sources sources) {
  /** The label of a tree without patches. */
  static final String BASE = "base";

  public StepSource {
    notes = List.copyOf(notes);
  }

  /** What may be the reason if it does not compile: hunks whose place is a guess. */
  List<String> doubts() {
    return tree instanceof SeriesStep step
        ? step.fuzzy().stream().map(place -> "look there first: " + place).toList()
        : List.of();
  }
}
