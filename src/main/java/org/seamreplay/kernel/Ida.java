package org.seamreplay.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.seamreplay.vm.ExternalCall;

/** Numbers handed out by struct ida: always the lowest free one. */
final class Ida {

  /** What the tree node of an IDA takes in the kernel; only its failing matters. */
  private static final int NODE_SIZE = 128;

  private final AllocationGate gate;
  private final Map<Long, NavigableSet<Integer>> numbers = new HashMap<>();

  Ida(AllocationGate gate) {
    this.gate = gate;
  }

  void register(Models m) {
    m.model("ida_init ida_destroy", c -> numbers.remove(c.arg(0)));
    m.model("ida_is_empty", c -> c.result(of(c).isEmpty() ? 1 : 0));
    m.model("ida_alloc_range", this::allocate);
    m.model("ida_free", this::free);
  }

  /** The numbers in use; reads the structure, so that a pointer to nothing is noticed. */
  private NavigableSet<Integer> of(ExternalCall call) {
    call.vm().memory().load(call.arg(0), 8);
    return numbers.computeIfAbsent(call.arg(0), a -> new TreeSet<>());
  }

  private void allocate(ExternalCall call) {
    NavigableSet<Integer> used = of(call);
    int first = call.intArg(1);
    int last = call.intArg(2) < 0 ? Integer.MAX_VALUE : call.intArg(2);
    boolean admitted = gate.admit(call, NODE_SIZE, call.arg(3));
    gate.done(call, NODE_SIZE, 0);
    if (first < 0) {
      call.result(-Errno.ENOSPC);
      return;
    }
    int number = first;
    for (int taken : used.tailSet(first)) {
      if (taken != number) {
        break;
      }
      number++;
    }
    if (!admitted) {
      call.result(-Errno.ENOMEM);
    } else if (number > last || number < 0) {
      call.result(-Errno.ENOSPC);
    } else {
      used.add(number);
      call.result(number);
    }
  }

  private void free(ExternalCall call) {
    int number = call.intArg(1);
    NavigableSet<Integer> used = of(call);
    if (!used.contains(number)) {
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING,
              "ida_free() called for id=" + number + " which is not allocated");
      return;
    }
    used.remove(number);
  }
}
