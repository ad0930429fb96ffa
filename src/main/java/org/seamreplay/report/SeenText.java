package org.seamreplay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.replay.seen.NotSeen;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;

/** What of a patch nobody has seen, in words. */
public final class SeenText {
  private static final int MOST_RANGES = 5;

  private SeenText() {}

  /** How much of a step is not seen, and how much of that comes to run in the end. */
  static String count(Seen seen) {
    int missed = seen.changed() - seen.executed();
    int later = seen.inTheEnd() - seen.executed();
    String lines =
        missed + " of " + seen.changed() + " changed line" + (seen.changed() == 1 ? "" : "s");
    if (later == 0) {
      return lines;
    }
    String some = later == missed ? "all" : Integer.toString(later);
    return lines + " (" + some + " run at the last step)";
  }

  /** Where that is: a line for each reason and file. */
  static List<String> places(Seen seen) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (NotSeen one : seen.notSeen()) {
      byReason
          .computeIfAbsent(one.reason().text() + ": " + one.file(), key -> new ArrayList<>())
          .add(one.lines());
    }
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (where, ranges) -> {
          int shown = Math.min(MOST_RANGES, ranges.size());
          String more = ranges.size() > shown ? " and " + (ranges.size() - shown) + " more" : "";
          lines.add(where + ":" + String.join(", ", ranges.subList(0, shown)) + more);
        });
    return lines;
  }

  /** The last line of a run of a series: how much of what it changes was executed. */
  public static String total(SeriesOutcome outcome) {
    List<Seen> all =
        outcome.steps().stream().map(StepOutcome::seen).flatMap(Optional::stream).toList();
    int changed = all.stream().mapToInt(Seen::changed).sum();
    int executed = all.stream().mapToInt(Seen::inTheEnd).sum();
    return executed + " of " + changed + " changed lines were executed";
  }
}
