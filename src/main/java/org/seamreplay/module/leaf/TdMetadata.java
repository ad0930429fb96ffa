package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;

/** MNG.RD, MNG.WR, VP.RD and VP.WR: the metadata of TDs and VCPUs (TDX module 1.5.01). */
final class TdMetadata {
  private static final int HIGHEST_VERSION = 1;

  private final ModuleState state;
  private final TdChecks checks;
  private final FieldAccess tdFields;
  private final FieldAccess vcpuFields;

  TdMetadata(ModuleState state, TdChecks checks, FieldAccess tdFields, FieldAccess vcpuFields) {
    this.state = state;
    this.checks = checks;
    this.tdFields = tdFields;
    this.vcpuFields = vcpuFields;
  }

  long readTd(int lp, int version, SeamRegisters r) {
    long id = FieldAccess.take(r, version > 0);
    checkVersion(version);
    Td td = checks.open(r.rcx, OperandId.RCX, LeafNumber.MNG_RD, Lock.SHARED);
    return tdFields.read(
        id, version > 0, new TdFields(state, td), masks -> masks.ofHost(td.debug()), r);
  }

  long writeTd(int lp, int version, SeamRegisters r) {
    long value = r.r8;
    long id = FieldAccess.take(r, false);
    Td td = checks.open(r.rcx, OperandId.RCX, LeafNumber.MNG_WR, Lock.SHARED);
    return tdFields.write(id, value, new TdFields(state, td), masks -> masks.ofHost(td.debug()), r);
  }

  long readVcpu(int lp, int version, SeamRegisters r) {
    long id = FieldAccess.take(r, version > 0);
    checkVersion(version);
    Vcpu vcpu = vcpu(lp, r.rcx, LeafNumber.VP_RD);
    return vcpuFields.read(
        id, version > 0, new VcpuFields(state, vcpu), masks -> masks.ofHost(vcpu.td.debug()), r);
  }

  long writeVcpu(int lp, int version, SeamRegisters r) {
    long value = r.r8;
    long id = FieldAccess.take(r, false);
    Vcpu vcpu = vcpu(lp, r.rcx, LeafNumber.VP_WR);
    return vcpuFields.write(
        id, value, new VcpuFields(state, vcpu), masks -> masks.ofHost(vcpu.td.debug()), r);
  }

  private static void checkVersion(int version) {
    if (version > HIGHEST_VERSION) {
      throw new Refused(Status.OPERAND_INVALID);
    }
  }

  private Vcpu vcpu(int lp, long tdvpr, int leaf) {
    checks.require(state.checkPrivatePage(tdvpr, PageType.TDVPR, OperandId.RCX, Lock.SHARED));
    Vcpu vcpu = checks.vcpu(tdvpr);
    checks.require(checks.implicitTdr(vcpu.td));
    checks.require(checks.tdState(vcpu.td, leaf));
    if (vcpu.tdvpsPages.size() < checks.tdvpsPages(vcpu.td)) {
      throw new Refused(Status.TDCX_NUM_INCORRECT);
    }
    boolean readsDisabled = vcpu.state == Vcpu.State.DISABLED && leaf == LeafNumber.VP_RD;
    if (vcpu.state != Vcpu.State.READY && !readsDisabled) {
      throw new Refused(Status.VCPU_STATE_INCORRECT);
    }
    checks.associate(vcpu, lp);
    return vcpu;
  }
}
