package org.seamreplay.trace.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Folds a stream of calls into nested loops while it arrives, so that a million calls of the same
 * kind cost one comparison each and no memory.
 *
 * <p>A call is a shape (everything that must be equal to fold, compared with {@code equals}) and
 * cells (numbers that may step). Calls of one shape fold into a run when each cell moves by a
 * constant: two calls if nothing moves, at least three otherwise, because any two calls step
 * "evenly". Finished runs with the same number of calls and the same steps fold in the same way
 * into a run of runs. Unfolding gives back exactly what came in.
 *
 * @param <S> the shape; immutable
 */
public final class Fold<S> {
  private static final int MAX_DEPTH = 4;

  /**
   * A folded run. {@code times} and {@code steps} have an entry for each loop, innermost first; a
   * single call has none.
   */
  public static final class Run<S> {
    private final S shape;
    private final long[] first;
    private long[] times;
    private long[][] steps;
    private boolean complete;

    private Run(S shape, long[] first, long[] times, long[][] steps) {
      this.shape = shape;
      this.first = first;
      this.times = times;
      this.steps = steps;
    }

    /** What all calls of the run have in common. */
    public S shape() {
      return shape;
    }

    /** The cells of the first call. */
    public long[] first() {
      return first.clone();
    }

    /** Number of loops around the call. */
    public int depth() {
      return times.length;
    }

    /** Rounds of a loop, counted from the innermost, 0. */
    public long times(int loop) {
      return times[loop];
    }

    /** What each cell moves by from one round of a loop to the next. */
    public long[] steps(int loop) {
      return steps[loop].clone();
    }

    /** Number of calls. */
    public long calls() {
      long calls = 1;
      for (long t : times) {
        calls *= t;
      }
      return calls;
    }

    private boolean sameLoops(Run<S> other) {
      return shape.equals(other.shape)
          && first.length == other.first.length
          && Arrays.equals(times, other.times)
          && Arrays.deepEquals(steps, other.steps);
    }

    /** Whether {@code next}, one loop less deep, is the next round of the outermost loop. */
    private boolean continuedBy(Run<S> next) {
      int outer = times.length - 1;
      if (outer != next.times.length || first.length != next.first.length) {
        return false;
      }
      for (int i = 0; i < outer; i++) {
        if (times[i] != next.times[i] || !Arrays.equals(steps[i], next.steps[i])) {
          return false;
        }
      }
      return startsAt(next.first, outer) && shape.equals(next.shape);
    }

    private boolean startsAt(long[] cells, int outer) {
      long round = times[outer];
      long[] step = steps[outer];
      for (int i = 0; i < first.length; i++) {
        if (first[i] + round * step[i] != cells[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Run<S>> runs = new ArrayList<>();
  private final int limit;
  private long calls;

  /** Runs before this index are closed for good. */
  private int floor;

  /**
   * An empty fold.
   *
   * @param limit number of runs that may be kept; {@link #add} refuses more, so that a stream that
   *     does not fold cannot exhaust memory
   */
  public Fold(int limit) {
    this.limit = limit;
  }

  /**
   * Adds a call.
   *
   * @param shape kept
   * @param cells copied if kept, so that the caller may reuse the array
   * @return false if the call was dropped because of the limit
   */
  public boolean add(S shape, long[] cells) {
    int size = runs.size();
    if (size > floor) {
      Run<S> last = runs.get(size - 1);
      boolean same =
          (last.shape == shape || last.shape.equals(shape)) && last.first.length == cells.length;
      if (same && last.times.length == 1 && last.startsAt(cells, 0)) {
        last.times[0]++;
        calls++;
        return true;
      }
      if (same && last.times.length == 0 && Arrays.equals(last.first, cells)) {
        runs.set(size - 1, loop(last, 2, new long[cells.length]));
        calls++;
        return true;
      }
      if (last.times.length > 0) {
        complete(size - 1);
      } else if (same && size > floor + 1) {
        long[] step = evenStep(runs.get(size - 2), last, cells);
        if (step != null) {
          runs.remove(size - 1);
          runs.set(size - 2, loop(runs.get(size - 2), 3, step));
          calls++;
          return true;
        }
      }
    }
    if (runs.size() >= limit) {
      return false;
    }
    calls++;
    runs.add(new Run<>(shape, cells.clone(), new long[0], new long[0][]));
    return true;
  }

  /** Number of calls added. */
  public long calls() {
    return calls;
  }

  /**
   * Ends what is under way: later calls start new runs. Returns the number of runs so far, which
   * will not change any more.
   */
  public int mark() {
    if (runs.size() > floor) {
      int at = complete(runs.size() - 1);
      while (!runs.get(at).complete) {
        at = complete(at);
      }
    }
    floor = runs.size();
    return floor;
  }

  /** The runs in order; complete after {@link #mark}. */
  public List<Run<S>> runs() {
    return List.copyOf(runs);
  }

  /** Gives back every call of a run in order; the array is fresh each time. */
  public static <S> void expand(Run<S> run, BiConsumer<S, long[]> sink) {
    long[] position = new long[run.depth()];
    for (long left = run.calls(); left > 0; left--) {
      long[] cells = run.first.clone();
      for (int loop = 0; loop < position.length; loop++) {
        for (int i = 0; i < cells.length; i++) {
          cells[i] += position[loop] * run.steps[loop][i];
        }
      }
      sink.accept(run.shape, cells);
      for (int loop = 0; loop < position.length; loop++) {
        if (++position[loop] < run.times[loop]) {
          break;
        }
        position[loop] = 0;
      }
    }
  }

  /**
   * Run {@code index} gets no more calls, nor do those before it: each joins the loop before it if
   * it is the next round of that, else may start a loop with its predecessors. Returns where the
   * run is now.
   */
  private int complete(int index) {
    // A stream that does not fold leaves a hundred thousand open runs: no recursion over them.
    int at = index;
    while (!endsAt(at)) {
      at--;
    }
    int open = index - at;
    at = joined(at);
    for (; open > 0; open--) {
      at = started(at + 1);
    }
    return at;
  }

  /** Whether the runs before this one need not be looked at to complete it. */
  private boolean endsAt(int index) {
    Run<S> run = runs.get(index);
    return run.complete || index == floor || continues(index);
  }

  private boolean continues(int index) {
    Run<S> before = runs.get(index - 1);
    return !before.complete && before.continuedBy(runs.get(index));
  }

  private int joined(int index) {
    Run<S> run = runs.get(index);
    if (run.complete || index == floor) {
      run.complete = true;
      return index;
    }
    Run<S> before = runs.get(index - 1);
    before.times[before.times.length - 1]++;
    runs.remove(index);
    return index - 1;
  }

  /** Completes a run whose predecessor is complete. */
  private int started(int at) {
    Run<S> run = runs.get(at);
    run.complete = true;
    if (run.depth() == 0 || run.depth() >= MAX_DEPTH) {
      return at;
    }
    Run<S> before = runs.get(at - 1);
    if (before.sameLoops(run) && Arrays.equals(before.first, run.first)) {
      runs.remove(at);
      runs.set(at - 1, loop(before, 2, new long[run.first.length]));
      return at - 1;
    }
    if (at >= floor + 2 && before.sameLoops(run) && runs.get(at - 2).sameLoops(run)) {
      long[] step = evenStep(runs.get(at - 2), before, run.first);
      if (step != null) {
        runs.remove(at);
        runs.remove(at - 1);
        runs.set(at - 2, loop(runs.get(at - 2), 3, step));
        return at - 2;
      }
    }
    return at;
  }

  private static <S> Run<S> loop(Run<S> first, long times, long[] step) {
    int depth = first.depth();
    long[] allTimes = Arrays.copyOf(first.times, depth + 1);
    long[][] allSteps = Arrays.copyOf(first.steps, depth + 1);
    allTimes[depth] = times;
    allSteps[depth] = step;
    return new Run<>(first.shape, first.first, allTimes, allSteps);
  }

  /** The step from a to b if it is the one from b to c as well; null if not or if they differ. */
  private static <S> long[] evenStep(Run<S> a, Run<S> b, long[] c) {
    if (a.depth() != b.depth() || a.first.length != c.length || !a.shape.equals(b.shape)) {
      return null;
    }
    long[] step = new long[c.length];
    for (int i = 0; i < c.length; i++) {
      step[i] = b.first[i] - a.first[i];
      if (c[i] - b.first[i] != step[i]) {
        return null;
      }
    }
    return step;
  }
}
