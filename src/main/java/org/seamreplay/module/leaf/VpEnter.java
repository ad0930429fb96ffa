package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;
import org.seamreplay.module.state.VeInfo;

/** VP.ENTER until the guest runs (TDX module 1.5.01). */
final class VpEnter {
  private static final long RECOVERABLE = 1L << 52;
  private static final long RESUME_L1 = 1L << 53;
  private static final long RESERVED = 0xFFCL << 52 | 0xFFF;

  /** Registers that TDG.VP.VMCALL cannot pass: RAX, RCX. */
  private static final int FIRST_PASSED = 2;

  private static final long WRITE = 2;

  private final ModuleState state;
  private final TdChecks checks;

  VpEnter(ModuleState state, TdChecks checks) {
    this.state = state;
    this.checks = checks;
  }

  /** Enters the guest, or says why not. */
  long enter(int lp, int version, SeamRegisters r) {
    if ((r.rcx & RESERVED) != 0) {
      throw refused(Register.RCX);
    }
    long page = r.rcx & ~(RECOVERABLE | RESUME_L1);
    checks.require(state.checkPrivatePage(page, PageType.TDVPR, OperandId.RCX, Lock.SHARED));
    Vcpu vcpu = checks.vcpu(page);
    Td td = vcpu.td;
    checks.require(checks.implicitTdr(td));
    checks.require(checks.tdState(td, LeafNumber.VP_ENTER));
    if (vcpu.tdvpsPages.size() < checks.tdvpsPages(td)) {
      throw new Refused(Status.TDCX_NUM_INCORRECT);
    }
    if (vcpu.state != Vcpu.State.READY) {
      throw new Refused(Status.VCPU_STATE_INCORRECT);
    }
    checks.associate(vcpu, lp);
    if ((r.rcx & (RECOVERABLE | RESUME_L1)) != 0) {
      // No exit that the model makes is trap-like, and there are no nested VMs to resume.
      throw refused(Register.RCX);
    }
    long stepping = zeroStep(vcpu);
    if (stepping >= 0) {
      exitAgain(r, stepping);
      return FaultExit.EPT_VIOLATION;
    }
    take(vcpu, r);
    vcpu.hostRbp = r.rbp;
    vcpu.advanced = 0;
    vcpu.epoch = td.epoch;
    td.inGuest[(int) td.epoch & 1]++;
    vcpu.state = Vcpu.State.ACTIVE;
    state.locks.enter(vcpu);
    state.running[lp] = vcpu;
    return Dispatcher.IN_GUEST;
  }

  private static Refused refused(Register register) {
    return new Refused(Status.of(Status.OPERAND_INVALID, register));
  }

  /** The answer to a VMCALL reaches the guest; other exits leave its registers alone. */
  private static void take(Vcpu vcpu, SeamRegisters r) {
    if (vcpu.lastExit != Vcpu.LastExit.VMCALL) {
      return;
    }
    vcpu.registers[0] = Status.SUCCESS;
    for (int i = FIRST_PASSED; i < Vcpu.REGISTERS; i++) {
      if (GuestRegisters.selected(vcpu.vmcallControl, i)) {
        vcpu.registers[i] = GuestRegisters.get(r, i);
      }
    }
    vcpu.lastExit = Vcpu.LastExit.NONE;
  }

  /**
   * A guest that faults again and again at one place is not entered while the pages that it wants
   * are missing: the host could count its steps.
   *
   * @return the GPA of a page that is missing; negative if there is none
   */
  private static long zeroStep(Vcpu vcpu) {
    for (long gpa : vcpu.faultingGpas) {
      if (vcpu.td.sept.walk(gpa, SecureEpt.LEAF_LEVEL).state != EntryState.MAPPED) {
        return gpa;
      }
    }
    if (!vcpu.faultingGpas.isEmpty()) {
      vcpu.faultingGpas.clear();
      vcpu.faults = 0;
      if ((vcpu.td.notifyEnables & 1) != 0) {
        new GuestEvents().raiseVe(vcpu, new VeInfo(FaultExit.EPT_VIOLATION, 0, 0, 0, 0));
      }
    }
    return -1;
  }

  private static void exitAgain(SeamRegisters r, long gpa) {
    for (int i = 1; i < Vcpu.REGISTERS; i++) {
      if (i != GuestRegisters.RBP) {
        GuestRegisters.set(r, i, 0);
      }
    }
    r.rcx = WRITE;
    r.r8 = gpa;
  }
}
