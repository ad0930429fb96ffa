package org.seamreplay.tree;

import java.util.List;
import java.util.Optional;
import org.seamreplay.series.Hunk;
import org.seamreplay.series.TextLine;

/**
 * Finds the place of a hunk as GNU patch does. Of the context, some lines at each end need not
 * match: first none, then one, and so on. If there is less context at one end than at the other,
 * that is taken to be an end of the file, or counts as fuzz already. The search starts where the
 * hunk says, moved as the hunk before was, and does not go back behind what that changed.
 */
final class FuzzySearch {
  private final Lines lines;
  private final Work work;

  /** By how much the last hunk was moved. */
  private int moved;

  /** How much longer the file has become. */
  private int grown;

  /** The line, from 0, behind the last change. */
  private int frozen;

  /** The file as it is with the hunks so far. */
  @FunctionalInterface
  interface Lines {
    /** Whether a line, counted from 0, is there and is this one. */
    boolean isAt(int at, TextLine line);
  }

  FuzzySearch(Lines lines, Work work) {
    this.lines = lines;
    this.work = work;
  }

  /**
   * Finds the next hunk, and takes it as applied there.
   *
   * @param old the lines that it needs; at least one
   * @param size lines of the file now
   * @param most how much fuzz is allowed
   */
  Optional<HunkApplier.Place> find(Hunk hunk, List<TextLine> old, int size, int most) {
    int context = Math.max(hunk.leadingContext(), hunk.trailingContext());
    for (int fuzz = 0; fuzz <= Math.min(most, context); fuzz++) {
      int at = new Attempt(hunk, old, size, fuzz, context).find();
      if (at >= 0) {
        // The search is over the file as it is now, the hunk counts in the old one.
        moved = at - grown - (hunk.oldStart() - 1);
        grown += hunk.newCount() - hunk.oldCount();
        frozen = at + hunk.newCount() - hunk.trailingContext();
        return Optional.of(new HunkApplier.Place(at, fuzz));
      }
    }
    return Optional.empty();
  }

  /** One amount of fuzz. */
  private final class Attempt {
    private final List<TextLine> old;
    private final int size;
    private final int guess;
    private final boolean ofFirstLine;
    private final int skippedBefore;
    private final int skippedAfter;

    Attempt(Hunk hunk, List<TextLine> old, int size, int fuzz, int context) {
      this.old = old;
      this.size = size;
      this.guess = hunk.oldStart() - 1 + moved + grown;
      this.ofFirstLine = hunk.oldStart() <= 1;
      this.skippedBefore = fuzz + hunk.leadingContext() - context;
      this.skippedAfter = fuzz + hunk.trailingContext() - context;
    }

    int find() {
      if (skippedBefore < 0 && ofFirstLine) {
        return frozen == 0 && matches(0) ? 0 : -1;
      }
      if (skippedAfter < 0) {
        int at = size - old.size();
        return at >= frozen && matches(at) ? at : -1;
      }
      int last = size - (old.size() - skippedAfter);
      int farthest = Math.max(last - guess, guess - frozen);
      for (int distance = 0; distance <= farthest; distance++) {
        if (isAllowed(guess + distance, last) && matches(guess + distance)) {
          return guess + distance;
        }
        if (isAllowed(guess - distance, last) && matches(guess - distance)) {
          return guess - distance;
        }
      }
      return -1;
    }

    private boolean isAllowed(int at, int last) {
      return at >= frozen && at >= 0 && at <= last;
    }

    private boolean matches(int at) {
      work.spend(1);
      for (int i = Math.max(0, skippedBefore); i < old.size() - Math.max(0, skippedAfter); i++) {
        work.spend(1);
        if (!lines.isAt(at + i, old.get(i))) {
          return false;
        }
      }
      return at >= 0;
    }
  }
}
