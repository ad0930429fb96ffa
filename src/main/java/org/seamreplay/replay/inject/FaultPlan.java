package org.seamreplay.replay.inject;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.scenario.Injection;

/** Answers the SEAMCALLs that a scenario wants refused. */
public final class FaultPlan {
  private final class Fault {
    final Injection.SeamcallFault what;
    final CallPattern call;
    long seen;

    Fault(Injection.SeamcallFault what) {
      this.what = what;
      call = new CallPattern(abi, what.call());
    }

    boolean matches(int cpu, SeamRegisters registers) {
      return (what.cpu() < 0 || what.cpu() == cpu) && call.matches(registers);
    }

    boolean due() {
      seen++;
      return seen >= what.nth() && seen - what.nth() < what.times();
    }
  }

  private final Abi abi;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * The SEAMCALL faults among a scenario's injections.
   *
   * @param abi the words in which the scenario speaks
   */
  public FaultPlan(Abi abi, List<Injection> injections) {
    this.abi = abi;
    for (Injection injection : injections) {
      if (injection instanceof Injection.SeamcallFault fault) {
        faults.add(new Fault(fault));
      }
    }
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Answers the call if it is to be refused; else leaves the registers alone. */
  public boolean answers(int cpu, SeamRegisters registers) {
    for (Fault fault : faults) {
      if (fault.matches(cpu, registers) && fault.due()) {
        answer(fault.what.outcome(), registers);
        return true;
      }
    }
    return false;
  }

  /** The first fault that no call has met; null if all have. */
  public Injection.SeamcallFault unmet() {
    for (Fault fault : faults) {
      if (fault.seen < fault.what.nth()) {
        return fault.what;
      }
    }
    return null;
  }

  private void answer(Injection.Outcome outcome, SeamRegisters registers) {
    registers.end = SeamcallEnd.COMPLETED;
    if (outcome instanceof Injection.Answer answer) {
      abi.leaves().find(registers.rax).ifPresent(leaf -> preset(leaf, registers));
      registers.rax = answer.status();
    } else if (outcome instanceof Injection.VmFailInvalid) {
      registers.end = SeamcallEnd.VMFAIL_INVALID;
    } else if (outcome instanceof Injection.GeneralProtection) {
      registers.end = SeamcallEnd.GENERAL_PROTECTION;
    } else {
      registers.end = SeamcallEnd.UNDEFINED_OPCODE;
    }
  }

  /** Results that a failing leaf leaves behind. */
  private static void preset(LeafDescription leaf, SeamRegisters registers) {
    int version = (int) (registers.rax >>> 16) & 0xff;
    for (LeafDescription.Operand result : leaf.out()) {
      if (version >= result.version()) {
        result.preset().ifPresent(value -> result.register().set(registers, value));
      }
    }
  }
}
