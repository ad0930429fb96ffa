package org.seamreplay.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Aligns the calls between two places where the traces agree. Loops are cut where that lets parts
 * of them be equal: first at both ends, then at the largest common part, again and again; what is
 * left has no call in common and is paired by likeness.
 */
final class GapAligner {
  /** Pairs of runs that are looked at in one comparison of two traces. */
  private static final long MOST_PAIRS = 20_000_000;

  /** Pairs of runs in one gap whose likeness is weighed. */
  private static final long MOST_WEIGHED = 250_000;

  /** Cuts in one comparison; what is folded in more different ways counts as different. */
  private static final long MOST_CUTS = 4_000_000;

  private static final int MOST_RECURSIONS = 200;

  private final List<Aligned> out;
  private int section;
  private long pairsLeft = MOST_PAIRS;
  private long cutsLeft = MOST_CUTS;

  /** Adds what it finds to {@code out}. */
  GapAligner(List<Aligned> out) {
    this.out = out;
  }

  /** Which part of the flow the next gaps are in. */
  void section(int number) {
    section = number;
  }

  /** Aligns the runs of a gap. */
  void align(List<CallLoop> expected, List<CallLoop> got, int expectedLine, int gotLine) {
    align(expected, got, expectedLine, gotLine, 0);
  }

  /** Whether two sequences stand for the same calls. */
  static boolean same(List<CallLoop> a, List<CallLoop> b) {
    GapAligner aligner = new GapAligner(new ArrayList<>());
    Deque<CallLoop> left = new ArrayDeque<>(a);
    Deque<CallLoop> right = new ArrayDeque<>(b);
    aligner.trimStart(left, right, (x, y) -> {});
    return left.isEmpty() && right.isEmpty();
  }

  private void align(
      List<CallLoop> expected, List<CallLoop> got, int expectedLine, int gotLine, int recursion) {
    trim(
        expected,
        got,
        expectedLine,
        gotLine,
        (a, b) -> middle(a, b, expectedLine, gotLine, recursion));
  }

  /** Takes off what is equal at both ends, and lets the rest be aligned in between. */
  void trim(
      Collection<CallLoop> expected,
      Collection<CallLoop> got,
      int expectedLine,
      int gotLine,
      BiConsumer<Deque<CallLoop>, Deque<CallLoop>> rest) {
    Deque<CallLoop> a = new ArrayDeque<>(expected);
    Deque<CallLoop> b = new ArrayDeque<>(got);
    trimStart(a, b, (x, y) -> add(Aligned.Kind.SAME, x, y, expectedLine, gotLine));
    Deque<CallLoop[]> end = new ArrayDeque<>();
    trimEnd(a, b, (x, y) -> end.push(new CallLoop[] {x, y}));
    rest.accept(a, b);
    for (CallLoop[] pair : end) {
      add(Aligned.Kind.SAME, pair[0], pair[1], expectedLine, gotLine);
    }
  }

  private void middle(Deque<CallLoop> a, Deque<CallLoop> b, int lineA, int lineB, int recursion) {
    if (a.isEmpty() || b.isEmpty()) {
      a.forEach(run -> missing(run, lineB));
      b.forEach(run -> extra(run, lineA));
      return;
    }
    List<CallLoop> left = Refold.evenly(a);
    List<CallLoop> right = Refold.evenly(b);
    Overlap overlap = recursion < MOST_RECURSIONS ? largest(left, right) : null;
    if (overlap == null) {
      pair(left, right, lineA, lineB);
      return;
    }
    CallLoop x = left.get(overlap.indexA);
    CallLoop y = right.get(overlap.indexB);
    List<CallLoop> beforeA = new ArrayList<>(left.subList(0, overlap.indexA));
    beforeA.addAll(x.slice(0, overlap.offsetA));
    List<CallLoop> beforeB = new ArrayList<>(right.subList(0, overlap.indexB));
    beforeB.addAll(y.slice(0, overlap.offsetB));
    align(beforeA, beforeB, lineA, lineB, recursion + 1);
    CallLoop partA = x.slice(overlap.offsetA, overlap.offsetA + overlap.calls).get(0);
    CallLoop partB = y.slice(overlap.offsetB, overlap.offsetB + overlap.calls).get(0);
    add(Aligned.Kind.SAME, partA, partB, lineA, lineB);
    List<CallLoop> afterA = new ArrayList<>(x.slice(overlap.offsetA + overlap.calls, x.calls()));
    afterA.addAll(left.subList(overlap.indexA + 1, left.size()));
    List<CallLoop> afterB = new ArrayList<>(y.slice(overlap.offsetB + overlap.calls, y.calls()));
    afterB.addAll(right.subList(overlap.indexB + 1, right.size()));
    align(afterA, afterB, x.line(), y.line(), recursion + 1);
  }

  private void trimStart(
      Deque<CallLoop> a, Deque<CallLoop> b, BiConsumer<CallLoop, CallLoop> equal) {
    while (!a.isEmpty() && !b.isEmpty() && cutsLeft-- > 0) {
      CallLoop x = a.getFirst();
      CallLoop y = b.getFirst();
      long common = CallLoop.commonStart(x, y);
      if (common == 0) {
        return;
      }
      a.removeFirst();
      b.removeFirst();
      equal.accept(x.slice(0, common).get(0), y.slice(0, common).get(0));
      putFirst(a, x.slice(common, x.calls()));
      putFirst(b, y.slice(common, y.calls()));
    }
  }

  private void trimEnd(Deque<CallLoop> a, Deque<CallLoop> b, BiConsumer<CallLoop, CallLoop> equal) {
    while (!a.isEmpty() && !b.isEmpty() && cutsLeft-- > 0) {
      CallLoop x = a.getLast();
      CallLoop y = b.getLast();
      long common = CallLoop.commonEnd(x, y);
      if (common == 0) {
        return;
      }
      a.removeLast();
      b.removeLast();
      long endX = x.calls();
      long endY = y.calls();
      equal.accept(x.slice(endX - common, endX).get(0), y.slice(endY - common, endY).get(0));
      a.addAll(x.slice(0, endX - common));
      b.addAll(y.slice(0, endY - common));
    }
  }

  private static void putFirst(Deque<CallLoop> runs, List<CallLoop> first) {
    for (int i = first.size() - 1; i >= 0; i--) {
      runs.addFirst(first.get(i));
    }
  }

  /** A part that two runs have in common. */
  private record Overlap(int indexA, int indexB, long offsetA, long offsetB, long calls) {}

  /** The largest part that two runs have in common; of several the one that moves least. */
  private Overlap largest(List<CallLoop> a, List<CallLoop> b) {
    long pairs = (long) a.size() * b.size();
    if (pairs > pairsLeft) {
      return null;
    }
    pairsLeft -= pairs;
    Overlap best = null;
    long least = 0;
    long beforeA = 0;
    for (int i = 0; i < a.size(); i++) {
      long beforeB = 0;
      for (int j = 0; j < b.size(); j++) {
        Overlap overlap = overlap(a.get(i), b.get(j), i, j, beforeB - beforeA);
        if (overlap != null && (best == null || overlap.calls >= best.calls)) {
          long moved = Math.abs(beforeA + overlap.offsetA - beforeB - overlap.offsetB);
          if (best == null || overlap.calls > best.calls || moved < least) {
            best = overlap;
            least = moved;
          }
        }
        beforeB += b.get(j).calls();
      }
      beforeA += a.get(i).calls();
    }
    return best;
  }

  /**
   * @param lead how many calls more there are before the one than before the other; of equal calls
   *     those are taken that stand opposite each other
   */
  private static Overlap overlap(CallLoop a, CallLoop b, int i, int j, long lead) {
    if (!a.sameShape(b)) {
      return null;
    }
    if (a.depth() > 1 || b.depth() > 1) {
      return a.same(b) ? new Overlap(i, j, 0, 0, a.calls()) : null;
    }
    if (!a.stepsLike(b)) {
      return null;
    }
    if (CallLoop.commonStart(a, b) > 0) {
      long calls = Math.min(a.calls(), b.calls());
      boolean constant = a.isConstant() && b.isConstant();
      long offsetA = constant ? Math.max(0, Math.min(lead, a.calls() - calls)) : 0;
      long offsetB = constant ? Math.max(0, Math.min(-lead, b.calls() - calls)) : 0;
      return new Overlap(i, j, offsetA, offsetB, calls);
    }
    long skip = a.depth() == 0 ? -1 : a.stepsTo(b);
    if (skip >= 0 && skip < a.calls()) {
      return new Overlap(i, j, skip, 0, Math.min(a.calls() - skip, b.calls()));
    }
    skip = b.depth() == 0 ? -1 : b.stepsTo(a);
    if (skip >= 0 && skip < b.calls()) {
      return new Overlap(i, j, 0, skip, Math.min(a.calls(), b.calls() - skip));
    }
    return null;
  }

  /** Pairs runs without a common call so that the likest stand together, in order. */
  private void pair(List<CallLoop> a, List<CallLoop> b, int lineA, int lineB) {
    int[] partner = (long) a.size() * b.size() <= MOST_WEIGHED ? likest(a, b) : byLeaf(a, b);
    int j = 0;
    for (int i = 0; i < a.size(); i++) {
      if (partner[i] < 0) {
        missing(a.get(i), j > 0 ? b.get(j - 1).line() : lineB);
        continue;
      }
      int here = i > 0 ? a.get(i - 1).line() : lineA;
      while (j < partner[i]) {
        extra(b.get(j++), here);
      }
      changed(a.get(i), b.get(j++));
    }
    int here = a.get(a.size() - 1).line();
    while (j < b.size()) {
      extra(b.get(j++), here);
    }
  }

  /** A pair of runs that differ; what one has more calls than the other is missing or extra. */
  private void changed(CallLoop x, CallLoop y) {
    long calls = Math.min(x.calls(), y.calls());
    List<CallLoop> partX = x.slice(0, calls);
    List<CallLoop> partY = y.slice(0, calls);
    if (partX.size() > 1 || partY.size() > 1) {
      missing(x, y.line());
      extra(y, x.line());
      return;
    }
    add(Aligned.Kind.CHANGED, partX.get(0), partY.get(0), x.line(), y.line());
    x.slice(calls, x.calls()).forEach(run -> missing(run, y.line()));
    y.slice(calls, y.calls()).forEach(run -> extra(run, x.line()));
  }

  private static int[] byLeaf(List<CallLoop> a, List<CallLoop> b) {
    Map<Integer, Integer> leaves = new HashMap<>();
    return SequenceAligner.align(leaves(a, leaves), leaves(b, leaves));
  }

  private static int[] leaves(List<CallLoop> runs, Map<Integer, Integer> leaves) {
    return runs.stream()
        .mapToInt(run -> leaves.computeIfAbsent(Likeness.leaf(run), leaf -> leaves.size()))
        .toArray();
  }

  private static int[] likest(List<CallLoop> a, List<CallLoop> b) {
    int width = b.size() + 1;
    int[] best = new int[(a.size() + 1) * width];
    int[] weights = new int[a.size() * b.size()];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        int weight = Likeness.weight(a.get(i), b.get(j));
        weights[i * b.size() + j] = weight;
        int apart = Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
        best[i * width + j] =
            weight > 0 ? Math.max(apart, weight + best[(i + 1) * width + j + 1]) : apart;
      }
    }
    int[] partner = new int[a.size()];
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      int weight = weights[i * b.size() + j];
      int here = best[i * width + j];
      if (weight > 0 && here == weight + best[(i + 1) * width + j + 1]) {
        partner[i++] = j++;
      } else if (here == best[(i + 1) * width + j]) {
        partner[i++] = -1;
      } else {
        j++;
      }
    }
    while (i < a.size()) {
      partner[i++] = -1;
    }
    return partner;
  }

  private void missing(CallLoop run, int gotLine) {
    out.add(
        new Aligned(
            Aligned.Kind.MISSING,
            Optional.of(run),
            Optional.empty(),
            run.line(),
            gotLine,
            section));
  }

  private void extra(CallLoop run, int expectedLine) {
    out.add(
        new Aligned(
            Aligned.Kind.EXTRA,
            Optional.empty(),
            Optional.of(run),
            expectedLine,
            run.line(),
            section));
  }

  private void add(Aligned.Kind kind, CallLoop x, CallLoop y, int lineA, int lineB) {
    out.add(
        new Aligned(
            kind,
            Optional.of(x),
            Optional.of(y),
            Math.max(lineA, x.line()),
            Math.max(lineB, y.line()),
            section));
  }
}
