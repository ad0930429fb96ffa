package org.seamreplay.module.leaf;

import org.seamreplay.abi.HpaListInfo;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.profile.Defect;
import org.seamreplay.module.state.Extensions;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.PageRun;
import org.seamreplay.module.state.PendingCalls;

/**
 * EXT.MEM.ADD and EXT.INIT. Operands and order of calls: kernel series of May and June 2026. The
 * checks inside the module are not public; those here are choices, marked as such to the observer.
 */
final class ExtensionLeaves {
  private static final long ENTRY = 8;

  private final ModuleState state;
  private final Interrupts interrupts;
  private final PendingCalls pending;

  ExtensionLeaves(ModuleState state, Interrupts interrupts, PendingCalls pending) {
    this.state = state;
    this.interrupts = interrupts;
    this.pending = pending;
  }

  /**
   * Takes pages for the pool. No hidden state: an interrupted call, and a failing one, leave the
   * next entry in RCX.
   */
  long addMemory(int lp, int version, SeamRegisters r) {
    if (!state.extensions.required()) {
      return chosen(Status.SYS_STATE_INCORRECT, "EXT.MEM.ADD: no configured feature needs it");
    }
    if (state.extensions.phase() != Extensions.Phase.OFF && state.extensions.missingPages() == 0) {
      return chosen(Status.SYS_STATE_INCORRECT, "EXT.MEM.ADD: the extensions are initialised");
    }
    long list = HpaListInfo.page(r.rcx);
    if (!HpaListInfo.valid(r.rcx) || !state.isHostPage(list)) {
      return chosen(Status.of(Status.OPERAND_INVALID, Register.RCX), "EXT.MEM.ADD: bad list");
    }
    PageRun taken = new PageRun(state.memory, "extension pool");
    long status = addEntries(lp, r, state.addresses.plain(list), taken);
    taken.end();
    return status;
  }

  private long addEntries(int lp, SeamRegisters r, long list, PageRun taken) {
    long missing = state.extensions.missingPages();
    int last = HpaListInfo.last(r.rcx);
    int done = 0;
    for (int entry = HpaListInfo.first(r.rcx); entry <= last; entry++) {
      long page = state.memory.readEntry(list + ENTRY * entry, "HPA_LIST");
      long status = addPage(page, list, missing - done);
      if (status != Status.SUCCESS) {
        r.rcx = HpaListInfo.withFirst(r.rcx, entry);
        return chosen(status, "EXT.MEM.ADD: pages before a bad one stay taken");
      }
      taken.add(page);
      done++;
      if (entry != last && interrupts.pending(lp, LeafNumber.EXT_MEM_ADD, done)) {
        if (!state.profile.defects().contains(Defect.EXT_MEM_ADD_KEEPS_RCX)) {
          r.rcx = HpaListInfo.withFirst(r.rcx, entry + 1);
        }
        return Status.INTERRUPTED_RESUMABLE;
      }
    }
    r.rcx = HpaListInfo.withFirst(r.rcx, last + 1);
    return Status.SUCCESS;
  }

  private long addPage(long page, long list, long missing) {
    Choices choices = state.profile.choices();
    if (missing <= 0 && choices.surplusPages() == Choices.Surplus.REFUSED) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    int operand =
        choices.poolPageOperand() == Choices.PageOperand.PAGE ? OperandId.PAGE : OperandId.RCX;
    if (page == list) {
      // The list is read while it works, so it has to stay the host's.
      return Status.of(Status.OPERAND_INVALID, operand);
    }
    long status = state.checkPrivatePage(page, PageType.NDA, operand, Lock.EXCLUSIVE);
    if (status == Status.SUCCESS) {
      state.tables.pamt.assign(page, PageType.POOL, 0);
      state.tables.poolPages++;
    }
    return status;
  }

  long init(int lp, int version, SeamRegisters r) {
    Choices choices = state.profile.choices();
    if (!state.extensions.required()) {
      return chosen(
          choices.extensionsNotNeeded() == Choices.NotNeeded.SUCCESS
              ? Status.SUCCESS
              : Status.SYS_STATE_INCORRECT,
          "EXT.INIT: no configured feature needs it");
    }
    if (state.extensions.phase() != Extensions.Phase.OFF) {
      return chosen(
          choices.secondExtensionInit() == Choices.SecondInit.INIT_NOT_PENDING
              ? Status.SYS_INIT_NOT_PENDING
              : Status.SYS_STATE_INCORRECT,
          "EXT.INIT: the extensions are initialised already");
    }
    if (state.extensions.missingPages() > 0) {
      return chosen(Status.SYS_STATE_INCORRECT, "EXT.INIT: pool pages are missing");
    }
    PendingCalls.Call call = pending.enter(lp, LeafNumber.EXT_INIT, 0, r);
    if (call == null) {
      return Status.INVALID_RESUMPTION;
    }
    if (!call.work(lp, state.profile.extensions().initSteps(), interrupts)) {
      return Status.INTERRUPTED_RESUMABLE;
    }
    pending.finish(call);
    state.extensions.enter(Extensions.Phase.INITIALISED);
    state.tables.poolInUse = true;
    return Status.SUCCESS;
  }

  private long chosen(long status, String choice) {
    state.memory.observer().choice(choice);
    return status;
  }
}
