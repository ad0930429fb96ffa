package org.seamreplay.module.leaf;

import org.seamreplay.abi.OpState;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageInfo;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Pamt;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.SecureEpt.Entry;
import org.seamreplay.module.state.Td;

/**
 * What the leaves on private memory have in common: page info in RCX, TDR in RDX, a walk to the
 * entry, TLB tracking, pages that change hands (TDX module 1.5.01).
 */
final class PrivateMemory {
  private final ModuleState state;
  private final TdChecks checks;

  PrivateMemory(ModuleState state, TdChecks checks) {
    this.state = state;
    this.checks = checks;
  }

  /**
   * An entry of the secure EPT that a leaf works on.
   *
   * @param td whose it is
   * @param entry where the walk ended
   * @param registers where a failure shows it
   */
  record Place(Td td, Entry entry, SeamRegisters registers) {
    /** The failure of a check that shows the entry and where it is in RCX and RDX. */
    Refused refused(long status) {
      registers.rcx = entry.shown();
      registers.rdx = entry.details();
      return new Refused(status);
    }

    /** The same with RCX as the operand that is to blame. */
    Refused refusedRcx(long status) {
      return refused(Status.of(status, Register.RCX));
    }

    /** The failure for an entry in a state that the leaf does not work in. */
    Refused wrongState() {
      return refusedRcx(Status.EPT_ENTRY_STATE_INCORRECT);
    }
  }

  /** The operands that are presets of failure, too, taken out of the registers. */
  record Operands(long rcx, long rdx) {
    static Operands take(SeamRegisters r) {
      Operands operands = new Operands(r.rcx, r.rdx);
      r.rcx = 0;
      r.rdx = 0;
      return operands;
    }
  }

  /** The TD of RDX, which works on its memory. */
  Td td(long rdx, int leaf, Lock lock) {
    return checks.open(rdx, OperandId.RDX, leaf, lock);
  }

  /** The entry that a page info names, of a level in a range. */
  Place place(Td td, long pageInfo, int least, int most, SeamRegisters r) {
    int level = PageInfo.level(pageInfo);
    if (!PageInfo.valid(pageInfo, least, most)) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    return placeAt(td, PageInfo.gpa(pageInfo), level, r);
  }

  /** The entry of a level above a private GPA. */
  Place placeAt(Td td, long gpa, int level, SeamRegisters r) {
    if (!td.params.privateGpa(gpa)) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    Place place = new Place(td, td.sept.walk(gpa, level), r);
    if (place.entry.level != level) {
      throw place.refusedRcx(Status.EPT_WALK_FAILED);
    }
    return place;
  }

  /** The entry that maps a private GPA, whatever the size of the page. */
  Place mapping(Td td, long gpa, SeamRegisters r) {
    if (!td.params.privateGpa(gpa)) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    Place place = new Place(td, td.sept.walk(gpa, SecureEpt.LEAF_LEVEL), r);
    if (!place.entry.state.equals(org.seamreplay.module.state.EntryState.MAPPED)) {
      throw place.refusedRcx(Status.EPT_ENTRY_NOT_PRESENT);
    }
    return place;
  }

  /** A free page for a TD, at an operand. */
  void checkFree(long page, int operand) {
    checks.require(state.checkPrivatePage(page, PageType.NDA, operand, Lock.EXCLUSIVE));
  }

  /** A free page of a level for a TD, at an operand. */
  void checkFree(long page, int level, int operand) {
    if (level == SecureEpt.LEAF_LEVEL) {
      checkFree(page, operand);
      return;
    }
    long size = SecureEpt.size(level);
    if ((page & (size - 1)) != 0 || !state.addresses.plainAndInRange(page)) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, operand));
    }
    if (!state.tables.pamt.usable(page)) {
      throw new Refused(Status.of(Status.OPERAND_ADDR_RANGE_ERROR, operand));
    }
    if (!state.locks.free(page, size, Lock.EXCLUSIVE)) {
      throw new Refused(Status.of(Status.OPERAND_BUSY, operand));
    }
    if (!state.tables.pamt.free(page, level)) {
      throw new Refused(Status.of(Status.PAGE_METADATA_INCORRECT, operand));
    }
  }

  /** A page that is mapped must not be in use by anybody else. */
  void checkIdle(long page, int level) {
    if (!state.locks.free(page, SecureEpt.size(level), Lock.EXCLUSIVE)) {
      throw new Refused(Status.of(Status.OPERAND_BUSY, Register.RCX));
    }
  }

  /** Nobody may have the old translation of an entry any more, if the TD has run. */
  void checkTracked(Place place) {
    if (!tracks(place.td)) {
      return;
    }
    if (!place.entry.state.blocked()) {
      throw place.refusedRcx(Status.GPA_RANGE_NOT_BLOCKED);
    }
    if (!tracked(place)) {
      throw new Refused(Status.of(Status.TLB_TRACKING_NOT_DONE, Register.RCX));
    }
  }

  /** Before a TD runs its memory is in no TLB. */
  static boolean tracks(Td td) {
    return td.opState != OpState.INITIALIZED;
  }

  /** Whether every VCPU that could have the translation has left the guest since the block. */
  boolean tracked(Place place) {
    long epoch = state.tables.pamt.epoch(place.entry.page, pageLevel(place.entry));
    Td td = place.td;
    return epoch < td.epoch - 1 || (epoch == td.epoch - 1 && td.inGuest[(int) epoch & 1] == 0);
  }

  /** Level of the page that an entry points to: a table is one of 4 KB. */
  static int pageLevel(Entry entry) {
    return entry.state.isTable() ? SecureEpt.LEAF_LEVEL : entry.level;
  }

  /** Notes that an entry was blocked now. */
  void noteBlock(Place place) {
    state.tables.pamt.setEpoch(place.entry.page, pageLevel(place.entry), place.td.epoch);
  }

  /** A page becomes the TD's. */
  void give(long page, int level, int type, Td td) {
    state.tables.pamt.assign(page, level, type, td.tdr);
    state.memory.take(page, SecureEpt.size(level), "TD page");
    td.children += pages(level);
  }

  /** A page of the TD becomes free. */
  void takeBack(long page, int level, Td td) {
    Pamt pamt = state.tables.pamt;
    pamt.release(page, level);
    state.memory.giveBack(page, SecureEpt.size(level));
    td.children -= pages(level);
  }

  static long pages(int level) {
    return SecureEpt.size(level) / AddressRules.PAGE;
  }
}
