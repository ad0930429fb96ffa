package org.seamreplay.replay.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.scenario.Injection;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.Vm;

/** Lets the allocations fail that a scenario wants to fail. */
public final class MemoryFaults implements KernelOptions.MemoryPlan {
  private static final class Planned {
    final Injection.AllocationFault what;
    long seen;

    Planned(Injection.AllocationFault what) {
      this.what = what;
    }

    boolean matches(Vm vm) {
      return what.within().isEmpty()
          || vm.stack().stream().anyMatch(frame -> frame.function().equals(what.within()));
    }
  }

  private final List<Planned> plan = new ArrayList<>();

  /** The allocation faults among a scenario's injections. */
  public MemoryFaults(List<Injection> injections) {
    for (Injection injection : injections) {
      if (injection instanceof Injection.AllocationFault fault) {
        plan.add(new Planned(fault));
      }
    }
  }

  /** The same for a guest's kernel: a fault without a function is meant for the host's. */
  public KernelOptions.MemoryPlan ofNamedFunctions() {
    return (ordinal, vm) -> fails(vm, true);
  }

  @Override
  public boolean fails(int ordinal, Vm vm) {
    return fails(vm, false);
  }

  private boolean fails(Vm vm, boolean named) {
    boolean fails = false;
    for (Planned planned : plan) {
      if (named && planned.what.within().isEmpty()) {
        continue;
      }
      if (planned.seen < planned.what.nth() && planned.matches(vm)) {
        fails |= ++planned.seen == planned.what.nth();
      }
    }
    return fails;
  }

  /** Why the first fault that never took place did not; empty if all did. */
  public Optional<String> unmet() {
    return plan.stream()
        .filter(p -> p.seen < p.what.nth())
        .map(
            p ->
                "the kernel makes "
                    + Plural.of(p.seen, "allocation")
                    + (p.what.within().isEmpty() ? "" : " in " + p.what.within())
                    + ", not "
                    + p.what.nth())
        .findFirst();
  }
}
