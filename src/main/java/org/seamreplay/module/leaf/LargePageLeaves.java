package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.PrivateMemory.Operands;
import org.seamreplay.module.leaf.PrivateMemory.Place;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Pamt;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.SecureEpt.Entry;
import org.seamreplay.module.state.Td;

/** MEM.PAGE.PROMOTE and MEM.PAGE.DEMOTE: one large page or 512 smaller ones (1.5.01). */
final class LargePageLeaves {
  private static final int SMALLEST = 1;
  private static final int LARGEST = 2;
  private static final long FLAG = 1;
  private static final long RESERVED = 0xFFF0_0000_0000_0FFEL;

  private final ModuleState state;
  private final PrivateMemory memory;
  private final Interrupts interrupts;

  LargePageLeaves(ModuleState state, PrivateMemory memory, Interrupts interrupts) {
    this.state = state;
    this.memory = memory;
    this.interrupts = interrupts;
  }

  long promote(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    SeptLeaves.presetNested(version, r);
    Td td = memory.td(in.rdx(), LeafNumber.MEM_PAGE_PROMOTE, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), SMALLEST, LARGEST, r);
    Entry table = place.entry();
    if (!table.state.isTable()) {
      throw place.wrongState();
    }
    memory.checkIdle(table.page, SecureEpt.LEAF_LEVEL);
    memory.checkTracked(place);
    Entry first = td.sept.child(table, 0);
    if (!joined(td, table, first)) {
      throw place.refusedRcx(Status.EPT_INVALID_PROMOTE_CONDITIONS);
    }
    if (interrupts.pending(lp, LeafNumber.MEM_PAGE_PROMOTE, 1)) {
      return restart(r, in);
    }
    memory.checkIdle(first.page, table.level);
    long page = first.page;
    EntryState common = first.state;
    Pamt pamt = state.tables.pamt;
    for (int i = 0; i < SecureEpt.TABLE_ENTRIES; i++) {
      Entry child = td.sept.child(table, i);
      pamt.release(child.page, child.level);
      td.sept.set(child, EntryState.FREE);
    }
    pamt.assign(page, table.level, PageType.REG, td.tdr);
    r.rcx = table.page;
    memory.takeBack(table.page, SecureEpt.LEAF_LEVEL, td);
    td.sept.set(table, common, page);
    return Status.SUCCESS;
  }

  /** Whether the entries of a table map one page of the next size. */
  private static boolean joined(Td td, Entry table, Entry first) {
    if ((first.state != EntryState.MAPPED && first.state != EntryState.PENDING)
        || (first.page & (SecureEpt.size(table.level) - 1)) != 0) {
      return false;
    }
    for (int i = 1; i < SecureEpt.TABLE_ENTRIES; i++) {
      Entry child = td.sept.child(table, i);
      if (child.state != first.state
          || child.page != first.page + i * SecureEpt.size(first.level)) {
        return false;
      }
    }
    return true;
  }

  long demote(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    if ((in.rdx() & RESERVED) != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RDX));
    }
    Td td = memory.td(in.rdx() & ~FLAG, LeafNumber.MEM_PAGE_DEMOTE, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), SMALLEST, LARGEST, r);
    Entry entry = place.entry();
    if (!entry.state.isPage()) {
      throw place.wrongState();
    }
    memory.checkTracked(place);
    memory.checkFree(r.r8, OperandId.R8);
    if (interrupts.pending(lp, LeafNumber.MEM_PAGE_DEMOTE, 1)) {
      return restart(r, in);
    }
    memory.checkIdle(entry.page, entry.level);
    Pamt pamt = state.tables.pamt;
    EntryState each = entry.state.unblock();
    long page = entry.page;
    pamt.release(page, entry.level);
    memory.give(r.r8, SecureEpt.LEAF_LEVEL, PageType.EPT, td);
    td.sept.set(entry, EntryState.TABLE, r.r8);
    for (int i = 0; i < SecureEpt.TABLE_ENTRIES; i++) {
      Entry child = td.sept.child(entry, i);
      long part = page + i * SecureEpt.size(child.level);
      pamt.assign(part, child.level, PageType.REG, td.tdr);
      td.sept.set(child, each, part);
    }
    return Status.SUCCESS;
  }

  private static long restart(SeamRegisters r, Operands in) {
    r.rcx = in.rcx();
    r.rdx = in.rdx();
    return Status.INTERRUPTED_RESTARTABLE;
  }
}
