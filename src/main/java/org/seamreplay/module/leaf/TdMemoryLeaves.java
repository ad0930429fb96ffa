package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageInfo;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;

/** MEM.SEPT.ADD, MEM.PAGE.ADD and MR.EXTEND: the private memory of a TD (TDX module 1.5.01). */
final class TdMemoryLeaves {
  private static final long EXISTING_IS_FINE = 1;
  private static final long SEPT_RESERVED = 0xFFF0_0000_0000_0FFEL;
  private static final long NOT_USED = 1L << 63;
  private static final long USED = -1L;

  private final ModuleState state;
  private final TdChecks checks;

  TdMemoryLeaves(ModuleState state, TdChecks checks) {
    this.state = state;
    this.checks = checks;
  }

  long addSept(int lp, int version, SeamRegisters r) {
    long pageInfo = r.rcx;
    long tdrAndFlags = r.rdx;
    r.rcx = 0;
    r.rdx = 0;
    if ((tdrAndFlags & SEPT_RESERVED) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    long tdr = tdrAndFlags & ~EXISTING_IS_FINE;
    long status = checks.tdr(tdr, OperandId.RDX);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(tdr);
    status = checks.tdState(td, LeafNumber.MEM_SEPT_ADD);
    if (status != Status.SUCCESS) {
      return status;
    }
    int level = PageInfo.level(pageInfo);
    long gpa = PageInfo.gpa(pageInfo);
    if (!PageInfo.valid(pageInfo, 1, SecureEpt.ROOT_LEVEL) || !checks.privateGpa(gpa)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (version > 0 && td.params.l2Vms() > 0) {
      return Dispatcher.NOT_MODELLED;
    }
    SecureEpt.Walk walk = td.sept.walk(gpa, level);
    if (walk.level() > level) {
      return failed(r, walk, Status.EPT_WALK_FAILED);
    }
    if (version == 0 && r.r8 == -1L) {
      return Status.of(Status.OPERAND_INVALID, Register.R8);
    }
    boolean wanted = r.r8 != -1L;
    if (walk.free() && wanted) {
      long page = r.r8 & ~NOT_USED;
      status = state.checkPrivatePage(page, PageType.NDA, OperandId.R8);
      if (status != Status.SUCCESS) {
        return status;
      }
      td.sept.map(gpa, level, page);
      checks.give(page, PageType.EPT, td);
    } else if (!walk.free() && (tdrAndFlags & EXISTING_IS_FINE) == 0) {
      return failed(r, walk, Status.EPT_ENTRY_STATE_INCORRECT);
    }
    if (version > 0) {
      r.r8 = walk.free() && wanted ? USED : r.r8 | NOT_USED;
      r.r9 |= NOT_USED;
      r.r10 |= NOT_USED;
      r.r11 |= NOT_USED;
    }
    return Status.SUCCESS;
  }

  long addPage(int lp, int version, SeamRegisters r) {
    long pageInfo = r.rcx;
    long tdr = r.rdx;
    r.rcx = 0;
    r.rdx = 0;
    long status = checks.tdr(tdr, OperandId.RDX);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(tdr);
    status = checks.tdState(td, LeafNumber.MEM_PAGE_ADD);
    if (status != Status.SUCCESS) {
      return status;
    }
    long gpa = PageInfo.gpa(pageInfo);
    if (!PageInfo.valid(pageInfo, SecureEpt.LEAF_LEVEL, SecureEpt.LEAF_LEVEL)
        || !checks.privateGpa(gpa)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    SecureEpt.Walk walk = td.sept.walk(gpa, SecureEpt.LEAF_LEVEL);
    if (walk.level() != SecureEpt.LEAF_LEVEL) {
      return failed(r, walk, Status.EPT_WALK_FAILED);
    }
    if (!walk.free()) {
      return failed(r, walk, Status.EPT_ENTRY_STATE_INCORRECT);
    }
    if (!state.addresses.shared(r.r9, AddressRules.PAGE)) {
      return Status.of(Status.OPERAND_INVALID, Register.R9);
    }
    status = state.checkPrivatePage(r.r8, PageType.NDA, OperandId.R8);
    if (status != Status.SUCCESS) {
      return status;
    }
    byte[] content =
        state.memory.read(state.addresses.plain(r.r9), (int) AddressRules.PAGE, "SOURCE");
    checks.give(r.r8, PageType.REG, td);
    state.memory.writePrivate(r.r8, content);
    td.sept.map(gpa, SecureEpt.LEAF_LEVEL, r.r8);
    td.measurements.pageAdded(gpa);
    return Status.SUCCESS;
  }

  long extend(int lp, int version, SeamRegisters r) {
    long gpa = r.rcx;
    long tdr = r.rdx;
    r.rcx = 0;
    r.rdx = 0;
    long status = checks.tdr(tdr, OperandId.RDX);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(tdr);
    status = checks.tdState(td, LeafNumber.MR_EXTEND);
    if (status != Status.SUCCESS) {
      return status;
    }
    if ((gpa & (Measurements.CHUNK - 1)) != 0 || !checks.privateGpa(gpa)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    SecureEpt.Walk walk = td.sept.walk(gpa, SecureEpt.LEAF_LEVEL);
    if (walk.level() != SecureEpt.LEAF_LEVEL || walk.free()) {
      return failed(r, walk, Status.EPT_ENTRY_NOT_PRESENT);
    }
    td.measurements.extended(
        gpa, state.memory.readPrivate(walk.page() + (gpa & 0xFFF), Measurements.CHUNK));
    return Status.SUCCESS;
  }

  /** The entry and where it is go to RCX and RDX. */
  private static long failed(SeamRegisters r, SecureEpt.Walk walk, long status) {
    r.rcx = walk.entry();
    r.rdx = walk.details();
    return Status.of(status, Register.RCX);
  }
}
