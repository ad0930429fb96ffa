package org.seamreplay.module.leaf;

import java.util.Arrays;
import org.seamreplay.abi.Features;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.abi.Status;
import org.seamreplay.module.port.GuestMemory;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Td;

/**
 * The guest side of a TD as far as attestation needs it: TDCALL leaves TDG.MR.RTMR.EXTEND (2),
 * TDG.MR.REPORT (4) and TDG.MR.VERIFYREPORT (22), with checks in the order of TDX module 1.5.01.
 * The guest itself is not executed; whoever plays it calls here.
 */
public final class TdGuest {
  private static final int RTMR_EXTEND = 2;
  private static final int REPORT = 4;
  private static final int VERIFY_REPORT = 22;
  private static final long SHARED_BIT = 1L << 47;
  private static final int PAGE = (int) AddressRules.PAGE;

  private final ModuleState state;
  private final Td td;
  private final GuestMemory shared;

  public TdGuest(ModuleState state, Td td, GuestMemory shared) {
    this.state = state;
    this.td = td;
    this.shared = shared;
  }

  /**
   * Executes TDCALL. A GPA that is not mapped, which would be an EPT violation exit or a #VE, and
   * leaves that are not modelled end with NOT_MODELLED.
   */
  public void tdcall(SeamRegisters r) {
    r.end = SeamcallEnd.COMPLETED;
    if ((r.rax & ~0xFFFFL) != 0) {
      r.rax = Status.OPERAND_INVALID;
      return;
    }
    long status =
        switch ((int) r.rax) {
          case RTMR_EXTEND -> extend(r);
          case REPORT -> report(r);
          case VERIFY_REPORT -> verify(r);
          default -> Dispatcher.NOT_MODELLED;
        };
    if (status == Dispatcher.NOT_MODELLED) {
      r.end = SeamcallEnd.NOT_MODELLED;
      state.memory.observer().notModelled("TDCALL leaf or unmapped GPA");
    }
    r.rax = status;
  }

  private long extend(SeamRegisters r) {
    if ((r.rcx & 63) != 0 || (r.rcx >>> 47) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (Long.compareUnsigned(r.rdx, Measurements.RTMRS) >= 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    long hpa = hpa(r.rcx);
    if (hpa < 0) {
      return Dispatcher.NOT_MODELLED;
    }
    td.measurements.extendRtmr((int) r.rdx, state.memory.readPrivate(hpa, Measurements.SIZE));
    return Status.SUCCESS;
  }

  private long report(SeamRegisters r) {
    if ((r.rcx & (TdReportMaker.SIZE - 1)) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if ((r.rdx & (TdReportMaker.REPORT_DATA_SIZE - 1)) != 0 || outOfRange(r.rdx)) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    long data = hpa(r.rdx);
    if (data < 0) {
      return Dispatcher.NOT_MODELLED;
    }
    if (r.r8 != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.R8);
    }
    byte[] reportData = state.memory.readPrivate(data, TdReportMaker.REPORT_DATA_SIZE);
    byte[] report = new TdReportMaker(state).make(td, reportData);
    if (outOfRange(r.rcx)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    long target = hpa(r.rcx);
    if (target < 0) {
      return Dispatcher.NOT_MODELLED;
    }
    state.memory.writePrivate(target, report);
    return Status.SUCCESS;
  }

  private long verify(SeamRegisters r) {
    if (!state.profile.has(Features.LOCAL_ATTESTATION)) {
      return Status.OPERAND_INVALID;
    }
    if ((r.rcx & (TdReportMaker.macStructSize() - 1)) != 0 || (r.rcx >>> 47) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    long hpa = hpa(r.rcx);
    return hpa < 0
        ? Dispatcher.NOT_MODELLED
        : new TdReportMaker(state)
            .verifyMacStruct(state.memory.readPrivate(hpa, TdReportMaker.macStructSize()));
  }

  /** HPA behind a private GPA; negative where nothing is mapped. */
  public long privateHpa(long gpa) {
    return td.sept.translate(gpa);
  }

  /** Copies bytes into the guest's memory, page by page; false where nothing is mapped. */
  public boolean write(long gpa, byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      long hpa = hpa(gpa + done);
      int part = Math.min(bytes.length - done, PAGE - (int) ((gpa + done) & (PAGE - 1)));
      if (hpa < 0) {
        return false;
      }
      state.memory.writePrivate(hpa, Arrays.copyOfRange(bytes, done, done + part));
      done += part;
    }
    return true;
  }

  /** Copies bytes out of one page of the guest's memory; null where nothing is mapped. */
  public byte[] read(long gpa, int length) {
    long hpa = hpa(gpa);
    return hpa < 0 ? null : state.memory.readPrivate(hpa, length);
  }

  private static boolean outOfRange(long gpa) {
    return ((gpa & ~SHARED_BIT) >>> 47) != 0;
  }

  private long hpa(long gpa) {
    return (gpa & SHARED_BIT) != 0 ? shared.sharedHpa(gpa & ~SHARED_BIT) : td.sept.translate(gpa);
  }
}
