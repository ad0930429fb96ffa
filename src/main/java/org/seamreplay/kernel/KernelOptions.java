package org.seamreplay.kernel;

import java.util.Set;

/**
 * What a run of the kernel is told from outside.
 *
 * @param logLines most lines that the flow may print before it counts as "did not finish"
 * @param hibernationAvailable what {@code hibernation_available()} says
 * @param failAllocations ordinals (from 1) of allocating calls that find no memory
 * @param listener told of what happens while it happens
 */
public record KernelOptions(
    int logLines,
    boolean hibernationAvailable,
    Set<Integer> failAllocations,
    KernelListener listener) {
  /** 4,096 lines, no hibernation, enough memory, nobody listens. */
  public static final KernelOptions DEFAULT =
      new KernelOptions(4096, false, Set.of(), new KernelListener() {});

  /** Copies the set. */
  public KernelOptions {
    failAllocations = Set.copyOf(failAllocations);
  }

  /** The same with another listener. */
  public KernelOptions withListener(KernelListener other) {
    return new KernelOptions(logLines, hibernationAvailable, failAllocations, other);
  }

  /** The same with these allocating calls failing. */
  public KernelOptions withFailAllocations(Set<Integer> ordinals) {
    return new KernelOptions(logLines, hibernationAvailable, ordinals, listener);
  }

  /** The same with or without hibernation. */
  public KernelOptions withHibernation(boolean available) {
    return new KernelOptions(logLines, available, failAllocations, listener);
  }
}
