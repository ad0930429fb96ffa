package org.seamreplay.kernel;

import java.util.function.LongBinaryOperator;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * sort(): heap sort in place, with the caller's comparison and swap functions. Elements that
 * compare equal may come out in another order than the kernel's.
 */
final class Sort {
  private final Scratch scratch;

  Sort(Scratch scratch) {
    this.scratch = scratch;
  }

  void register(Models m) {
    m.model("sort", c -> sort(c, false));
    m.model("sort_r", c -> sort(c, true));
  }

  private void sort(ExternalCall call, boolean withData) {
    Vm vm = call.vm();
    long base = call.arg(0);
    long count = call.arg(1);
    long size = call.arg(2);
    long compare = call.arg(3);
    long swap = call.arg(4);
    long data = withData ? call.arg(5) : 0;
    if (count < 2 || size == 0) {
      return;
    }
    LongBinaryOperator order =
        (a, b) -> (int) (withData ? vm.call(compare, a, b, data) : vm.call(compare, a, b));
    long room = swap == 0 ? scratch.make(vm, (int) size) : 0;
    Exchange exchange =
        (a, b) -> {
          if (swap == 0) {
            vm.memory().copy(room, a, size);
            vm.memory().copy(a, b, size);
            vm.memory().copy(b, room, size);
          } else if (withData) {
            vm.call(swap, a, b, size, data);
          } else {
            vm.call(swap, a, b, size);
          }
        };
    for (long root = count / 2 - 1; root >= 0; root--) {
      sift(base, size, root, count, order, exchange);
    }
    for (long end = count - 1; end > 0; end--) {
      exchange.swap(base, base + end * size);
      sift(base, size, 0, end, order, exchange);
    }
    if (swap == 0) {
      scratch.drop(vm, room, (int) size);
    }
  }

  @FunctionalInterface
  private interface Exchange {
    void swap(long a, long b);
  }

  private static void sift(
      long base, long size, long from, long count, LongBinaryOperator order, Exchange exchange) {
    long root = from;
    while (root * 2 + 1 < count) {
      long child = root * 2 + 1;
      if (child + 1 < count
          && order.applyAsLong(base + child * size, base + (child + 1) * size) < 0) {
        child++;
      }
      if (order.applyAsLong(base + root * size, base + child * size) >= 0) {
        return;
      }
      exchange.swap(base + root * size, base + child * size);
      root = child;
    }
  }
}
