package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceValue;

/**
 * Calls in a row that are one record, a part of one, or several even records: a shape, the numbers
 * of the first call, and the loops around it. All work on runs is done on the loops, never call by
 * call. Immutable; equal runs stand for equal calls.
 *
 * <p>The numbers are the CPU, then for each value its ordinal and its number, operands before
 * results. Loops are written in one way: two that together step like one are one.
 */
final class CallLoop {
  private static final long[] NO_TIMES = {};
  private static final long[][] NO_STEPS = {};

  private final SeamcallRecord record;
  private final int line;
  private final long sequence;
  private final Shape shape;

  /** Number of the shape: runs of one comparison have the same if their shapes are equal. */
  private final int form;

  private final long[] first;
  private final long[] times;
  private final long[][] steps;

  private CallLoop(CallLoop origin, long sequence, long[] first, long[] times, long[][] steps) {
    this.record = origin.record;
    this.line = origin.line;
    this.shape = origin.shape;
    this.form = origin.form;
    this.sequence = sequence;
    this.first = first;
    this.times = times;
    this.steps = steps;
  }

  /**
   * All calls of a record.
   *
   * @param line where the record stands in its trace, counted in records
   */
  CallLoop(SeamcallRecord record, int line, Shape.Pool shapes) {
    this.record = record;
    this.line = line;
    this.sequence = record.sequence();
    this.shape = Shape.of(record);
    this.form = shapes.number(shape);
    int values = record.in().size() + record.out().size();
    this.first = new long[1 + 2 * values];
    first[0] = record.cpu();
    int cell = 1;
    for (List<NamedValue> list : List.of(record.in(), record.out())) {
      for (NamedValue v : list) {
        first[cell++] = v.value().ordinal();
        first[cell++] = v.value().number();
      }
    }
    long[] allTimes = new long[record.repeat().size()];
    long[][] allSteps = new long[allTimes.length][];
    for (int loop = 0; loop < allTimes.length; loop++) {
      allTimes[loop] = record.repeat().get(loop).times();
      allSteps[loop] = steps(record, record.repeat().get(loop));
    }
    int depth = normalise(allTimes, allSteps);
    this.times = depth == 0 ? NO_TIMES : Arrays.copyOf(allTimes, depth);
    this.steps = depth == 0 ? NO_STEPS : Arrays.copyOf(allSteps, depth);
  }

  private static long[] steps(SeamcallRecord record, Repeat loop) {
    long[] steps = new long[1 + 2 * (record.in().size() + record.out().size())];
    TraceValue.Step cpu = loop.steps().getOrDefault("cpu", TraceValue.Step.NONE);
    steps[0] = cpu.number();
    int cell = 1;
    for (NamedValue v : record.in()) {
      cell = put(steps, cell, loop.steps().get("in." + v.name()));
    }
    for (NamedValue v : record.out()) {
      cell = put(steps, cell, loop.steps().get("out." + v.name()));
    }
    return steps;
  }

  private static int put(long[] steps, int cell, TraceValue.Step step) {
    if (step != null) {
      steps[cell] = step.ordinal();
      steps[cell + 1] = step.number();
    }
    return cell + 2;
  }

  /** Makes one loop of two where that is the same; returns how many are left. */
  private static int normalise(long[] times, long[][] steps) {
    int depth = 0;
    for (int loop = 0; loop < times.length; loop++) {
      if (times[loop] == 1) {
        continue;
      }
      if (depth > 0 && isMultiple(steps[loop], steps[depth - 1], times[depth - 1])) {
        times[depth - 1] *= times[loop];
      } else {
        times[depth] = times[loop];
        steps[depth] = steps[loop];
        depth++;
      }
    }
    return depth;
  }

  private static boolean isMultiple(long[] outer, long[] inner, long times) {
    for (int i = 0; i < outer.length; i++) {
      if (outer[i] != inner[i] * times) {
        return false;
      }
    }
    return true;
  }

  /** The record that the first call comes from, for its names, its note and its stack. */
  SeamcallRecord record() {
    return record;
  }

  /** Where that record stands in its trace. */
  int line() {
    return line;
  }

  /** Number of the first call in its trace. */
  long sequence() {
    return sequence;
  }

  Shape shape() {
    return shape;
  }

  /** Whether the two can stand in one loop. */
  boolean sameShape(CallLoop other) {
    return form == other.form;
  }

  /** Number of loops around the call. */
  int depth() {
    return times.length;
  }

  /** Rounds of a loop, the innermost is 0. */
  long times(int loop) {
    return times[loop];
  }

  long calls() {
    return calls(times.length);
  }

  private long calls(int loops) {
    long calls = 1;
    for (int i = 0; i < loops; i++) {
      calls *= times[i];
    }
    return calls;
  }

  /** How often the loops run, outermost first: {@code 29 x 256}. */
  String loops() {
    if (times.length == 0) {
      return "1";
    }
    StringBuilder text = new StringBuilder();
    for (int i = times.length - 1; i >= 0; i--) {
      text.append(text.isEmpty() ? "" : " x ").append(times[i]);
    }
    return text.toString();
  }

  long cell(int cell) {
    return first[cell];
  }

  /** What a cell moves by with each round of a loop. */
  long step(int loop, int cell) {
    return steps[loop][cell];
  }

  /** Whether the two stand for the same calls. */
  boolean same(CallLoop other) {
    return form == other.form && Arrays.equals(first, other.first) && sameLoops(other);
  }

  private boolean sameLoops(CallLoop other) {
    return times.length == other.times.length && sameLoops(other, times.length);
  }

  private boolean sameLoops(CallLoop other, int loops) {
    for (int i = 0; i < loops; i++) {
      if (times[i] != other.times[i] || !Arrays.equals(steps[i], other.steps[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CallLoop run && same(run);
  }

  @Override
  public int hashCode() {
    int hash = form;
    hash = 31 * hash + Arrays.hashCode(first);
    for (int i = 0; i < times.length; i++) {
      hash = 31 * hash + Long.hashCode(times[i]) + 7 * Arrays.hashCode(steps[i]);
    }
    return hash;
  }

  /** Number of calls at the start in which the two agree, or a part of it; 0 if there is none. */
  static long commonStart(CallLoop a, CallLoop b) {
    return a.form == b.form && Arrays.equals(a.first, b.first) ? commonRounds(a, b) : 0;
  }

  /** Number of calls at the end in which the two agree, or a part of it; 0 if there is none. */
  static long commonEnd(CallLoop a, CallLoop b) {
    return a.form == b.form && Arrays.equals(a.last(), b.last()) ? commonRounds(a, b) : 0;
  }

  private static long commonRounds(CallLoop a, CallLoop b) {
    long calls = 1;
    for (int loop = 0; loop < a.times.length && loop < b.times.length; loop++) {
      if (!Arrays.equals(a.steps[loop], b.steps[loop])) {
        return calls;
      }
      if (a.times[loop] != b.times[loop]) {
        return calls * Math.min(a.times[loop], b.times[loop]);
      }
      calls *= a.times[loop];
    }
    return calls;
  }

  private long[] last() {
    long[] last = first;
    for (int loop = 0; loop < times.length; loop++) {
      last = moved(last, steps[loop], times[loop] - 1);
    }
    return last;
  }

  private static long[] moved(long[] cells, long[] step, long times) {
    long[] result = cells.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += step[i] * times;
    }
    return result;
  }

  /** The calls from {@code from} up to and without {@code to}, as few runs as possible. */
  List<CallLoop> slice(long from, long to) {
    List<CallLoop> parts = new ArrayList<>(1);
    slice(times.length, first, sequence, from, to, parts);
    return parts;
  }

  private void slice(
      int depth, long[] base, long baseSequence, long from, long to, List<CallLoop> parts) {
    if (from >= to) {
      return;
    }
    if (from == 0 && to == calls(depth)) {
      parts.add(
          depth == times.length && base == first
              ? this
              : new CallLoop(
                  this,
                  baseSequence,
                  base,
                  Arrays.copyOf(times, depth),
                  Arrays.copyOf(steps, depth)));
      return;
    }
    long period = calls(depth - 1);
    long[] step = steps[depth - 1];
    long at = from;
    if (at % period != 0) {
      long round = at / period;
      long end = Math.min(to, (round + 1) * period);
      long begin = round * period;
      slice(
          depth - 1,
          moved(base, step, round),
          baseSequence + begin,
          at - begin,
          end - begin,
          parts);
      at = end;
    }
    long rounds = (to - at) / period;
    if (rounds > 0) {
      long[] start = moved(base, step, at / period);
      if (rounds == 1) {
        slice(depth - 1, start, baseSequence + at, 0, period, parts);
      } else {
        long[] partTimes = Arrays.copyOf(times, depth);
        partTimes[depth - 1] = rounds;
        parts.add(
            new CallLoop(this, baseSequence + at, start, partTimes, Arrays.copyOf(steps, depth)));
      }
      at += rounds * period;
    }
    if (at < to) {
      slice(depth - 1, moved(base, step, at / period), baseSequence + at, 0, to - at, parts);
    }
  }

  /** Takes off loops until one at most is left; the caller makes sure that they are few. */
  List<CallLoop> rounds() {
    if (times.length < 2) {
      return List.of(this);
    }
    List<CallLoop> parts = new ArrayList<>();
    long period = times[0];
    for (long at = 0; at < calls(); at += period) {
      parts.addAll(slice(at, at + period));
    }
    return parts;
  }

  /**
   * This run and the one after it as one; null if they are not rounds of one loop. Two single calls
   * are a loop only if they are equal, because any two step evenly.
   */
  CallLoop joined(CallLoop next) {
    if (form != next.form) {
      return null;
    }
    int depth = times.length;
    if (depth > 0 && continues(next.first)) {
      if (next.times.length == depth - 1 && next.sameLoops(this, depth - 1)) {
        return withOuter(depth, steps[depth - 1], times[depth - 1] + 1);
      }
      if (next.times.length == depth
          && next.sameLoops(this, depth - 1)
          && Arrays.equals(steps[depth - 1], next.steps[depth - 1])) {
        return withOuter(depth, steps[depth - 1], times[depth - 1] + next.times[depth - 1]);
      }
    }
    if (sameLoops(next) && Arrays.equals(first, next.first)) {
      return withOuter(depth + 1, new long[first.length], 2);
    }
    if (next.times.length == depth + 1
        && sameLoops(next, depth)
        && Arrays.equals(moved(first, next.steps[depth], 1), next.first)) {
      return withOuter(depth + 1, next.steps[depth], next.times[depth] + 1);
    }
    return null;
  }

  /** This run and two after it as a loop of three; null if they do not step evenly. */
  CallLoop joined(CallLoop second, CallLoop third) {
    if (form != second.form || form != third.form || !sameLoops(second) || !sameLoops(third)) {
      return null;
    }
    long[] step = new long[first.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = second.first[i] - first[i];
      if (third.first[i] - second.first[i] != step[i]) {
        return null;
      }
    }
    return withOuter(times.length + 1, step, 3);
  }

  private boolean continues(long[] next) {
    int outer = times.length - 1;
    for (int i = 0; i < next.length; i++) {
      if (first[i] + steps[outer][i] * times[outer] != next[i]) {
        return false;
      }
    }
    return true;
  }

  private CallLoop withOuter(int depth, long[] step, long rounds) {
    long[] allTimes = Arrays.copyOf(times, depth);
    long[][] allSteps = Arrays.copyOf(steps, depth);
    allTimes[depth - 1] = rounds;
    allSteps[depth - 1] = step;
    int left = normalise(allTimes, allSteps);
    return new CallLoop(
        this, sequence, first, Arrays.copyOf(allTimes, left), Arrays.copyOf(allSteps, left));
  }

  /**
   * How many steps of a loop of this run, which must have one loop, lead from its first call to the
   * first of the other; -1 if none do.
   */
  long stepsTo(CallLoop other) {
    long count = -1;
    for (int i = 0; i < first.length; i++) {
      long distance = other.first[i] - first[i];
      long step = steps[0][i];
      if (step == 0 ? distance != 0 : distance % step != 0) {
        return -1;
      }
      if (step != 0) {
        long here = distance / step;
        if (here < 0 || (count >= 0 && here != count)) {
          return -1;
        }
        count = here;
      }
    }
    return Math.max(count, 0);
  }

  /** Whether all calls are the same: a single one, or a loop in which nothing moves. */
  boolean isConstant() {
    for (long[] step : steps) {
      for (long cell : step) {
        if (cell != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a loop of one level moves as the other's does, or is a single call. */
  boolean stepsLike(CallLoop other) {
    return times.length == 0 || other.times.length == 0 || Arrays.equals(steps[0], other.steps[0]);
  }
}
