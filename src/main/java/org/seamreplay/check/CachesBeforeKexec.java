package org.seamreplay.check;

import java.util.BitSet;
import java.util.List;
import org.seamreplay.kernel.CpuSet;
import org.seamreplay.kernel.Effect;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.vm.SourceFrame;

/**
 * No line of private memory survives in a cache when the next kernel runs. Releases in which KVM
 * does VMXON itself cannot be built with kexec and TDX, so they take no reference and are not
 * judged.
 */
final class CachesBeforeKexec extends Contract {
  private static final Rule RULE =
      new Rule(
          "caches-before-kexec",
          "a CPU that has made SEAMCALLs writes back its caches when it leaves TDX, offline or for a"
              + " kexec, and none is left dirty when the next kernel starts",
          "Intel TDX Module Base Architecture Specification, cache lines of private memory; Linux,"
              + " arch/x86/kernel/machine_kexec_64.c since 6.17");

  private final Flushes own = new Flushes();
  private final Flushes any = new Flushes();
  private final BitSet left = new BitSet();
  private boolean counts;
  private List<SourceFrame> lastDrop = List.of();

  CachesBeforeKexec() {
    super(RULE);
  }

  @Override
  void call(SeamcallRecord call) {
    own.call(call);
    any.call(call);
  }

  @Override
  void event(EventRecord event) {
    if (Flushes.isFlush(event)) {
      any.flush(event);
      // What stops CPUs at a kexec has no place in the code under test.
      if (!event.stack().isEmpty()) {
        own.flush(event);
      }
    } else if (is(event, Effect.Kind.VMX_TAKEN)) {
      counts = true;
    } else if (is(event, Effect.Kind.VMX_DROPPED)) {
      left.set(event.cpu());
      lastDrop = event.stack();
    }
  }

  @Override
  void step(StepRecord step) {
    boolean kexec = step.step().equals("shutdown");
    BitSet dirty = own.dirty();
    dirty.and(left);
    if (kexec) {
      dirty.or(any.dirty());
    }
    boolean leaves = kexec || (step.step().startsWith("cpu-offline") && !failed(step));
    if (counts && leaves && !dirty.isEmpty()) {
      broken(
          "no WBINVD on "
              + CpuSet.text(dirty)
              + " after the last SEAMCALL there, in "
              + step.step(),
          lastDrop.isEmpty() ? own.lastCall(dirty.nextSetBit(0)).stack() : lastDrop);
    }
    left.clear();
  }
}
