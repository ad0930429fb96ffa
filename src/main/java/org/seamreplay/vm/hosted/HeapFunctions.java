package org.seamreplay.vm.hosted;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.Vm;

/** Memory management of stdlib.h, and strdup. */
final class HeapFunctions {
  private final Heap heap;
  private final HostedArea area;

  private HeapFunctions(Heap heap, HostedArea area) {
    this.heap = heap;
    this.area = area;
  }

  static void addTo(Library library, Heap heap, HostedArea area) {
    HeapFunctions functions = new HeapFunctions(heap, area);
    library
        .function("malloc", call -> functions.allocate(call, call.arg(0)))
        .function("calloc", functions::calloc)
        .function("realloc", call -> functions.realloc(call, call.arg(1)))
        .function("reallocarray", functions::reallocarray)
        .function("aligned_alloc", functions::alignedAlloc)
        .function("posix_memalign", functions::posixMemalign)
        .function("free", functions::free)
        .function("strdup", call -> functions.duplicate(call, -1))
        .function("strndup", call -> functions.duplicate(call, call.arg(1)));
  }

  private long allocate(ExternalCall call, long size) {
    return allocate(call, size, Heap.defaultAlignment());
  }

  private long allocate(ExternalCall call, long size, long alignment) {
    Vm vm = call.vm();
    long object = heap.allocate(vm, call.name(), size, alignment);
    if (object == 0) {
      area.fail(vm, HostedErrno.ENOMEM);
    }
    call.result(object);
    return object;
  }

  private void calloc(ExternalCall call) {
    long size = product(call.arg(0), call.arg(1));
    long object = allocate(call, size);
    if (object != 0) {
      call.vm().memory().fill(object, 0, size);
    }
  }

  private void reallocarray(ExternalCall call) {
    realloc(call, product(call.arg(1), call.arg(2)));
  }

  /** Always moves, so that a pointer kept to the old place is found out. */
  private void realloc(ExternalCall call, long size) {
    long old = call.arg(0);
    if (old == 0) {
      allocate(call, size);
      return;
    }
    if (size == 0) {
      // glibc: realloc(p, 0) is free(p).
      heap.free(call.vm(), call.name(), old);
      return;
    }
    long oldSize = heap.sizeOf(call.vm(), call.name(), old);
    long object = allocate(call, size);
    if (object != 0) {
      call.vm().memory().copy(object, old, Math.min(oldSize, size));
      heap.free(call.vm(), call.name(), old);
    }
  }

  private void alignedAlloc(ExternalCall call) {
    long alignment = call.arg(0);
    if (!usableAlignment(alignment)) {
      area.fail(call.vm(), HostedErrno.EINVAL);
      return;
    }
    allocate(call, call.arg(1), Math.max(alignment, Heap.defaultAlignment()));
  }

  private void posixMemalign(ExternalCall call) {
    long alignment = call.arg(1);
    if (!usableAlignment(alignment) || alignment < 8) {
      call.result(HostedErrno.EINVAL);
      return;
    }
    Vm vm = call.vm();
    long object =
        heap.allocate(vm, call.name(), call.arg(2), Math.max(alignment, Heap.defaultAlignment()));
    if (object == 0) {
      call.result(HostedErrno.ENOMEM);
    } else {
      vm.memory().store(call.arg(0), 8, object);
    }
  }

  private void free(ExternalCall call) {
    if (call.arg(0) != 0) {
      heap.free(call.vm(), call.name(), call.arg(0));
    }
  }

  private void duplicate(ExternalCall call, long limit) {
    Memory memory = call.vm().memory();
    long length = Text.length(memory, call.arg(0), limit);
    long object = allocate(call, length + 1);
    if (object != 0) {
      memory.copy(object, call.arg(0), length);
      memory.store(object + length, 1, 0);
    }
  }

  private static boolean usableAlignment(long alignment) {
    return alignment > 0 && alignment <= 1L << 30 && Long.bitCount(alignment) == 1;
  }

  /** The product, -1 (which no heap can serve) if it is beyond 64 bits. */
  private static long product(long left, long right) {
    if (left != 0 && Long.compareUnsigned(right, Long.divideUnsigned(-1L, left)) > 0) {
      return -1;
    }
    return left * right;
  }
}
