package org.seamreplay.diff;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Aligns two sequences of small numbers, from 0, so that as many equal ones as possible stand
 * opposite each other.
 *
 * <p>Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986), after
 * equal starts and ends and numbers that only one side has are put aside; so the cost hangs on the
 * number of differences. What is too different for it is first cut at numbers that both sides have
 * once (the longest chain of them in the same order: patience diff), then into pieces of bounded
 * size. The time is bounded for any input; only the last resort can miss a shorter answer.
 */
final class SequenceAligner {
  /** Differences that are looked for in one piece; the memory is the square of it. */
  private static final int MOST_DIFFERENCES = 2048;

  /** Steps that one alignment may take in all before it becomes coarse. */
  private static final long MOST_STEPS = 1L << 26;

  /** Length of a piece in the last resort. */
  private static final int PIECE = 256;

  private final int[] a;
  private final int[] b;
  private final int[] match;
  private long stepsLeft = MOST_STEPS;

  private SequenceAligner(int[] a, int[] b) {
    this.a = a;
    this.b = b;
    this.match = new int[a.length];
    Arrays.fill(match, -1);
  }

  /** What lies between two partners, or before the first or after the last. */
  interface Gap<T> {
    /**
     * Elements without a partner; either list may be empty.
     *
     * @param startA index of the first of {@code a} in the whole
     * @param startB index of the first of {@code b} in the whole
     */
    void between(List<T> a, List<T> b, int startA, int startB);
  }

  /** Aligns two lists by what is equal and hands over what is not, gap by gap, in order. */
  static <T> void gaps(List<T> a, List<T> b, Gap<T> gap) {
    int[] match = align(a, b);
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int endA = i;
      while (endA < a.size() && match[endA] < 0) {
        endA++;
      }
      int endB = endA < a.size() ? match[endA] : b.size();
      gap.between(a.subList(i, endA), b.subList(j, endB), i, j);
      i = endA + 1;
      j = endB + 1;
    }
  }

  /** For each element of {@code a} the index of an equal one in {@code b}, ascending; -1: none. */
  static <T> int[] align(List<T> a, List<T> b) {
    Map<T, Integer> tokens = new HashMap<>();
    return align(tokens(a, tokens), tokens(b, tokens));
  }

  private static <T> int[] tokens(List<T> elements, Map<T, Integer> tokens) {
    int[] result = new int[elements.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = tokens.computeIfAbsent(elements.get(i), element -> tokens.size());
    }
    return result;
  }

  /** For each element of {@code a} the index of its partner in {@code b}, ascending; -1: none. */
  static int[] align(int[] a, int[] b) {
    int start = 0;
    int endA = a.length;
    int endB = b.length;
    while (start < endA && start < endB && a[start] == b[start]) {
      start++;
    }
    while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) {
      endA--;
      endB--;
    }
    int[] match = new int[a.length];
    Arrays.fill(match, -1);
    for (int i = 0; i < start; i++) {
      match[i] = i;
    }
    for (int i = endA; i < a.length; i++) {
      match[i] = i - endA + endB;
    }
    int[] keptA = shared(a, b, start, endA, start, endB);
    int[] keptB = shared(b, a, start, endB, start, endA);
    SequenceAligner aligner = new SequenceAligner(pick(a, keptA), pick(b, keptB));
    aligner.run();
    for (int i = 0; i < keptA.length; i++) {
      if (aligner.match[i] >= 0) {
        match[keptA[i]] = keptB[aligner.match[i]];
      }
    }
    return match;
  }

  /** Places in a range of {@code mine} whose number the range of {@code other} has too. */
  private static int[] shared(
      int[] mine, int[] other, int from, int to, int otherFrom, int otherTo) {
    int most = 0;
    for (int i = otherFrom; i < otherTo; i++) {
      most = Math.max(most, other[i]);
    }
    boolean[] seen = new boolean[most + 1];
    for (int i = otherFrom; i < otherTo; i++) {
      seen[other[i]] = true;
    }
    int[] kept = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (mine[i] <= most && seen[mine[i]]) {
        kept[count++] = i;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static int[] pick(int[] values, int[] places) {
    int[] picked = new int[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[places[i]];
    }
    return picked;
  }

  /** How often a piece is cut at unique numbers: more would only cost time. */
  private static final int MOST_CUTS = 8;

  /** A part of both sequences that is still to be aligned, after some cuts. */
  private record Piece(int fromA, int toA, int fromB, int toB, int cuts) {}

  private void run() {
    Deque<Piece> work = new ArrayDeque<>();
    work.push(new Piece(0, a.length, 0, b.length, 0));
    while (!work.isEmpty()) {
      Piece piece = trimmed(work.pop());
      if (piece.fromA() == piece.toA() || piece.fromB() == piece.toB() || myers(piece)) {
        continue;
      }
      if (piece.cuts() >= MOST_CUTS || !cutAtUnique(piece, work)) {
        cutEvenly(piece, work);
      }
    }
  }

  private Piece trimmed(Piece piece) {
    int fromA = piece.fromA();
    int fromB = piece.fromB();
    int toA = piece.toA();
    int toB = piece.toB();
    while (fromA < toA && fromB < toB && a[fromA] == b[fromB]) {
      match[fromA++] = fromB++;
    }
    while (fromA < toA && fromB < toB && a[toA - 1] == b[toB - 1]) {
      match[--toA] = --toB;
    }
    return new Piece(fromA, toA, fromB, toB, piece.cuts());
  }

  /** Aligns a piece if that takes few enough differences and steps. */
  private boolean myers(Piece p) {
    int lengthA = p.toA() - p.fromA();
    int lengthB = p.toB() - p.fromB();
    // A small piece is always done to the end: its cost is bounded by its length.
    boolean small = lengthA + lengthB <= 2 * PIECE;
    int most = Math.min(lengthA + lengthB, MOST_DIFFERENCES);
    int[][] reached = new int[most + 1][];
    int[] furthest = new int[2 * most + 3];
    int zero = most + 1;
    long budget = small ? Long.MAX_VALUE : stepsLeft;
    for (int d = 0; d <= most; d++) {
      for (int k = -d; k <= d; k += 2) {
        int x =
            k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1])
                ? furthest[zero + k + 1]
                : furthest[zero + k - 1] + 1;
        int y = x - k;
        int begin = x;
        while (x < lengthA && y < lengthB && a[p.fromA() + x] == b[p.fromB() + y]) {
          x++;
          y++;
        }
        furthest[zero + k] = x;
        budget -= 1 + x - begin;
        if (x >= lengthA && y >= lengthB) {
          reached[d] = Arrays.copyOfRange(furthest, zero - d, zero + d + 1);
          trace(p, reached, d, lengthA, lengthB);
          stepsLeft = small ? stepsLeft : budget;
          return true;
        }
      }
      reached[d] = Arrays.copyOfRange(furthest, zero - d, zero + d + 1);
      if (budget < 0) {
        break;
      }
    }
    stepsLeft = Math.max(0, Math.min(stepsLeft, budget));
    return false;
  }

  /** Walks back from the end over the furthest points of each number of differences. */
  private void trace(Piece p, int[][] reached, int differences, int lengthA, int lengthB) {
    int x = lengthA;
    int y = lengthB;
    for (int d = differences; d > 0; d--) {
      int k = x - y;
      boolean down = k == -d || (k != d && before(reached, d, k - 1) < before(reached, d, k + 1));
      int fromK = down ? k + 1 : k - 1;
      int fromX = before(reached, d, fromK);
      int fromY = fromX - fromK;
      int startX = down ? fromX : fromX + 1;
      while (x > startX) {
        x--;
        y--;
        match[p.fromA() + x] = p.fromB() + y;
      }
      x = fromX;
      y = fromY;
    }
    while (x > 0 && y > 0) {
      x--;
      y--;
      match[p.fromA() + x] = p.fromB() + y;
    }
  }

  /** The furthest point on diagonal {@code k} with one difference less than {@code d}. */
  private static int before(int[][] reached, int d, int k) {
    int at = k + d - 1;
    return at < 0 || at >= reached[d - 1].length ? 0 : reached[d - 1][at];
  }

  /** Cuts a piece at the longest ascending chain of numbers that both sides have exactly once. */
  private boolean cutAtUnique(Piece p, Deque<Piece> work) {
    Map<Integer, int[]> seen = new HashMap<>();
    for (int i = p.fromA(); i < p.toA(); i++) {
      int[] places = seen.computeIfAbsent(a[i], n -> new int[] {-1, -1, 0, 0});
      places[0] = i;
      places[2]++;
    }
    for (int i = p.fromB(); i < p.toB(); i++) {
      int[] places = seen.get(b[i]);
      if (places != null) {
        places[1] = i;
        places[3]++;
      }
    }
    int[] placesA = new int[seen.size()];
    int[] placesB = new int[seen.size()];
    int count = 0;
    for (int i = p.fromA(); i < p.toA(); i++) {
      int[] places = seen.get(a[i]);
      if (places[2] == 1 && places[3] == 1) {
        placesA[count] = i;
        placesB[count++] = places[1];
      }
    }
    int[] chain = longestAscending(placesB, count);
    if (chain.length == 0) {
      return false;
    }
    int fromA = p.fromA();
    int fromB = p.fromB();
    for (int link : chain) {
      match[placesA[link]] = placesB[link];
      work.push(new Piece(fromA, placesA[link], fromB, placesB[link], p.cuts() + 1));
      fromA = placesA[link] + 1;
      fromB = placesB[link] + 1;
    }
    work.push(new Piece(fromA, p.toA(), fromB, p.toB(), p.cuts() + 1));
    return true;
  }

  /** Indexes of a longest strictly ascending subsequence. */
  private static int[] longestAscending(int[] values, int count) {
    int[] tails = new int[count];
    int[] previous = new int[count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[tails[middle]] < values[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    int[] chain = new int[length];
    for (int i = length - 1, at = length == 0 ? -1 : tails[length - 1]; i >= 0; i--) {
      chain[i] = at;
      at = previous[at];
    }
    return chain;
  }

  private static void cutEvenly(Piece p, Deque<Piece> work) {
    int lengthA = p.toA() - p.fromA();
    int lengthB = p.toB() - p.fromB();
    int pieces = Math.max(1, (Math.max(lengthA, lengthB) + PIECE - 1) / PIECE);
    for (int i = 0; i < pieces; i++) {
      work.push(
          new Piece(
              p.fromA() + (int) ((long) lengthA * i / pieces),
              p.fromA() + (int) ((long) lengthA * (i + 1) / pieces),
              p.fromB() + (int) ((long) lengthB * i / pieces),
              p.fromB() + (int) ((long) lengthB * (i + 1) / pieces),
              MOST_CUTS));
    }
  }
}
