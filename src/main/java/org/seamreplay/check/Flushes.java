package org.seamreplay.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.seamreplay.kernel.CpuSet;
import org.seamreplay.kernel.Effect;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;

/** Which CPUs may still have lines in their caches from before their last flush. */
final class Flushes {
  private final BitSet dirty = new BitSet();
  private final BitSet ever = new BitSet();
  private final Map<Integer, SeamcallRecord> lastCalls = new HashMap<>();

  /** A call leaves lines behind on the CPUs that make it. */
  void call(SeamcallRecord call) {
    cpus(call).stream()
        .forEach(
            cpu -> {
              dirty.set(cpu);
              lastCalls.put(cpu, call);
            });
  }

  /** A WBINVD, of whoever. */
  void flush(EventRecord event) {
    BitSet flushed = cpus(event);
    dirty.andNot(flushed);
    ever.or(flushed);
  }

  static boolean isFlush(EventRecord event) {
    return Contract.is(event, Effect.Kind.WBINVD);
  }

  BitSet dirty() {
    return (BitSet) dirty.clone();
  }

  /** CPUs that have been flushed at all. */
  BitSet ever() {
    return ever;
  }

  /** The last call of a CPU. */
  SeamcallRecord lastCall(int cpu) {
    return lastCalls.get(cpu);
  }

  /** The CPUs that a call, or a loop of them, is made on. */
  static BitSet cpus(SeamcallRecord call) {
    BitSet cpus = new BitSet();
    cpus.set(call.cpu());
    boolean moves = false;
    for (Repeat loop : call.repeat()) {
      moves |= loop.steps().containsKey("cpu");
    }
    for (long i = 1; moves && i < call.calls(); i++) {
      cpus.set(call.expand(i).cpu());
    }
    return cpus;
  }

  private static BitSet cpus(EventRecord event) {
    if (!event.what().isEmpty()) {
      return CpuSet.parse(event.what());
    }
    BitSet one = new BitSet();
    one.set(event.cpu());
    return one;
  }
}
