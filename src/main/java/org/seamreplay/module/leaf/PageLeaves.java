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
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.SecureEpt.Entry;
import org.seamreplay.module.state.Td;

/** MEM.PAGE.AUG, MEM.PAGE.REMOVE and MEM.PAGE.RELOCATE (TDX module 1.5.01). */
final class PageLeaves {
  private static final int LARGEST_AUG = 1;
  private static final int LARGEST_PAGE = 2;

  private final ModuleState state;
  private final PrivateMemory memory;

  PageLeaves(ModuleState state, PrivateMemory memory) {
    this.state = state;
    this.memory = memory;
  }

  /** Adds a page that the guest has yet to accept. */
  long augment(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    Td td = memory.td(in.rdx(), LeafNumber.MEM_PAGE_AUG, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), SecureEpt.LEAF_LEVEL, LARGEST_AUG, r);
    Entry entry = place.entry();
    if (entry.state != EntryState.FREE) {
      throw place.wrongState();
    }
    memory.checkFree(r.r8, entry.level, OperandId.R8);
    memory.give(r.r8, entry.level, PageType.REG, td);
    td.sept.set(entry, EntryState.PENDING, r.r8);
    return Status.SUCCESS;
  }

  long remove(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    Td td = memory.td(in.rdx(), LeafNumber.MEM_PAGE_REMOVE, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), SecureEpt.LEAF_LEVEL, LARGEST_PAGE, r);
    Entry entry = place.entry();
    if (!entry.state.isPage()) {
      throw place.wrongState();
    }
    memory.checkIdle(entry.page, entry.level);
    memory.checkTracked(place);
    r.rcx = entry.page;
    memory.takeBack(entry.page, entry.level, td);
    td.sept.set(entry, EntryState.FREE);
    return Status.SUCCESS;
  }

  /** Moves a page of 4 KB to another place in memory. */
  long relocate(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    Td td = memory.td(in.rdx(), LeafNumber.MEM_PAGE_RELOCATE, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), SecureEpt.LEAF_LEVEL, SecureEpt.LEAF_LEVEL, r);
    Entry entry = place.entry();
    if (!entry.state.isPage()) {
      throw place.wrongState();
    }
    if (r.r8 == entry.page) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.R8));
    }
    memory.checkIdle(entry.page, entry.level);
    memory.checkTracked(place);
    memory.checkFree(r.r8, OperandId.R8);
    EntryState unblocked = entry.state.unblock();
    byte[] content = state.memory.readPrivate(entry.page, (int) AddressRules.PAGE);
    memory.give(r.r8, SecureEpt.LEAF_LEVEL, PageType.REG, td);
    if (unblocked == EntryState.MAPPED) {
      state.memory.writePrivate(r.r8, content);
    }
    r.rcx = entry.page;
    memory.takeBack(entry.page, SecureEpt.LEAF_LEVEL, td);
    td.sept.set(entry, unblocked, r.r8);
    return Status.SUCCESS;
  }
}
