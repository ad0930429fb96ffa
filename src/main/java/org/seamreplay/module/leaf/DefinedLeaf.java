package org.seamreplay.module.leaf;

import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.AnswerRule;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.PendingCalls;

/** A leaf that only a profile knows: it answers by rule. All that it answers is a choice. */
final class DefinedLeaf {
  private final ModuleState state;
  private final int number;
  private final AnswerRule rule;
  private final PendingCalls pending;
  private final Interrupts interrupts;

  DefinedLeaf(
      ModuleState state, int number, AnswerRule rule, PendingCalls pending, Interrupts interrupts) {
    this.state = state;
    this.number = number;
    this.rule = rule;
    this.pending = pending;
    this.interrupts = interrupts;
  }

  long execute(int lp, int version, SeamRegisters r) {
    state.memory.observer().choice("the profile says how this leaf answers");
    if (!state.succeeded.containsAll(rule.needs())
        || (rule.once() && state.succeeded.contains(number))) {
      return rule.otherwise();
    }
    PendingCalls.Call call = pending.enter(lp, number, 0, r);
    if (call == null) {
      return Status.INVALID_RESUMPTION;
    }
    if (!call.work(lp, rule.steps(), interrupts)) {
      return Status.INTERRUPTED_RESUMABLE;
    }
    pending.finish(call);
    state.succeeded.add(number);
    rule.out().forEach((register, value) -> register.set(r, value));
    return Status.SUCCESS;
  }
}
