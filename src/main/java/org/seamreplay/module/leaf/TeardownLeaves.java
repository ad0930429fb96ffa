package org.seamreplay.module.leaf;

import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.HkidTable.State;
import org.seamreplay.module.state.Lifecycle;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Pamt;
import org.seamreplay.module.state.PendingCalls;
import org.seamreplay.module.state.Td;

/** MNG.VPFLUSHDONE, MNG.KEY.FREEID and PHYMEM.PAGE.RECLAIM (TDX module 1.5.01). */
final class TeardownLeaves {
  private final ModuleState state;
  private final TdChecks checks;
  private final PendingCalls pending;

  TeardownLeaves(ModuleState state, TdChecks checks, PendingCalls pending) {
    this.pending = pending;
    this.state = state;
    this.checks = checks;
  }

  long flushDone(int lp, int version, SeamRegisters r) {
    long status = checks.tdr(r.rcx, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rcx);
    if (td.lifecycle != Lifecycle.HKID_ASSIGNED && td.lifecycle != Lifecycle.KEYS_CONFIGURED) {
      return Status.LIFECYCLE_STATE_INCORRECT;
    }
    if (td.associatedVcpus > 0) {
      return Status.FLUSHVP_NOT_DONE;
    }
    td.lifecycle = Lifecycle.BLOCKED;
    pending.dropSubject(td.tdr);
    state.tables.hkids.flushed(td.hkid, state.allPackages());
    return Status.SUCCESS;
  }

  long freeKey(int lp, int version, SeamRegisters r) {
    long status = checks.tdr(r.rcx, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rcx);
    if (td.lifecycle != Lifecycle.BLOCKED) {
      return Status.LIFECYCLE_STATE_INCORRECT;
    }
    if (!state.tables.hkids.writtenBackEverywhere(td.hkid)) {
      return Status.WBCACHE_NOT_COMPLETE;
    }
    state.tables.hkids.set(td.hkid, State.FREE);
    td.lifecycle = Lifecycle.TEARDOWN;
    return Status.SUCCESS;
  }

  long reclaim(int lp, int version, SeamRegisters r) {
    long page = r.rcx;
    PhysicalMemoryLeaves.clearResults(r);
    if (!state.addresses.page(page)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    Pamt pamt = state.tables.pamt;
    if (!pamt.usable(page)) {
      return Status.of(Status.OPERAND_ADDR_RANGE_ERROR, Register.RCX);
    }
    if (!state.locks.free(page, AddressRules.PAGE, Lock.EXCLUSIVE)) {
      return Status.of(Status.OPERAND_BUSY, Register.RCX);
    }
    int type = pamt.type(page);
    if (type == PageType.NDA || type == PageType.RSVD) {
      return Status.of(Status.PAGE_METADATA_INCORRECT, Register.RCX);
    }
    if (type == PageType.POOL) {
      state.memory.observer().choice("pages of the extension pool cannot be reclaimed");
      return Status.of(Status.PAGE_METADATA_INCORRECT, Register.RCX);
    }
    r.rcx = type;
    r.rdx = pamt.owner(page);
    Td td = checks.td(type == PageType.TDR ? page : r.rdx);
    if (td.lifecycle != Lifecycle.TEARDOWN) {
      return Status.LIFECYCLE_STATE_INCORRECT;
    }
    if (type == PageType.TDR) {
      if (td.children != 0) {
        return Status.TD_ASSOCIATED_PAGES_EXIST;
      }
      state.tables.tds.remove(page);
    } else {
      td.children--;
      state.tables.vcpus.remove(page);
    }
    pamt.free(page);
    state.memory.giveBack(page, AddressRules.PAGE);
    return Status.SUCCESS;
  }
}
