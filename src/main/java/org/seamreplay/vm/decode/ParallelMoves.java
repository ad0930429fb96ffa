package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Moves that take place at the same time, in an order in which they can take place one by one. All
 * phis of a block read their operands before any of them changes.
 */
final class ParallelMoves {
  /** Register {@code to} takes the value of register {@code from}. */
  record Move(int to, int from) {}

  private ParallelMoves() {}

  /**
   * @param moves no two into the same register
   * @param spare gives a register that nobody uses, needed where moves form a cycle
   */
  static List<Move> order(List<Move> moves, IntSupplier spare) {
    List<Move> pending = new ArrayList<>(moves);
    List<Move> result = new ArrayList<>();
    while (!pending.isEmpty()) {
      boolean progress = false;
      for (int i = 0; i < pending.size(); i++) {
        Move move = pending.get(i);
        if (pending.stream().noneMatch(m -> !m.equals(move) && m.from() == move.to())) {
          result.add(move);
          pending.remove(i--);
          progress = true;
        }
      }
      if (!progress) {
        int saved = pending.get(0).from();
        int register = spare.getAsInt();
        result.add(new Move(register, saved));
        pending.replaceAll(m -> m.from() == saved ? new Move(m.to(), register) : m);
      }
    }
    return result;
  }
}
