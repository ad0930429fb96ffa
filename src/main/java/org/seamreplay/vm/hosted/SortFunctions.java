package org.seamreplay.vm.hosted;

import java.util.Arrays;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Vm;

/**
 * qsort and bsearch. qsort is a stable merge sort, as glibc's is; the elements stay where they are
 * until their order is known, and move with the state of their bytes.
 */
final class SortFunctions {
  private static final long SCRATCH = 0x0000_5e00_0000_0000L;
  private static final long PAGE = 4096;
  private static final int MOST = 1 << 24;

  private SortFunctions() {}

  static void addTo(Library library) {
    library.function("qsort", SortFunctions::sort).function("bsearch", SortFunctions::search);
  }

  private static void sort(ExternalCall call) {
    long base = call.arg(0);
    long count = call.arg(1);
    long size = call.arg(2);
    long compare = call.arg(3);
    Vm vm = call.vm();
    if (Long.compareUnsigned(count, 2) < 0 || size == 0) {
      return;
    }
    if (Long.compareUnsigned(count, MOST) > 0 || Long.compareUnsigned(size, MOST) > 0) {
      throw new NotModelled("qsort of more than " + MOST + " elements or bytes each", vm.stack());
    }
    Memory memory = vm.memory();
    requireAccessible(memory, base, count * size);
    int[] order = new int[(int) count];
    Arrays.setAll(order, i -> i);
    merge(vm, compare, base, size, order, order.clone(), 0, order.length);

    long bytes = (count * size + PAGE - 1) / PAGE * PAGE;
    memory.mapPrivate("qsort", SCRATCH, bytes, ByteState.UNDEFINED);
    memory.copy(SCRATCH, base, count * size);
    for (int i = 0; i < order.length; i++) {
      if (order[i] != i) {
        memory.copy(base + i * size, SCRATCH + order[i] * size, size);
      }
    }
    memory.unmap(SCRATCH, bytes);
  }

  /** Sorts {@code to[from .. end)}; both arrays hold the same numbers there at the start. */
  private static void merge(
      Vm vm, long compare, long base, long size, int[] to, int[] source, int from, int end) {
    if (end - from < 2) {
      return;
    }
    int middle = (from + end) >>> 1;
    merge(vm, compare, base, size, source, to, from, middle);
    merge(vm, compare, base, size, source, to, middle, end);
    int left = from;
    int right = middle;
    for (int i = from; i < end; i++) {
      boolean takeLeft =
          right == end
              || (left < middle
                  && (int) vm.call(compare, base + source[left] * size, base + source[right] * size)
                      <= 0);
      to[i] = takeLeft ? source[left++] : source[right++];
    }
  }

  private static void requireAccessible(Memory memory, long base, long bytes) {
    for (long i = 0; i < bytes; i++) {
      if (memory.stateAt(base + i) >= ByteState.REDZONE) {
        memory.load(base + i, 1);
      }
    }
  }

  private static void search(ExternalCall call) {
    long key = call.arg(0);
    long base = call.arg(1);
    long size = call.arg(3);
    Vm vm = call.vm();
    long low = 0;
    long high = call.arg(2);
    if (high < 0) {
      vm.report(
          MemoryFault.UNDEFINED_BEHAVIOUR,
          "bsearch in " + Long.toUnsignedString(high) + " elements");
      return;
    }
    long compare = call.arg(4);
    while (low < high) {
      long middle = (low + high) >>> 1;
      long at = base + middle * size;
      int order = (int) vm.call(compare, key, at);
      if (order == 0) {
        call.result(at);
        return;
      }
      if (order < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
  }
}
