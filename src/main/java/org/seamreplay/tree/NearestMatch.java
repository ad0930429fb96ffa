package org.seamreplay.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.series.TextLine;

/** Finds the place in a file that is most like some lines. */
final class NearestMatch {
  private final List<TextLine> file;
  private final List<TextLine> wanted;
  private final Work work;

  private NearestMatch(List<TextLine> file, List<TextLine> wanted, Work work) {
    this.file = file;
    this.wanted = wanted;
    this.work = work;
  }

  /**
   * The window with most of the wanted lines in it, whatever their order; of several, the one with
   * most lines in their places, then the one closest to where they should be.
   *
   * @param expected the line where they should be, from 0
   */
  static Optional<Conflict.Nearest> find(
      List<TextLine> file, List<TextLine> wanted, int expected, Work work) {
    return new NearestMatch(file, wanted, work).find(expected);
  }

  private Optional<Conflict.Nearest> find(int expected) {
    work.spend(2L * file.size() + wanted.size());
    Map<TextLine, Integer> missing = new HashMap<>();
    wanted.forEach(line -> missing.merge(line, 1, Integer::sum));
    int window = wanted.size();
    int shared = 0;
    int best = 0;
    int bestPlaced = -1;
    int bestAt = -1;
    // Windows that hang over the start or the end count too: lines may have gone there.
    for (int at = 1 - window; at < file.size(); at++) {
      shared += at + window - 1 < file.size() ? enter(missing, file.get(at + window - 1)) : 0;
      shared -= at > 0 ? leave(missing, file.get(at - 1)) : 0;
      if (shared < best || shared == 0) {
        continue;
      }
      int placed = placed(at);
      boolean closer = Math.abs(at - expected) < Math.abs(bestAt - expected);
      if (shared > best || placed > bestPlaced || (placed == bestPlaced && closer)) {
        best = shared;
        bestPlaced = placed;
        bestAt = at;
      }
    }
    if (best == 0) {
      return Optional.empty();
    }
    int from = Math.max(0, bestAt);
    int to = Math.min(file.size(), from + window);
    return Optional.of(
        new Conflict.Nearest(
            from + 1, best, file.subList(from, to).stream().map(TextLine::text).toList()));
  }

  /** 1 if the line that comes into the window is one that was missing. */
  private static int enter(Map<TextLine, Integer> missing, TextLine line) {
    Integer count = missing.computeIfPresent(line, (any, left) -> left - 1);
    return count != null && count >= 0 ? 1 : 0;
  }

  private static int leave(Map<TextLine, Integer> missing, TextLine line) {
    Integer count = missing.computeIfPresent(line, (any, left) -> left + 1);
    return count != null && count > 0 ? 1 : 0;
  }

  private int placed(int at) {
    work.spend(wanted.size());
    int placed = 0;
    for (int i = Math.max(0, -at); i < wanted.size() && at + i < file.size(); i++) {
      placed += file.get(at + i).equals(wanted.get(i)) ? 1 : 0;
    }
    return placed;
  }
}
