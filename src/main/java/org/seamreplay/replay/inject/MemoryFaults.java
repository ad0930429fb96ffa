package org.seamreplay.replay.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.module.port.Seam;
import org.seamreplay.scenario.Injection;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.Vm;

/** Lets the allocations fail that a scenario wants to fail. */
public final class MemoryFaults implements KernelOptions.MemoryPlan {
  private static final class Planned {
    final Injection.AllocationFault what;
    final Optional<CallPattern> after;
    boolean armed;
    long seen;

    Planned(Abi abi, Injection.AllocationFault what) {
      this.what = what;
      after = what.after().map(call -> new CallPattern(abi, call));
      armed = after.isEmpty();
    }

    void called(SeamRegisters registers) {
      armed = armed || after.orElseThrow().matches(registers);
    }

    boolean matches(boolean guest, String step, Vm vm) {
      return armed
          && guest == what.guest()
          && (what.step().isEmpty() || what.step().equals(step))
          && (what.within().isEmpty()
              || vm.stack().stream().anyMatch(frame -> frame.function().equals(what.within())));
    }

    String place() {
      return (what.guest() ? " of a guest" : "")
          + (what.step().isEmpty() ? "" : " in step " + what.step())
          + what.after().map(call -> " after " + call).orElse("")
          + (what.within().isEmpty() ? "" : " in " + what.within());
    }
  }

  private final List<Planned> plan = new ArrayList<>();
  private String step = "";

  /**
   * The allocation faults among a scenario's injections.
   *
   * @param abi the words in which the scenario speaks
   */
  public MemoryFaults(Abi abi, List<Injection> injections) {
    for (Injection injection : injections) {
      if (injection instanceof Injection.AllocationFault fault) {
        plan.add(new Planned(abi, fault));
      }
    }
  }

  /** A step of the flow begins. */
  public void step(String label) {
    step = label;
  }

  /** Sees the calls that go to what answers them. */
  public Seam watching(Seam seam) {
    return plan.isEmpty()
        ? seam
        : (lp, registers) -> {
          plan.forEach(planned -> planned.called(registers));
          seam.seamcall(lp, registers);
        };
  }

  @Override
  public boolean fails(int ordinal, Vm vm) {
    return fails(false, vm);
  }

  /** The same for the kernels of guests. */
  public KernelOptions.MemoryPlan ofGuests() {
    return (ordinal, vm) -> fails(true, vm);
  }

  private boolean fails(boolean guest, Vm vm) {
    boolean fails = false;
    for (Planned planned : plan) {
      if (planned.seen < planned.what.nth() && planned.matches(guest, step, vm)) {
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
                    + p.place()
                    + ", not "
                    + p.what.nth())
        .findFirst();
  }
}
