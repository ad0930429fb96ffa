package org.seamreplay.module.leaf;

import java.util.BitSet;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.HkidTable;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Pamt;
import org.seamreplay.module.state.WriteBack;

/**
 * The leaves about physical pages and caches: PHYMEM.PAGE.RDMD, PHYMEM.PAGE.WBINVD and
 * PHYMEM.CACHE.WB (TDX module 1.5.01).
 */
final class PhysicalMemoryLeaves {
  /** Blocks of a cache write-back, between which it can be interrupted. */
  private static final int BLOCKS = 4;

  private final ModuleState state;
  private final Interrupts interrupts;

  PhysicalMemoryLeaves(ModuleState state, Interrupts interrupts) {
    this.state = state;
    this.interrupts = interrupts;
  }

  long readMetadata(int lp, int version, SeamRegisters r) {
    long page = r.rcx;
    clearResults(r);
    if (!state.addresses.page(page)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (!state.tables.pamt.usable(page)) {
      return Status.of(Status.OPERAND_ADDR_RANGE_ERROR, Register.RCX);
    }
    r.rcx = state.tables.pamt.type(page);
    r.rdx = state.tables.pamt.owner(page);
    r.r8 = state.tables.pamt.level(page);
    r.r9 = epoch(page);
    return Status.SUCCESS;
  }

  /** The epoch word of pages that an entry of a secure EPT points to. */
  private long epoch(long page) {
    Pamt pamt = state.tables.pamt;
    int type = pamt.type(page);
    return type == PageType.REG || type == PageType.EPT ? pamt.epoch(page, pamt.level(page)) : 0;
  }

  static void clearResults(SeamRegisters r) {
    r.rcx = 0;
    r.rdx = 0;
    r.r8 = 0;
    r.r9 = 0;
    r.r10 = 0;
    r.r11 = 0;
  }

  long writeBackPage(int lp, int version, SeamRegisters r) {
    if ((r.rcx >>> AddressRules.WIDTH) != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    return state.checkPrivatePage(
        state.addresses.plain(r.rcx), PageType.NDA, OperandId.RCX, Lock.SHARED);
  }

  long writeBackCache(int lp, int version, SeamRegisters r) {
    if (Long.compareUnsigned(r.rcx, 1) > 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    int packageId = state.packageOf(lp);
    WriteBack[] writeBacks = state.tables.writeBacks;
    if (r.rcx == 0) {
      writeBacks[packageId] = null;
      BitSet flushed = state.tables.hkids.inState(HkidTable.State.FLUSHED);
      if (flushed.isEmpty()) {
        return Status.NO_HKID_READY_TO_WBCACHE;
      }
      writeBacks[packageId] = new WriteBack(flushed);
    } else if (writeBacks[packageId] == null) {
      return Status.WBCACHE_RESUME_ERROR;
    }
    WriteBack run = writeBacks[packageId];
    for (int done = 1; run.nextBlock() < BLOCKS; done++) {
      if (interrupts.pending(lp, LeafNumber.PHYMEM_CACHE_WB, done)) {
        return Status.INTERRUPTED_RESUMABLE;
      }
    }
    state.tables.hkids.writtenBack(run.hkids(), packageId);
    writeBacks[packageId] = null;
    return Status.SUCCESS;
  }
}
