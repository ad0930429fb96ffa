package org.seamreplay.kernel;

import java.util.Optional;
import java.util.Set;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.cover.Coverage;

/**
 * What a run of the kernel is told from outside.
 *
 * @param logLines most lines that the flow may print before it counts as "did not finish"
 * @param hibernationAvailable what {@code hibernation_available()} says
 * @param memoryPlan which allocating calls find no memory
 * @param listener told of what happens while it happens
 * @param coverage what the run executes is added to this
 */
public record KernelOptions(
    int logLines,
    boolean hibernationAvailable,
    MemoryPlan memoryPlan,
    KernelListener listener,
    Optional<Coverage> coverage) {
  /** 4,096 lines, no hibernation, enough memory, nobody listens. */
  public static final KernelOptions DEFAULT =
      new KernelOptions(
          4096, false, (ordinal, vm) -> false, new KernelListener() {}, Optional.empty());

  /** Decides which allocating calls find no memory. */
  public interface MemoryPlan {
    /**
     * Asked once for each call.
     *
     * @param ordinal number of the call in this run, from 1
     * @param vm stands at the call
     */
    boolean fails(int ordinal, Vm vm);
  }

  /** The same with another listener. */
  public KernelOptions withListener(KernelListener other) {
    return new KernelOptions(logLines, hibernationAvailable, memoryPlan, other, coverage);
  }

  /** The same with these allocating calls failing. */
  public KernelOptions withFailAllocations(Set<Integer> ordinals) {
    Set<Integer> copy = Set.copyOf(ordinals);
    return withMemoryPlan((ordinal, vm) -> copy.contains(ordinal));
  }

  /** The same with another plan of allocations that fail. */
  public KernelOptions withMemoryPlan(MemoryPlan plan) {
    return new KernelOptions(logLines, hibernationAvailable, plan, listener, coverage);
  }

  /** The same, and measures what is executed. */
  public KernelOptions withCoverage(Optional<Coverage> of) {
    return new KernelOptions(logLines, hibernationAvailable, memoryPlan, listener, of);
  }

  /** The same with or without hibernation. */
  public KernelOptions withHibernation(boolean available) {
    return new KernelOptions(logLines, available, memoryPlan, listener, coverage);
  }
}
