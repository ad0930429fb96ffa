package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.state.Lifecycle;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;

/**
 * VP.CREATE, VP.ADDCX, VP.INIT and VP.FLUSH (TDX module 1.5.01; version 1 of VP.INIT: Linux 7.3
 * caller).
 */
final class VcpuLeaves {
  private static final int MAX_TDVPS_PAGES = 15;

  /** The TDCS page that stands for shared tables until the host names its own. */
  private static final int EMPTY_TDCS_PAGE = 4;

  private final ModuleState state;
  private final TdChecks checks;

  VcpuLeaves(ModuleState state, TdChecks checks) {
    this.state = state;
    this.checks = checks;
  }

  long create(int lp, int version, SeamRegisters r) {
    long status = checks.tdr(r.rdx, OperandId.RDX, Lock.SHARED);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rdx);
    status = checks.tdState(td, LeafNumber.VP_CREATE);
    if (status == Status.SUCCESS) {
      status = state.checkPrivatePage(r.rcx, PageType.NDA, OperandId.RCX, Lock.EXCLUSIVE);
    }
    if (status != Status.SUCCESS) {
      return status;
    }
    checks.give(r.rcx, PageType.TDVPR, td);
    state.tables.vcpus.put(r.rcx, new Vcpu(r.rcx, td));
    return Status.SUCCESS;
  }

  long addPage(int lp, int version, SeamRegisters r) {
    long status = state.checkPrivatePage(r.rdx, PageType.TDVPR, OperandId.RDX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Vcpu vcpu = checks.vcpu(r.rdx);
    status = checks.implicitTdr(vcpu.td);
    if (status == Status.SUCCESS) {
      status = checks.tdState(vcpu.td, LeafNumber.VP_ADDCX);
    }
    if (status != Status.SUCCESS) {
      return status;
    }
    if (vcpu.initialised()) {
      return Status.VCPU_STATE_INCORRECT;
    }
    if (vcpu.tdvpsPages.size() >= MAX_TDVPS_PAGES) {
      return Status.TDCX_NUM_INCORRECT;
    }
    status = state.checkPrivatePage(r.rcx, PageType.NDA, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    checks.give(r.rcx, PageType.TDCX, vcpu.td);
    vcpu.tdvpsPages.add(r.rcx);
    return Status.SUCCESS;
  }

  long init(int lp, int version, SeamRegisters r) {
    long status = state.checkPrivatePage(r.rcx, PageType.TDVPR, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Vcpu vcpu = checks.vcpu(r.rcx);
    Td td = vcpu.td;
    status = checks.implicitTdr(td);
    if (status == Status.SUCCESS) {
      status = checks.tdState(td, LeafNumber.VP_INIT);
    }
    if (status != Status.SUCCESS) {
      return status;
    }
    if (vcpu.tdvpsPages.size() < checks.tdvpsPages(td)) {
      return Status.TDCX_NUM_INCORRECT;
    }
    if (vcpu.initialised()) {
      return Status.VCPU_STATE_INCORRECT;
    }
    boolean idFirst = state.profile.choices().x2apicCheck() == Choices.X2apicCheck.BEFORE_COUNT;
    if (version > 0 && idFirst && idInUse(td, (int) r.r8)) {
      return Status.X2APIC_ID_NOT_UNIQUE;
    }
    if (td.vcpus.size() >= td.params.maxVcpus()) {
      return Status.MAX_VCPUS_EXCEEDED;
    }
    if (version > 0 && idInUse(td, (int) r.r8)) {
      return Status.X2APIC_ID_NOT_UNIQUE;
    }
    vcpu.state = Vcpu.State.READY;
    vcpu.index = td.vcpus.size();
    vcpu.registers = firstRegisters(vcpu, r.rdx);
    vcpu.sharedEpt = td.tdcsPages.get(EMPTY_TDCS_PAGE) | state.addresses.keyed(td.hkid);
    vcpu.x2apicId = version > 0 ? (int) r.r8 : td.vcpus.size();
    vcpu.lp = lp;
    td.vcpus.add(vcpu);
    td.associatedVcpus++;
    return Status.SUCCESS;
  }

  /** What the guest finds when it is entered for the first time. */
  private long[] firstRegisters(Vcpu vcpu, long initial) {
    long[] registers = new long[Vcpu.REGISTERS];
    registers[GuestRegisters.RBX] = vcpu.td.params.gpaBits();
    registers[GuestRegisters.RCX] = initial;
    registers[GuestRegisters.R8] = initial;
    registers[GuestRegisters.RDX] = vcpu.td.params.signature(state);
    registers[GuestRegisters.RSI] = vcpu.index;
    return registers;
  }

  private boolean idInUse(Td td, int x2apicId) {
    boolean inUse = td.vcpus.stream().anyMatch(vcpu -> vcpu.x2apicId == x2apicId);
    if (inUse) {
      state.memory.observer().choice("place of the x2APIC id check in VP.INIT");
    }
    return inUse;
  }

  long flush(int lp, int version, SeamRegisters r) {
    long status = state.checkPrivatePage(r.rcx, PageType.TDVPR, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Vcpu vcpu = checks.vcpu(r.rcx);
    status = checks.implicitTdr(vcpu.td);
    if (status != Status.SUCCESS) {
      return status;
    }
    if (vcpu.td.lifecycle != Lifecycle.KEYS_CONFIGURED) {
      return Status.TD_KEYS_NOT_CONFIGURED;
    }
    if (vcpu.tdvpsPages.size() < checks.tdvpsPages(vcpu.td)) {
      return Status.TDCX_NUM_INCORRECT;
    }
    if (vcpu.lp != lp) {
      return Status.VCPU_NOT_ASSOCIATED;
    }
    vcpu.lp = Vcpu.NO_LP;
    vcpu.td.associatedVcpus--;
    return Status.SUCCESS;
  }
}
