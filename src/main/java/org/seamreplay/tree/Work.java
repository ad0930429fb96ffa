package org.seamreplay.tree;

import org.seamreplay.series.BadSeries;

/**
 * A bound on what one patch may cost. Lines that are all alike make searching quadratic; a patch
 * that people wrote needs a thousandth of this.
 */
final class Work {
  private static final long MOST = 1L << 31;

  private final String patch;
  private long left;

  Work(String patch) {
    this(patch, MOST);
  }

  Work(String patch, long most) {
    this.patch = patch;
    this.left = most;
  }

  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE, patch + ": takes too long to apply; split it");
    }
  }
}
