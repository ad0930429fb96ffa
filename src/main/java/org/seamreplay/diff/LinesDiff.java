package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.StepRecord;

/** Finds all differences between the records of two traces: align first, then compare. */
final class LinesDiff {
  /** Equal calls on both sides of a difference that are kept to see loops and neighbours. */
  private static final int CONTEXT = 8;

  /** Records that are folded anew before they are aligned. */
  private static final int MOST_REFOLDED = 100_000;

  private final TraceLines a;
  private final TraceLines b;
  private final List<Aligned> aligned = new ArrayList<>();
  private final GapAligner gaps = new GapAligner(aligned);
  private Map<Integer, Integer> countsA = Map.of();
  private Map<Integer, Integer> countsB = Map.of();

  private LinesDiff(TraceLines a, TraceLines b) {
    this.a = a;
    this.b = b;
  }

  static List<Divergence> between(TraceLines expected, TraceLines got) {
    return new LinesDiff(expected, got).all();
  }

  private List<Divergence> all() {
    List<Sections.Section> sections = Sections.of(a, b);
    int[] ends = new int[sections.size()];
    for (int i = 0; i < ends.length; i++) {
      gaps.section(i);
      align(sections.get(i), i);
      ends[i] = aligned.size();
    }
    boolean both =
        aligned.stream().anyMatch(part -> part.kind() == Aligned.Kind.MISSING)
            && aligned.stream().anyMatch(part -> part.kind() == Aligned.Kind.EXTRA);
    if (both) {
      countsA = counts(a);
      countsB = counts(b);
    }
    List<Divergence> divergences = new ArrayList<>();
    Moves moves = new Moves(aligned, this::unique);
    CallDivergences calls = new CallDivergences(aligned, moves, divergences);
    StepComparison steps = new StepComparison(divergences);
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      calls.add(from, ends[i]);
      steps(steps, sections.get(i));
      from = ends[i];
    }
    return List.copyOf(divergences);
  }

  private void align(Sections.Section s, int section) {
    int[] linesA = calls(a, s.fromA(), s.toA());
    int[] linesB = calls(b, s.fromB(), s.toB());
    int start = 0;
    int endA = linesA.length;
    int endB = linesB.length;
    while (start < endA && start < endB && a.token(linesA[start]) == b.token(linesB[start])) {
      start++;
    }
    while (endA > start && endB > start && a.token(linesA[endA - 1]) == b.token(linesB[endB - 1])) {
      endA--;
      endB--;
    }
    if (start == endA && start == endB) {
      return;
    }
    int[] middleA = Arrays.copyOfRange(linesA, start, endA);
    int[] middleB = Arrays.copyOfRange(linesB, start, endB);
    same(linesA, linesB, Math.max(0, start - CONTEXT), start, 0, section);
    boolean refold =
        middleA.length + middleB.length <= MOST_REFOLDED
            && (anyFolded(a, middleA) || anyFolded(b, middleB));
    int beforeA = start > 0 ? linesA[start - 1] : s.fromA();
    int beforeB = start > 0 ? linesB[start - 1] : s.fromB();
    if (refold) {
      gaps.trim(
          runs(a, middleA),
          runs(b, middleB),
          beforeA,
          beforeB,
          (x, y) -> align(Places.refolded(x, y), section, beforeA, beforeB));
    } else {
      align(Places.records(a, middleA, b, middleB), section, beforeA, beforeB);
    }
    same(linesA, linesB, endA, Math.min(endA + CONTEXT, linesA.length), endB - endA, section);
    notListed(s.toA(), s.toB(), section);
  }

  private static int[] calls(TraceLines lines, int from, int to) {
    int[] calls = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (lines.step(i).isEmpty() && !lines.isEnd(i)) {
        calls[count++] = i;
      }
    }
    return count == calls.length ? calls : Arrays.copyOf(calls, count);
  }

  private static List<Run> runs(TraceLines lines, int[] places) {
    List<Run> runs = new ArrayList<>(places.length);
    for (int place : places) {
      runs.add(lines.run(place));
    }
    return runs;
  }

  private static boolean anyFolded(TraceLines lines, int[] places) {
    for (int place : places) {
      if (lines.isFolded(place)) {
        return true;
      }
    }
    return false;
  }

  private void align(Places places, int section, int beforeA, int beforeB) {
    int[] tokensA = places.tokensA();
    int[] tokensB = places.tokensB();
    int[] match = SequenceAligner.align(tokensA, tokensB);
    int i = 0;
    int j = 0;
    int listed = 0;
    while (i < tokensA.length || j < tokensB.length) {
      int endA = i;
      while (endA < tokensA.length && match[endA] < 0) {
        endA++;
      }
      int endB = endA < tokensA.length ? match[endA] : tokensB.length;
      if (endA > i || endB > j) {
        matched(places, match, listed, Math.max(listed, i - CONTEXT), i, section);
        List<Run> runsA = new ArrayList<>(endA - i);
        for (int k = i; k < endA; k++) {
          runsA.add(places.runA(k));
        }
        List<Run> runsB = new ArrayList<>(endB - j);
        for (int k = j; k < endB; k++) {
          runsB.add(places.runB(k));
        }
        gaps.align(
            runsA,
            runsB,
            i > 0 ? places.runA(i - 1).line() : beforeA,
            j > 0 ? places.runB(j - 1).line() : beforeB);
        listed = endA;
        int to = Math.min(endA + CONTEXT, tokensA.length);
        while (listed < to && match[listed] == endB + listed - endA) {
          same(places.runA(listed), places.runB(match[listed]), section);
          listed++;
        }
      }
      i = endA + 1;
      j = endB + 1;
    }
    if (listed < tokensA.length) {
      int from = Math.max(listed, tokensA.length - CONTEXT);
      matched(places, match, listed, from, tokensA.length, section);
    }
  }

  /** Lists equal calls of a range; those up to it that are not listed leave a mark. */
  private void matched(Places places, int[] match, int listed, int from, int to, int section) {
    if (from > listed) {
      notListed(places.runA(listed).line(), places.runB(match[listed]).line(), section);
    }
    for (int i = from; i < to; i++) {
      same(places.runA(i), places.runB(match[i]), section);
    }
  }

  /** Lists records that are equal before or after all differences of a section. */
  private void same(int[] linesA, int[] linesB, int from, int to, int lead, int section) {
    for (int i = from; i < to; i++) {
      same(a.run(linesA[i]), b.run(linesB[i + lead]), section);
    }
  }

  private void same(Run x, Run y, int section) {
    aligned.add(
        new Aligned(
            Aligned.Kind.SAME, Optional.of(x), Optional.of(y), x.line(), y.line(), section));
  }

  private void notListed(int lineA, int lineB, int section) {
    aligned.add(
        new Aligned(Aligned.Kind.GAP, Optional.empty(), Optional.empty(), lineA, lineB, section));
  }

  private void steps(StepComparison steps, Sections.Section s) {
    for (int i = s.fromA(); i < s.toA(); i++) {
      if (a.step(i).isPresent()) {
        steps.missing((StepRecord) a.line(i));
      }
    }
    for (int i = s.fromB(); i < s.toB(); i++) {
      if (b.step(i).isPresent()) {
        steps.extra((StepRecord) b.line(i));
      }
    }
    boolean isStep = s.toA() < a.size() && a.step(s.toA()).isPresent();
    if (isStep) {
      steps.compare((StepRecord) a.line(s.toA()), (StepRecord) b.line(s.toB()));
    } else {
      steps.findings(end(a, s.toA()), end(b, s.toB()));
    }
  }

  private static EndRecord end(TraceLines lines, int at) {
    return at < lines.size() ? (EndRecord) lines.line(at) : new EndRecord(0, List.of());
  }

  private static Map<Integer, Integer> counts(TraceLines lines) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.step(i).isEmpty() && !lines.isEnd(i)) {
        counts.merge(lines.token(i), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Whether the records of the two are the same and the only ones of their kind. */
  private boolean unique(Run missing, Run extra) {
    int token = a.token(missing.line());
    return token == b.token(extra.line())
        && countsA.getOrDefault(token, 0) == 1
        && countsB.getOrDefault(token, 0) == 1;
  }
}
