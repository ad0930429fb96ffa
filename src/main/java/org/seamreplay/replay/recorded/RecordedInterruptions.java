package org.seamreplay.replay.recorded;

import java.util.HashMap;
import java.util.Map;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.replay.inject.FaultPlan;
import org.seamreplay.replay.inject.Interruptions;
import org.seamreplay.trace.SeamcallRecord;

/**
 * Follows a trace through what the scenario causes beside the answers that stand in it: a task that
 * is interrupted in a SEAMCALL may go on on another CPU.
 */
public final class RecordedInterruptions {

  private final FaultPlan faults;
  private final Interruptions plan;
  private final Map<Integer, Integer> calls = new HashMap<>();
  private final SeamRegisters scratch = new SeamRegisters();

  /**
   * At the beginning of a run.
   *
   * @param faults calls that did not reach the module, and so were not counted
   * @param plan what the scenario interrupts
   */
  public RecordedInterruptions(FaultPlan faults, Interruptions plan) {
    this.faults = faults;
    this.plan = plan;
  }

  /** A call is made; its answer is in the record. */
  void made(int cpu, SeamcallRecord record, SeamRegisters operands) {
    for (Register register : Register.values()) {
      register.set(scratch, register.in(operands));
    }
    if (faults.answers(cpu, scratch) || record.number() < 0) {
      return;
    }
    int leaf = (int) record.number() & 0xFFFF;
    int call = calls.merge(leaf, 1, Integer::sum);
    if (record.result() == Status.INTERRUPTED_RESUMABLE) {
      plan.pending(cpu, leaf, call, Integer.MAX_VALUE);
    }
  }
}
