package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.PrivateMemory.Operands;
import org.seamreplay.module.leaf.PrivateMemory.Place;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;

/** MEM.PAGE.ADD and MR.EXTEND: the memory that a TD starts with (TDX module 1.5.01). */
final class TdMemoryLeaves {
  private final ModuleState state;
  private final PrivateMemory memory;

  TdMemoryLeaves(ModuleState state, PrivateMemory memory) {
    this.state = state;
    this.memory = memory;
  }

  long addPage(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    Td td = memory.td(in.rdx(), LeafNumber.MEM_PAGE_ADD, Lock.EXCLUSIVE);
    Place place = memory.place(td, in.rcx(), SecureEpt.LEAF_LEVEL, SecureEpt.LEAF_LEVEL, r);
    if (place.entry().state != EntryState.FREE) {
      throw place.wrongState();
    }
    if (!state.addresses.shared(r.r9, AddressRules.PAGE)) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.R9));
    }
    memory.checkFree(r.r8, OperandId.R8);
    byte[] content =
        state.memory.read(state.addresses.plain(r.r9), (int) AddressRules.PAGE, "SOURCE");
    memory.give(r.r8, SecureEpt.LEAF_LEVEL, PageType.REG, td);
    state.memory.writePrivate(r.r8, content);
    td.sept.set(place.entry(), EntryState.MAPPED, r.r8);
    td.measurements.pageAdded(place.entry().gpa);
    return Status.SUCCESS;
  }

  long extend(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    long gpa = in.rcx();
    Td td = memory.td(in.rdx(), LeafNumber.MR_EXTEND, Lock.EXCLUSIVE);
    if ((gpa & (Measurements.CHUNK - 1)) != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    Place place = memory.mapping(td, gpa, r);
    long page = place.entry().page + (gpa & (SecureEpt.size(place.entry().level) - 1));
    td.measurements.extended(gpa, state.memory.readPrivate(page, Measurements.CHUNK));
    return Status.SUCCESS;
  }
}
