package org.seamreplay.module;

/** The interruption plan, as a leaf in work asks it. */
final class Interrupts {
  private InterruptionPlan plan = InterruptionPlan.NEVER;
  private final CallCounts counts;

  Interrupts(CallCounts counts) {
    this.counts = counts;
  }

  void setPlan(InterruptionPlan plan) {
    this.plan = plan;
  }

  /**
   * Whether the leaf must stop here.
   *
   * @param done units of work done in this call
   */
  boolean pending(int lp, int leaf, int done) {
    return plan.pending(lp, leaf, counts.module(leaf), done);
  }
}
