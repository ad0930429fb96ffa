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
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.SecureEpt.Entry;
import org.seamreplay.module.state.Td;

/** MEM.SEPT.ADD, MEM.SEPT.REMOVE and MEM.SEPT.RD (TDX module 1.5.01). */
final class SeptLeaves {
  private static final int HIGHEST_VERSION = 1;
  private static final long FLAG = 1;
  private static final long RESERVED = 0xFFF0_0000_0000_0FFEL;
  private static final long NOT_USED = 1L << 63;
  private static final long NONE = -1L;

  private final PrivateMemory memory;

  SeptLeaves(PrivateMemory memory) {
    this.memory = memory;
  }

  /**
   * Adds a page of the tree. From version 1 on R8 to R11 say afterwards which pages were used: all
   * ones, or bit 63 for those that were not.
   */
  long add(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    if (version > HIGHEST_VERSION) {
      throw new Refused(Status.OPERAND_INVALID);
    }
    if (version > 0) {
      r.r8 = withoutMark(r.r8);
      r.r9 = withoutMark(r.r9);
      r.r10 = withoutMark(r.r10);
      r.r11 = withoutMark(r.r11);
    }
    if ((in.rdx() & RESERVED) != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RDX));
    }
    Td td = memory.td(in.rdx() & ~FLAG, LeafNumber.MEM_SEPT_ADD, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), 1, td.sept.rootLevel(), r);
    Entry entry = place.entry();
    boolean existingIsFine = (in.rdx() & FLAG) != 0;
    boolean used = entry.state == EntryState.FREE;
    if (!used && entry.state != EntryState.TABLE) {
      throw place.wrongState();
    }
    if (used) {
      checkNewPage(place, version, r);
    } else if (version == 0 && r.r8 == NONE) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.R8));
    } else if (!existingIsFine && r.r8 != NONE) {
      throw place.wrongState();
    }
    if (version > 0) {
      checkNestedPages(place, r);
    }
    if (used) {
      long page = withoutMark(r.r8);
      memory.give(page, SecureEpt.LEAF_LEVEL, PageType.EPT, td);
      td.sept.set(entry, EntryState.TABLE, page);
    }
    if (version > 0) {
      r.r8 = used || r.r8 == NONE ? NONE : r.r8 | NOT_USED;
      r.r9 = addNested(place, 1, r.r9);
      r.r10 = addNested(place, 2, r.r10);
      r.r11 = addNested(place, 3, r.r11);
    }
    return Status.SUCCESS;
  }

  private void checkNewPage(Place place, int version, SeamRegisters r) {
    if (r.r8 == NONE) {
      if (version > 0) {
        throw place.wrongState();
      }
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.R8));
    }
    memory.checkFree(withoutMark(r.r8), OperandId.R8);
  }

  /** Pages for VMs that the TD does not have are refused. */
  private void checkNestedPages(Place place, SeamRegisters r) {
    long[] pages = {r.r9, r.r10, r.r11};
    for (int vm = 1; vm <= pages.length; vm++) {
      int operand = OperandId.R8 + vm;
      if (pages[vm - 1] != NONE) {
        if (vm > place.td().params.l2Vms()) {
          throw new Refused(Status.of(Status.OPERAND_INVALID, operand));
        }
        if (nested(place, vm).state == EntryState.FREE) {
          memory.checkFree(pages[vm - 1], operand);
        }
      }
    }
  }

  private static Entry nested(Place place, int vm) {
    return place.td().nestedSept(vm).at(place.entry().gpa, place.entry().level);
  }

  /** Gives a page to the tree of a nested VM; says whether it was used, as R8 does. */
  private long addNested(Place place, int vm, long page) {
    if (page == NONE) {
      return NONE;
    }
    Entry entry = nested(place, vm);
    if (entry.state != EntryState.FREE) {
      return page | NOT_USED;
    }
    memory.give(page, SecureEpt.LEAF_LEVEL, PageType.EPT, place.td());
    place.td().nestedSept(vm).set(entry, EntryState.TABLE, page);
    return NONE;
  }

  /** Bit 63 is ignored, so that a page that was given back can be passed again. */
  private static long withoutMark(long page) {
    return page == NONE ? page : page & ~NOT_USED;
  }

  long remove(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    presetNested(version, r);
    Td td = memory.td(in.rdx(), LeafNumber.MEM_SEPT_REMOVE, Lock.SHARED);
    Place place = memory.place(td, in.rcx(), 1, td.sept.rootLevel(), r);
    Entry entry = place.entry();
    if (!entry.state.isTable()) {
      throw place.wrongState();
    }
    memory.checkIdle(entry.page, SecureEpt.LEAF_LEVEL);
    memory.checkTracked(place);
    for (int i = 0; i < SecureEpt.TABLE_ENTRIES; i++) {
      if (td.sept.child(entry, i).state != EntryState.FREE) {
        throw place.refusedRcx(Status.EPT_PAGE_NOT_FREE);
      }
    }
    r.rcx = entry.page;
    memory.takeBack(entry.page, SecureEpt.LEAF_LEVEL, td);
    td.sept.set(entry, EntryState.FREE);
    return Status.SUCCESS;
  }

  /** Leaves of version 1 that free pages of nested trees, too, have none to free. */
  static void presetNested(int version, SeamRegisters r) {
    if (version > 0) {
      r.r9 = NONE;
      r.r10 = NONE;
      r.r11 = NONE;
    }
    if (version > HIGHEST_VERSION) {
      throw new Refused(Status.OPERAND_INVALID);
    }
  }

  long read(int lp, int version, SeamRegisters r) {
    Operands in = Operands.take(r);
    Td td = memory.td(in.rdx() & ~FLAG, LeafNumber.MEM_SEPT_RD, Lock.SHARED);
    boolean attributes = (in.rdx() & FLAG) != 0;
    if (attributes && !td.debug()) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RDX));
    }
    Place place = memory.place(td, in.rcx(), SecureEpt.LEAF_LEVEL, td.sept.rootLevel(), r);
    r.rcx = place.entry().shown();
    r.rdx = place.entry().details();
    if (attributes) {
      r.r8 = 0;
    }
    return Status.SUCCESS;
  }
}
