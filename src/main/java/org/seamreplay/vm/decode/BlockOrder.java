package org.seamreplay.vm.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;

/** Orders the blocks of a function. */
final class BlockOrder {
  private record Visit(int block, Iterator<Integer> successors) {}

  private BlockOrder() {}

  /**
   * The reachable blocks, every block after the blocks that dominate it; the first successor of a
   * block comes before the others where there is a choice.
   */
  static List<Integer> reversePostorder(Function function) {
    List<Integer> order = new ArrayList<>();
    boolean[] seen = new boolean[function.blocks().size()];
    Deque<Visit> path = new ArrayDeque<>();
    seen[0] = true;
    path.push(visit(function, 0));
    while (!path.isEmpty()) {
      Visit top = path.peek();
      if (top.successors().hasNext()) {
        int next = top.successors().next();
        if (!seen[next]) {
          seen[next] = true;
          path.push(visit(function, next));
        }
      } else {
        order.add(top.block());
        path.pop();
      }
    }
    Collections.reverse(order);
    return order;
  }

  private static Visit visit(Function function, int block) {
    List<Entry> entries = function.blocks().get(block).entries();
    Instruction last = entries.get(entries.size() - 1).instruction();
    List<Integer> successors = new ArrayList<>(Operands.successors(last));
    Collections.reverse(successors);
    return new Visit(block, successors.iterator());
  }
}
