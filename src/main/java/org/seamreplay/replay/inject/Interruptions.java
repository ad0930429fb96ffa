package org.seamreplay.replay.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.module.port.InterruptionPlan;
import org.seamreplay.scenario.FlowStep;
import org.seamreplay.scenario.Injection;

/** Interrupts the extension SEAMCALLs that a scenario wants interrupted. */
public final class Interruptions implements InterruptionPlan {
  private static final class Planned {
    final Injection.Interruption what;
    final int leaf;
    long met;

    Planned(LeafTable leaves, Injection.Interruption what) {
      this.what = what;
      leaf = leaves.named(what.leaf()).orElseThrow().number();
    }

    boolean covers(int call) {
      return call >= what.first() && call - what.first() < what.times();
    }
  }

  private final List<Planned> plan = new ArrayList<>();
  private final Scheduler scheduler;

  /** Who decides what happens on the machine while a call is interrupted. */
  public interface Scheduler {
    /** Nothing happens. */
    Scheduler NONE =
        new Scheduler() {
          @Override
          public void move(int cpu) {}

          @Override
          public void run(FlowStep step) {}
        };

    /** The task goes on on another CPU. */
    void move(int cpu);

    /** Another task does something. */
    void run(FlowStep step);
  }

  /**
   * The interruptions among a scenario's injections.
   *
   * @param leaves gives names their numbers
   * @param scheduler is told what to do when a call is interrupted
   */
  public Interruptions(LeafTable leaves, List<Injection> injections, Scheduler scheduler) {
    this.scheduler = scheduler;
    for (Injection injection : injections) {
      if (injection instanceof Injection.Interruption interruption) {
        plan.add(new Planned(leaves, interruption));
      }
    }
  }

  @Override
  public boolean pending(int lp, int leaf, int call, int done) {
    for (Planned planned : plan) {
      if (planned.leaf == leaf && planned.covers(call) && done >= planned.what.after()) {
        planned.met++;
        if (planned.what.resumeOn() >= 0) {
          scheduler.move(planned.what.resumeOn());
        }
        planned.what.meanwhile().ifPresent(scheduler::run);
        return true;
      }
    }
    return false;
  }

  /** The first planned interruption that never happened. */
  public Optional<Injection.Interruption> unmet() {
    return plan.stream().filter(p -> p.met == 0).map(p -> p.what).findFirst();
  }
}
