package org.seamreplay.kernel;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;

/**
 * What all allocating functions have in common: they are counted, some are told to fail, and those
 * that may sleep must be allowed to.
 */
final class AllocationGate {
  /** Every object costs some hundred bytes of ours; building a TD takes some thousands. */
  private static final int MOST_CALLS = 250_000;

  private final Context context;
  private final KernelOptions options;
  private final Gfp gfp;
  private int calls;

  AllocationGate(Context context, KernelOptions options, Gfp gfp) {
    this.context = context;
    this.options = options;
    this.gfp = gfp;
  }

  /** The flags that calls come with. */
  Gfp gfp() {
    return gfp;
  }

  /** Number of allocating calls so far. */
  int calls() {
    return calls;
  }

  /**
   * Counts the call and checks its context.
   *
   * @param flags GFP flags
   * @return whether the call may have memory; if not, it must end with {@link #done} and address 0
   */
  boolean admit(ExternalCall call, long size, long flags) {
    if (++calls > MOST_CALLS) {
      call.vm().report(MemoryFault.BUDGET, "asks for memory more than " + MOST_CALLS + " times");
    }
    if ((flags & gfp.directReclaim()) != 0 && context.current().atomic()) {
      context.mightSleep(call.vm(), call.name() + "() with these GFP flags");
    }
    return !options.memoryPlan().fails(calls, call.vm()) || (flags & gfp.noFail()) != 0;
  }

  /** Pages are about to be given back. */
  void freed(long hpa, long size) {
    options.listener().pagesFreed(hpa, size);
  }

  /** Ends an allocating call with its result. */
  void done(ExternalCall call, long size, long address) {
    options.listener().allocated(call.name(), size, calls, address);
    call.result(address);
  }
}
