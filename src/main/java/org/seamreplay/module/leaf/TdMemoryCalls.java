package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.PageInfo;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.SecureEpt.Entry;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;

/** MEM.PAGE.ACCEPT, MEM.PAGE.ATTR.RD and MEM.PAGE.ATTR.WR of a guest (TDX module 1.5.01). */
final class TdMemoryCalls {
  private static final int LARGEST_ACCEPT = 1;
  private static final int LARGEST = 2;
  private static final long WRITE = 2;
  private static final long ALL_RIGHTS = 7 << 3;
  private static final long PENDING = 1L << 62;
  private static final int WALKED_LEVEL_SHIFT = 3;
  private static final int STATE_SHIFT = 6;
  private static final long LEAF = 1 << 14;

  private final ModuleState state;
  private final Interrupts interrupts;

  TdMemoryCalls(ModuleState state, Interrupts interrupts) {
    this.state = state;
    this.interrupts = interrupts;
  }

  /** The guest takes a page that the host has added: it becomes zero and usable. */
  long accept(Vcpu vcpu, SeamRegisters r) {
    Td td = vcpu.td;
    if (!PageInfo.valid(r.rcx, SecureEpt.LEAF_LEVEL, LARGEST_ACCEPT)
        || !td.params.privateGpa(PageInfo.gpa(r.rcx))) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    int level = PageInfo.level(r.rcx);
    long gpa = PageInfo.gpa(r.rcx);
    Entry entry = td.sept.walk(gpa, level);
    if (entry.state == EntryState.MAPPED) {
      return Status.of(Status.PAGE_ALREADY_ACCEPTED, entry.level);
    }
    if (entry.level == level && entry.state.isTable()) {
      return Status.of(Status.PAGE_SIZE_MISMATCH, level);
    }
    if (entry.level != level || entry.state != EntryState.PENDING) {
      throw exit(entry, level, gpa, FaultExit.ACCEPT, WRITE);
    }
    int pages = (int) (SecureEpt.size(level) / AddressRules.PAGE);
    while (entry.accepted < pages) {
      state.memory.writePrivate(
          entry.page + entry.accepted * AddressRules.PAGE, new byte[(int) AddressRules.PAGE]);
      entry.accepted++;
      if (entry.accepted < pages && interrupts.guestPending(vcpu.lp, LeafNumber.VP_ENTER)) {
        throw new Repeated();
      }
    }
    td.sept.set(entry, EntryState.MAPPED);
    return Status.SUCCESS;
  }

  /** The exit of a call that the host has to do something about first. */
  private static FaultExit exit(Entry entry, int level, long gpa, int type, long qualification) {
    long details =
        level
            | (long) entry.level << WALKED_LEVEL_SHIFT
            | (long) entry.state.code() << STATE_SHIFT
            | (entry.state.isPage() ? LEAF : 0);
    return new FaultExit(FaultExit.EPT_VIOLATION, qualification, type | details << 32, gpa);
  }

  long readAttributes(Vcpu vcpu, SeamRegisters r) {
    long gpa = r.rcx;
    Td td = vcpu.td;
    r.rcx = 0;
    r.rdx = 0;
    if (!td.params.privateGpa(gpa)) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    Entry entry = td.sept.walk(gpa, SecureEpt.LEAF_LEVEL);
    if (entry.state != EntryState.MAPPED && entry.state != EntryState.PENDING) {
      throw new FaultExit(FaultExit.EPT_VIOLATION, 0, FaultExit.NO_DETAILS, gpa);
    }
    show(entry, r);
    return Status.SUCCESS;
  }

  private static void show(Entry entry, SeamRegisters r) {
    r.rcx = entry.gpa | entry.level | (entry.state == EntryState.PENDING ? PENDING : 0);
    r.rdx = 0;
  }

  /** Attributes are those of nested VMs: a TD without any cannot change one. */
  long writeAttributes(Vcpu vcpu, SeamRegisters r) {
    long info = r.rcx;
    long attributes = r.rdx;
    Td td = vcpu.td;
    r.rcx = 0;
    r.rdx = 0;
    if (attributes != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RDX));
    }
    if (r.r8 != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.R8));
    }
    if (!PageInfo.valid(info, SecureEpt.LEAF_LEVEL, LARGEST)
        || !td.params.privateGpa(PageInfo.gpa(info))) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    int level = PageInfo.level(info);
    Entry entry = td.sept.walk(PageInfo.gpa(info), level);
    if (entry.level == level && entry.state.isTable()) {
      throw new Refused(Status.of(Status.PAGE_SIZE_MISMATCH, level));
    }
    if (entry.level != level
        || (entry.state != EntryState.MAPPED && entry.state != EntryState.PENDING)) {
      boolean present = entry.state == EntryState.MAPPED || entry.state == EntryState.TABLE;
      throw exit(
          entry,
          level,
          PageInfo.gpa(info),
          FaultExit.ATTRIBUTES,
          present ? WRITE | ALL_RIGHTS : WRITE);
    }
    show(entry, r);
    return Status.SUCCESS;
  }
}
