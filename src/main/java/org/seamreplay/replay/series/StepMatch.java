package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.series.FilePatch;
import org.seamreplay.series.Hunk;
import org.seamreplay.series.HunkLine;
import org.seamreplay.series.Patch;

/**
 * Patches of two postings that are the same thing: equal subjects, and of the others those whose
 * added and removed lines are most alike.
 *
 * @param first the patch in the first posting; empty if it is new in the second
 * @param second the patch in the second posting; empty if it is gone
 * @param alike share of changed lines that both have, from 0 to 1; 0 if there is only one
 */
public record StepMatch(Optional<Patch> first, Optional<Patch> second, double alike) {
  /** Less than that is chance: braces and blank lines are alike in all patches. */
  private static final double LEAST = 0.4;

  private record Candidate(int first, int second, double alike) {}

  /** Matches two lists of patches; in the order of the second, those that are gone come last. */
  public static List<StepMatch> of(List<Patch> first, List<Patch> second) {
    int[] partner = new int[second.size()];
    java.util.Arrays.fill(partner, -1);
    Set<Integer> taken = new HashSet<>();
    List<Map<String, Integer>> left = first.stream().map(StepMatch::changedLines).toList();
    List<Map<String, Integer>> right = second.stream().map(StepMatch::changedLines).toList();
    for (int j = 0; j < second.size(); j++) {
      for (int i = 0; i < first.size(); i++) {
        if (!taken.contains(i)
            && partner[j] < 0
            && subject(first.get(i)).equals(subject(second.get(j)))) {
          partner[j] = i;
          taken.add(i);
        }
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int j = 0; j < second.size(); j++) {
      for (int i = 0; i < first.size() && partner[j] < 0; i++) {
        if (!taken.contains(i)) {
          candidates.add(new Candidate(i, j, alike(left.get(i), right.get(j))));
        }
      }
    }
    // Stable: of equal ones the first in the order of the postings.
    candidates.sort((a, b) -> Double.compare(b.alike(), a.alike()));
    for (Candidate candidate : candidates) {
      if (candidate.alike() >= LEAST
          && partner[candidate.second()] < 0
          && taken.add(candidate.first())) {
        partner[candidate.second()] = candidate.first();
      }
    }
    List<StepMatch> matches = new ArrayList<>();
    for (int j = 0; j < second.size(); j++) {
      int i = partner[j];
      matches.add(
          new StepMatch(
              i < 0 ? Optional.empty() : Optional.of(first.get(i)),
              Optional.of(second.get(j)),
              i < 0 ? 0 : alike(left.get(i), right.get(j))));
    }
    for (int i = 0; i < first.size(); i++) {
      if (!taken.contains(i)) {
        matches.add(new StepMatch(Optional.of(first.get(i)), Optional.empty(), 0));
      }
    }
    return matches;
  }

  private static String subject(Patch patch) {
    return patch.subject().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
  }

  /** How often each line is added or removed. */
  private static Map<String, Integer> changedLines(Patch patch) {
    Map<String, Integer> lines = new HashMap<>();
    for (FilePatch file : patch.files()) {
      for (Hunk hunk : file.hunks()) {
        for (HunkLine line : hunk.lines()) {
          if (line.kind() != HunkLine.Kind.CONTEXT) {
            lines.merge(line.kind() + line.text().text().strip(), 1, Integer::sum);
          }
        }
      }
    }
    return lines;
  }

  /** Twice what both have, by what there is in all. */
  private static double alike(Map<String, Integer> a, Map<String, Integer> b) {
    int both = 0;
    int all = 0;
    for (Map.Entry<String, Integer> line : a.entrySet()) {
      both += Math.min(line.getValue(), b.getOrDefault(line.getKey(), 0));
      all += line.getValue();
    }
    for (int count : b.values()) {
      all += count;
    }
    return all == 0 ? 1 : 2.0 * both / all;
  }
}
