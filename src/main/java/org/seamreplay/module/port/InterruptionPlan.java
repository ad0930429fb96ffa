package org.seamreplay.module.port;

/** Says when an interrupt is pending while a resumable leaf works. */
public interface InterruptionPlan {
  /** No interrupt ever. */
  InterruptionPlan NEVER = (lp, leaf, call, done) -> false;

  /**
   * Asked after each unit of work but the last.
   *
   * @param lp the LP that executes the leaf
   * @param leaf the leaf's number
   * @param call how often the leaf was called on all LPs, this call included
   * @param done units done in this call, at least 1
   */
  boolean pending(int lp, int leaf, int call, int done);
}
