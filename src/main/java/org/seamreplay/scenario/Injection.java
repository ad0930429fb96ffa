package org.seamreplay.scenario;

import java.util.Optional;

/** A failure that a scenario causes. */
public sealed interface Injection {
  /**
   * SEAMCALLs that are refused instead of reaching the module.
   *
   * @param call which
   * @param cpu the CPU that makes the call; -1 for any
   * @param nth the first call that is refused among those that match, counted from 1
   * @param times how many in a row are refused
   * @param outcome what the caller sees
   */
  record SeamcallFault(Call call, int cpu, long nth, long times, Outcome outcome)
      implements Injection {}

  /**
   * An allocation fails. Where it is in the code can be said by what the kernel has done before, so
   * that the same fault meets kernels whose functions have other names.
   *
   * @param guest whether it is a guest's kernel that allocates
   * @param step label of the step of the flow in which it is; empty for any
   * @param after a SEAMCALL that must have been made before; empty for none
   * @param within a function that the allocation must be made in or below; empty for any
   * @param nth which of the allocations that match, counted from 1 over all allocators
   */
  record AllocationFault(boolean guest, String step, Optional<Call> after, String within, long nth)
      implements Injection {
    /** Any allocation of the host's kernel. */
    public AllocationFault(long nth) {
      this(false, "", Optional.empty(), "", nth);
    }
  }

  /**
   * A SEAMCALL.
   *
   * @param leaf name of the leaf; empty for any
   * @param field for TDH.SYS.RD: name of the metadata field; empty for any
   */
  record Call(String leaf, String field) {
    @Override
    public String toString() {
      return (leaf.isEmpty() ? "a SEAMCALL" : leaf) + (field.isEmpty() ? "" : " for " + field);
    }
  }

  /**
   * Calls of a resumable leaf are interrupted.
   *
   * @param leaf name of the leaf
   * @param first the first call that is interrupted, counted from 1 over all CPUs
   * @param times how many in a row
   * @param after units of work that a call does before: pages, or steps of the module profile
   * @param resumeOn the CPU to which the scheduler then moves the task; -1 if it stays
   * @param meanwhile what another task does before the interrupted one goes on
   */
  record Interruption(
      String leaf, long first, long times, int after, int resumeOn, Optional<FlowStep> meanwhile)
      implements Injection {}

  /** How an injected SEAMCALL ends. */
  sealed interface Outcome {}

  /** The module answers with this status; other registers stay as they are. */
  record Answer(long status) implements Outcome {}

  /** The instruction fails with CF = 1, as when no module is loaded. */
  record VmFailInvalid() implements Outcome {}

  /** The instruction raises #GP, as when firmware has not enabled TDX. */
  record GeneralProtection() implements Outcome {}

  /** The instruction raises #UD, as outside of VMX operation. */
  record UndefinedOpcode() implements Outcome {}
}
