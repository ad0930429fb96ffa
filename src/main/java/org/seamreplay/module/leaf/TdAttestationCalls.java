package org.seamreplay.module.leaf;

import org.seamreplay.abi.Features;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Vcpu;

/** MR.RTMR.EXTEND, MR.REPORT and MR.VERIFYREPORT of a guest (TDX module 1.5.01). */
final class TdAttestationCalls {
  private static final int RTMR_ALIGN = 64;

  private final ModuleState state;
  private final GuestOperands operands;
  private final Interrupts interrupts;

  TdAttestationCalls(ModuleState state, GuestOperands operands, Interrupts interrupts) {
    this.state = state;
    this.operands = operands;
    this.interrupts = interrupts;
  }

  long extend(Vcpu vcpu, SeamRegisters r) {
    if ((r.rcx & (RTMR_ALIGN - 1)) != 0) {
      throw refused(Register.RCX);
    }
    operands.check(vcpu.td, r.rcx, true, Register.RCX);
    long hpa = operands.hpa(vcpu, r.rcx, GuestOperands.READ);
    if (Long.compareUnsigned(r.rdx, Measurements.RTMRS) >= 0) {
      throw refused(Register.RDX);
    }
    vcpu.td.measurements.extendRtmr((int) r.rdx, state.memory.readPrivate(hpa, Measurements.SIZE));
    return Status.SUCCESS;
  }

  long report(Vcpu vcpu, SeamRegisters r) {
    if ((r.rcx & (TdReportMaker.SIZE - 1)) != 0) {
      throw refused(Register.RCX);
    }
    if ((r.rdx & (TdReportMaker.REPORT_DATA_SIZE - 1)) != 0) {
      throw refused(Register.RDX);
    }
    operands.check(vcpu.td, r.rdx, false, Register.RDX);
    long data = operands.hpa(vcpu, r.rdx, GuestOperands.READ);
    if (r.r8 != 0) {
      throw refused(Register.R8);
    }
    if (interrupts.guestPending(vcpu.lp, LeafNumber.VP_ENTER)) {
      throw new Repeated();
    }
    byte[] reportData = state.memory.readPrivate(data, TdReportMaker.REPORT_DATA_SIZE);
    operands.check(vcpu.td, r.rcx, false, Register.RCX);
    long target = operands.hpa(vcpu, r.rcx, GuestOperands.READ | GuestOperands.WRITE);
    state.memory.writePrivate(target, new TdReportMaker(state).make(vcpu.td, reportData));
    return Status.SUCCESS;
  }

  long verify(Vcpu vcpu, SeamRegisters r) {
    if (!state.profile.has(Features.LOCAL_ATTESTATION)) {
      return Status.OPERAND_INVALID;
    }
    int size = TdReportMaker.macStructSize();
    if ((r.rcx & (size - 1)) != 0) {
      throw refused(Register.RCX);
    }
    operands.check(vcpu.td, r.rcx, true, Register.RCX);
    long hpa = operands.hpa(vcpu, r.rcx, GuestOperands.READ);
    return new TdReportMaker(state).verifyMacStruct(state.memory.readPrivate(hpa, size));
  }

  private static Refused refused(Register operand) {
    return new Refused(Status.of(Status.OPERAND_INVALID, operand));
  }
}
