package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Folds calls in one way, whatever way they were folded in before: loops of one level, as long as
 * possible, from the first call on. Two equal calls are a loop, and three that step evenly. So
 * equal sequences become equal runs.
 */
final class Refold {
  /** Rounds of inner loops that are looked at; beyond that runs stay as they are. */
  private static final long MOST_ROUNDS = 1 << 16;

  private final List<CallLoop> runs = new ArrayList<>();

  private Refold() {}

  static List<CallLoop> evenly(Collection<CallLoop> runs) {
    long rounds = 0;
    for (CallLoop run : runs) {
      rounds += run.depth() < 2 ? 1 : run.calls() / run.times(0);
      if (rounds < 0 || rounds > MOST_ROUNDS + runs.size()) {
        return new ArrayList<>(runs);
      }
    }
    Refold refold = new Refold();
    for (CallLoop run : runs) {
      run.rounds().forEach(refold::add);
    }
    return refold.runs;
  }

  /** Adds a loop of one level: call by call until what is there goes on as the loop does. */
  private void add(CallLoop loop) {
    long calls = loop.calls();
    for (long at = 0; at < calls; at++) {
      CallLoop rest = at == 0 ? loop : loop.slice(at, calls).get(0);
      int last = runs.size() - 1;
      if (last >= 0 && rest.depth() == 1 && runs.get(last).depth() == 1) {
        CallLoop joined = runs.get(last).joined(rest);
        if (joined != null && joined.depth() == 1 && rest.stepsLike(runs.get(last))) {
          runs.set(last, joined);
          return;
        }
      }
      single(rest.slice(0, 1).get(0));
    }
  }

  private void single(CallLoop call) {
    int last = runs.size() - 1;
    if (last >= 0) {
      CallLoop joined = runs.get(last).joined(call);
      if (joined != null) {
        runs.set(last, joined);
        return;
      }
    }
    if (last >= 1 && runs.get(last).depth() == 0 && runs.get(last - 1).depth() == 0) {
      CallLoop joined = runs.get(last - 1).joined(runs.get(last), call);
      if (joined != null) {
        runs.remove(last);
        runs.set(last - 1, joined);
        return;
      }
    }
    runs.add(call);
  }
}
