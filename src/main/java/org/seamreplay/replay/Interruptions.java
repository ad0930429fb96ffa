package org.seamreplay.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.seamreplay.module.InterruptionPlan;
import org.seamreplay.module.LeafTable;
import org.seamreplay.scenario.Injection;

/** Interrupts the extension SEAMCALLs that a scenario wants interrupted. */
final class Interruptions implements InterruptionPlan {
  private static final class Planned {
    final Injection.Interruption what;
    final int leaf;
    long met;

    Planned(Injection.Interruption what) {
      this.what = what;
      leaf = LeafTable.get().named(what.leaf()).orElseThrow().number();
    }

    boolean covers(int call) {
      return call >= what.first() && call - what.first() < what.times();
    }
  }

  private final List<Planned> plan = new ArrayList<>();
  private final IntConsumer scheduler;

  /**
   * The interruptions among a scenario's injections.
   *
   * @param scheduler is told the CPU that an interrupted task is to go on on
   */
  Interruptions(List<Injection> injections, IntConsumer scheduler) {
    this.scheduler = scheduler;
    for (Injection injection : injections) {
      if (injection instanceof Injection.Interruption interruption) {
        plan.add(new Planned(interruption));
      }
    }
  }

  @Override
  public boolean pending(int lp, int leaf, int call, int done) {
    for (Planned planned : plan) {
      if (planned.leaf == leaf && planned.covers(call) && done >= planned.what.after()) {
        planned.met++;
        if (planned.what.resumeOn() >= 0) {
          scheduler.accept(planned.what.resumeOn());
        }
        return true;
      }
    }
    return false;
  }

  /** The first planned interruption that never happened. */
  Optional<Injection.Interruption> unmet() {
    return plan.stream().filter(p -> p.met == 0).map(p -> p.what).findFirst();
  }
}
