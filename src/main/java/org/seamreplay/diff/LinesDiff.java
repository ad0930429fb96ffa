package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.StepRecord;

/** Finds all differences between the records of two traces: align first, then compare. */
final class LinesDiff {
  /** Equal calls on both sides of a difference that are kept to see loops and neighbours. */
  private static final int CONTEXT = 2;

  /** Calls of one gap that are looked at together. */
  private static final int MOST_IN_GAP = 4096;

  /** Aligned calls that are kept to find moves; beyond that calls only move within a part. */
  private static final int MOST_ALIGNED = 100_000;

  /** Records that are folded anew before they are aligned. */
  private static final int MOST_REFOLDED = 100_000;

  private final TraceLines a;
  private final TraceLines b;
  private final List<Aligned> aligned = new ArrayList<>();
  private final GapAligner gaps = new GapAligner(aligned);
  private final List<Divergence> divergences = new ArrayList<>();
  private final List<Sections.Section> sections = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final EventDivergences.OneSided missing = new EventDivergences.OneSided();
  private final EventDivergences.OneSided extra = new EventDivergences.OneSided();
  private final List<String> stepNames = new ArrayList<>();
  private int finished;
  private int[] countsA = {};
  private int[] countsB = {};

  private LinesDiff(TraceLines a, TraceLines b) {
    this.a = a;
    this.b = b;
    a.steps().forEach(step -> stepNames.add(a.step(step)));
  }

  static List<Divergence> between(TraceLines expected, TraceLines got) {
    return new LinesDiff(expected, got).all();
  }

  private List<Divergence> all() {
    for (Sections.Section section : Sections.of(a, b)) {
      gaps.section(sections.size());
      sections.add(section);
      align(section, sections.size() - 1);
      ends.add(aligned.size());
    }
    flush();
    return merged(new EventDivergences(a, b, missing, extra).all());
  }

  /** Puts differences of events among those of calls, in the order of time. */
  private List<Divergence> merged(List<EventDivergences.Found> events) {
    List<Divergence> all = new ArrayList<>();
    int next = 0;
    int step = 0;
    for (Divergence divergence : divergences) {
      boolean call = divergence.expectedAt() >= 0 || divergence.gotAt() >= 0;
      while (!call && step < stepNames.size() && !divergence.call().equals(stepNames.get(step))) {
        step++;
      }
      while (next < events.size() && comesBefore(events.get(next), divergence, step)) {
        all.add(events.get(next++).divergence());
      }
      all.add(divergence);
    }
    events.subList(next, events.size()).forEach(event -> all.add(event.divergence()));
    return List.copyOf(all);
  }

  /** What a step returns and prints comes after all that happens in it. */
  private static boolean comesBefore(
      EventDivergences.Found event, Divergence other, int stepOfOther) {
    Divergence own = event.divergence();
    if (other.expectedAt() >= 0 && own.expectedAt() >= 0) {
      return own.expectedAt() <= other.expectedAt();
    }
    if (other.gotAt() >= 0 && own.gotAt() >= 0) {
      return own.gotAt() <= other.gotAt();
    }
    if (other.expectedAt() >= 0 || other.gotAt() >= 0) {
      long at = Math.max(other.expectedAt(), other.gotAt());
      return Math.max(own.expectedAt(), own.gotAt()) <= at;
    }
    return event.step() <= stepOfOther;
  }

  /** Turns what is aligned so far into divergences and forgets it. */
  private void flush() {
    boolean both =
        aligned.stream().anyMatch(part -> part.kind() == Aligned.Kind.MISSING)
            && aligned.stream().anyMatch(part -> part.kind() == Aligned.Kind.EXTRA);
    if (both && countsA.length == 0) {
      countsA = counts(a);
      countsB = counts(b);
    }
    for (Aligned part : aligned) {
      if (part.kind() == Aligned.Kind.MISSING) {
        missing.add(part.run());
      } else if (part.kind() == Aligned.Kind.EXTRA) {
        extra.add(part.run());
      }
    }
    CallDivergences calls =
        new CallDivergences(aligned, new Moves(aligned, this::unique), divergences);
    StepComparison steps = new StepComparison(divergences);
    int from = 0;
    while (finished < ends.size()) {
      calls.add(from, ends.get(finished));
      from = ends.get(finished);
      steps(steps, sections.get(finished++));
    }
    calls.add(from, aligned.size());
    aligned.clear();
    for (int i = 0; i < ends.size(); i++) {
      ends.set(i, 0);
    }
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
    if (start > CONTEXT) {
      mark(Aligned.Kind.GAP, linesA[0], linesB[0], section);
    }
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
          (x, y) -> align(CallPlaces.refolded(x, y), section, beforeA, beforeB));
    } else {
      align(CallPlaces.records(a, middleA, b, middleB), section, beforeA, beforeB);
    }
    same(linesA, linesB, endA, Math.min(endA + CONTEXT, linesA.length), endB - endA, section);
    if (endA + CONTEXT < linesA.length) {
      mark(Aligned.Kind.GAP, s.toA(), s.toB(), section);
    }
    mark(Aligned.Kind.STEP, s.toA(), s.toB(), section);
  }

  private static int[] calls(TraceLines lines, int from, int to) {
    int[] calls = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (lines.isCall(i)) {
        calls[count++] = i;
      }
    }
    return count == calls.length ? calls : Arrays.copyOf(calls, count);
  }

  private static List<CallLoop> runs(TraceLines lines, int[] places) {
    List<CallLoop> runs = new ArrayList<>(places.length);
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

  private void align(CallPlaces places, int section, int beforeA, int beforeB) {
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
        gap(
            places,
            new int[] {i, endA, j, endB},
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

  /** Aligns what has no equal partner; a large gap in parts, so that memory is bounded. */
  private void gap(CallPlaces places, int[] gap, int beforeA, int beforeB) {
    int lengthA = gap[1] - gap[0];
    int lengthB = gap[3] - gap[2];
    int parts = 1 + Math.max(lengthA, lengthB) / MOST_IN_GAP;
    for (int part = 0; part < parts; part++) {
      List<CallLoop> runsA = new ArrayList<>();
      int toA = gap[0] + (int) ((long) lengthA * (part + 1) / parts);
      for (int k = gap[0] + (int) ((long) lengthA * part / parts); k < toA; k++) {
        runsA.add(places.runA(k));
      }
      List<CallLoop> runsB = new ArrayList<>();
      int toB = gap[2] + (int) ((long) lengthB * (part + 1) / parts);
      for (int k = gap[2] + (int) ((long) lengthB * part / parts); k < toB; k++) {
        runsB.add(places.runB(k));
      }
      gaps.align(runsA, runsB, beforeA, beforeB);
      if (aligned.size() > MOST_ALIGNED) {
        flush();
      }
    }
  }

  /** Lists equal calls of a range; those up to it that are not listed leave a mark. */
  private void matched(CallPlaces places, int[] match, int listed, int from, int to, int section) {
    if (from > listed) {
      mark(
          Aligned.Kind.GAP, places.runA(listed).line(), places.runB(match[listed]).line(), section);
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

  private void same(CallLoop x, CallLoop y, int section) {
    aligned.add(
        new Aligned(
            Aligned.Kind.SAME, Optional.of(x), Optional.of(y), x.line(), y.line(), section));
  }

  private void mark(Aligned.Kind kind, int lineA, int lineB, int section) {
    aligned.add(new Aligned(kind, Optional.empty(), Optional.empty(), lineA, lineB, section));
  }

  private void steps(StepComparison steps, Sections.Section s) {
    for (int step : a.steps()) {
      if (step >= s.fromA() && step < s.toA()) {
        steps.missing((StepRecord) a.line(step));
      }
    }
    for (int step : b.steps()) {
      if (step >= s.fromB() && step < s.toB()) {
        steps.extra((StepRecord) b.line(step));
      }
    }
    if (s.isStep()) {
      steps.compare((StepRecord) a.line(s.toA()), (StepRecord) b.line(s.toB()));
    } else {
      steps.findings(end(a), end(b));
    }
  }

  private static EndRecord end(TraceLines lines) {
    int last = lines.size() - 1;
    return last >= 0 && lines.line(last) instanceof EndRecord end
        ? end
        : new EndRecord(0, List.of());
  }

  private static int[] counts(TraceLines lines) {
    int[] counts = new int[1];
    for (int i = 0; i < lines.size(); i++) {
      if (lines.isCall(i)) {
        int token = lines.token(i);
        if (token >= counts.length) {
          counts = Arrays.copyOf(counts, Math.max(token + 1, 2 * counts.length));
        }
        counts[token]++;
      }
    }
    return counts;
  }

  private static int count(int[] counts, int token) {
    return token < counts.length ? counts[token] : 0;
  }

  /** Whether the records of the two are the same and the only ones of their kind. */
  private boolean unique(CallLoop missing, CallLoop extra) {
    int token = a.token(missing.line());
    return token == b.token(extra.line())
        && count(countsA, token) == 1
        && count(countsB, token) == 1;
  }
}
