package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Finds calls that one trace has at one place and the other at another. Calls that occur often are
 * taken for moved only if they are near: one of a thousand equal calls that is missing here has
 * nothing to do with one that is extra far away.
 */
final class Moves {
  /** How many records apart calls may be that are not the only ones of their kind. */
  private static final int NEAR = 64;

  /** Candidates that are looked at for one block. */
  private static final int MOST_CANDIDATES = 32;

  private final List<Aligned> all;
  private final BiPredicate<CallLoop, CallLoop> unique;
  private final Map<Integer, Move> starts = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();

  /**
   * Calls in a row that have moved together.
   *
   * @param missing where they were, as indexes into the alignment
   * @param extra where they are now
   */
  record Move(List<Integer> missing, List<Integer> extra) {}

  /**
   * @param unique whether both traces have these calls once
   */
  Moves(List<Aligned> all, BiPredicate<CallLoop, CallLoop> unique) {
    this.all = all;
    this.unique = unique;
    find();
  }

  /** The move whose first call is missing at this index of the alignment. */
  Optional<Move> at(int index) {
    return Optional.ofNullable(starts.get(index));
  }

  /** Whether what is missing or extra at this index is part of a move. */
  boolean isPart(int index) {
    return taken.contains(index);
  }

  private void find() {
    Map<CallLoop, List<Integer>> extras = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind() == Aligned.Kind.EXTRA) {
        extras.computeIfAbsent(all.get(i).run(), run -> new ArrayList<>()).add(i);
      }
    }
    if (extras.isEmpty()) {
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind() == Aligned.Kind.MISSING && !taken.contains(i)) {
        longest(i, extras.getOrDefault(all.get(i).run(), List.of()));
      }
    }
  }

  private void longest(int missing, List<Integer> candidates) {
    int best = -1;
    int bestLength = 0;
    int looked = 0;
    for (int extra : candidates) {
      if (taken.contains(extra) || !belongs(missing, extra)) {
        continue;
      }
      if (looked++ == MOST_CANDIDATES) {
        break;
      }
      int length = 1;
      while (continues(missing + length, extra + length)) {
        length++;
      }
      if (length > bestLength) {
        best = extra;
        bestLength = length;
      }
    }
    if (best < 0) {
      return;
    }
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int i = 0; i < bestLength; i++) {
      from.add(missing + i);
      to.add(best + i);
    }
    taken.addAll(from);
    taken.addAll(to);
    starts.put(missing, new Move(from, to));
  }

  private boolean continues(int missing, int extra) {
    return missing < all.size()
        && extra < all.size()
        && all.get(missing).kind() == Aligned.Kind.MISSING
        && all.get(extra).kind() == Aligned.Kind.EXTRA
        && !taken.contains(missing)
        && !taken.contains(extra)
        && all.get(missing).section() == all.get(missing - 1).section()
        && all.get(extra).section() == all.get(extra - 1).section()
        && all.get(missing).run().same(all.get(extra).run());
  }

  private boolean belongs(int missing, int extra) {
    Aligned from = all.get(missing);
    Aligned to = all.get(extra);
    return unique.test(from.run(), to.run())
        || (from.section() == to.section()
            && Math.abs(from.expectedLine() - to.expectedLine()) <= NEAR
            && Math.abs(from.gotLine() - to.gotLine()) <= NEAR);
  }
}
