package org.seamreplay.module.state;

import org.seamreplay.module.port.InterruptionPlan;

/** The interruption plan, as a leaf in work asks it. */
public final class Interrupts {
  private InterruptionPlan plan = InterruptionPlan.NEVER;
  private final CallCounts counts;

  public Interrupts(CallCounts counts) {
    this.counts = counts;
  }

  public void setPlan(InterruptionPlan plan) {
    this.plan = plan;
  }

  /** Whether the host wants the LP back while a guest leaf works. */
  public boolean guestPending(int lp, int leaf) {
    return plan.pending(lp, leaf, counts.module(leaf), 1);
  }

  /**
   * Whether the leaf must stop here.
   *
   * @param done units of work done in this call
   */
  public boolean pending(int lp, int leaf, int done) {
    return plan.pending(lp, leaf, counts.module(leaf), done);
  }
}
