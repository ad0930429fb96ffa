package org.seamreplay.module.leaf;

import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.port.VmExit;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.TdParams;
import org.seamreplay.module.state.Vcpu;
import org.seamreplay.module.state.VeInfo;

/**
 * TDCALL: the dispatcher of guest leaves, and those that need nothing but the VCPU: VP.VMCALL,
 * VP.INFO, VP.VEINFO.GET, VP.CPUIDVE.SET (TDX module 1.5.01).
 */
final class TdCalls {
  private static final int VMCALL = 0;
  private static final int INFO = 1;
  private static final int RTMR_EXTEND = 2;
  private static final int VEINFO_GET = 3;
  private static final int REPORT = 4;
  private static final int CPUIDVE_SET = 5;
  private static final int PAGE_ACCEPT = 6;
  private static final int VM_RD = 7;
  private static final int VM_WR = 8;
  private static final int VP_RD = 9;
  private static final int VP_WR = 10;
  private static final int SYS_RD = 11;
  private static final int VERIFY_REPORT = 22;
  private static final int ATTR_RD = 23;
  private static final int ATTR_WR = 24;

  private static final long RESERVED = 0xFFFFFFFFFF000000L;

  /** RAX, RCX and RSP cannot be passed, nor anything beyond the registers. */
  private static final long NOT_PASSED = 0xFFFFFFFF00000013L;

  private static final long RBP = 1 << 5;

  private final GuestEvents events = new GuestEvents();
  private final ModuleState state;
  private final TdAttestationCalls attestation;
  private final TdMemoryCalls memory;
  private final TdMetadataCalls metadata;

  TdCalls(
      ModuleState state,
      TdAttestationCalls attestation,
      TdMemoryCalls memory,
      TdMetadataCalls metadata) {
    this.state = state;
    this.attestation = attestation;
    this.memory = memory;
    this.metadata = metadata;
  }

  /**
   * Executes a guest leaf; its results are in the VCPU's registers.
   *
   * @param r scratch
   * @return whether it is TDG.VP.VMCALL, which leaves the guest
   */
  boolean call(Vcpu vcpu, VmExit exit, SeamRegisters r) {
    if (!exit.longMode()) {
      events.generalProtection(vcpu);
      return false;
    }
    for (int i = 0; i < Vcpu.REGISTERS; i++) {
      GuestRegisters.set(r, i, vcpu.registers[i]);
    }
    long rax = r.rax;
    long status;
    try {
      status = execute(vcpu, rax, r);
    } catch (Refused refused) {
      status = refused.status();
    } catch (GuestFault fault) {
      events.raiseVe(vcpu, fault.info(exit));
      return false;
    } catch (Repeated repeated) {
      return false;
    }
    if (status == Dispatcher.NOT_MODELLED) {
      throw new Refused(Dispatcher.NOT_MODELLED);
    }
    if (status == Dispatcher.IN_GUEST) {
      vcpu.advanced = exit.length();
      return true;
    }
    r.rax = status;
    for (int i = 0; i < Vcpu.REGISTERS; i++) {
      vcpu.registers[i] = GuestRegisters.get(r, i);
    }
    vcpu.advanced = exit.length();
    return false;
  }

  private long execute(Vcpu vcpu, long rax, SeamRegisters r) {
    int leaf = (int) rax & 0xFFFF;
    int version = (int) (rax >>> 16) & 0xFF;
    if ((rax & RESERVED) != 0 || (version > 0 && leaf != VM_RD)) {
      return Status.OPERAND_INVALID;
    }
    return switch (leaf) {
      case VMCALL -> vmcall(vcpu, r);
      case INFO -> info(vcpu, r);
      case RTMR_EXTEND -> attestation.extend(vcpu, r);
      case VEINFO_GET -> veInfo(vcpu, r);
      case REPORT -> attestation.report(vcpu, r);
      case CPUIDVE_SET -> cpuidVe(vcpu, r);
      case PAGE_ACCEPT -> memory.accept(vcpu, r);
      case VM_RD -> metadata.readTd(vcpu, version, r);
      case VM_WR -> metadata.writeTd(vcpu, r);
      case VP_RD -> metadata.readVcpu(vcpu, r);
      case VP_WR -> metadata.writeVcpu(vcpu, r);
      case SYS_RD -> metadata.readSystem(r);
      case VERIFY_REPORT -> attestation.verify(vcpu, r);
      case ATTR_RD -> memory.readAttributes(vcpu, r);
      case ATTR_WR -> memory.writeAttributes(vcpu, r);
      default -> unknown(rax);
    };
  }

  /** The module's answer, if it is known not to have the leaf; else the model knows too little. */
  private long unknown(long rax) {
    if (state.profile.complete()) {
      return Status.OPERAND_INVALID;
    }
    state.missing = state.profile.abi().leaves().tdcallName(rax);
    return Dispatcher.NOT_MODELLED;
  }

  private static long vmcall(Vcpu vcpu, SeamRegisters r) {
    boolean keepsRbp = (vcpu.td.params.configFlags() & TdParams.NO_RBP_MOD) != 0;
    if ((r.rcx & (keepsRbp ? NOT_PASSED | RBP : NOT_PASSED)) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    return Dispatcher.IN_GUEST;
  }

  private static long info(Vcpu vcpu, SeamRegisters r) {
    TdParams params = vcpu.td.params;
    r.rcx = params.gpaBits();
    r.rdx = params.attributes();
    r.r8 = vcpu.td.vcpus.size() | (long) params.maxVcpus() << 32;
    r.r9 = vcpu.index;
    r.r10 = 1;
    r.r11 = 0;
    return Status.SUCCESS;
  }

  private static long veInfo(Vcpu vcpu, SeamRegisters r) {
    VeInfo info = vcpu.veInfo;
    vcpu.veInfo = null;
    r.rcx = info == null ? 0 : info.reason();
    r.rdx = info == null ? 0 : info.qualification();
    r.r8 = info == null ? 0 : info.gla();
    r.r9 = info == null ? 0 : info.gpa();
    r.r10 = info == null ? 0 : info.instruction();
    return info == null ? Status.NO_VALID_VE_INFO : Status.SUCCESS;
  }

  private static long cpuidVe(Vcpu vcpu, SeamRegisters r) {
    if ((r.rcx & ~3) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    vcpu.cpuidVe = r.rcx;
    return Status.SUCCESS;
  }
}
