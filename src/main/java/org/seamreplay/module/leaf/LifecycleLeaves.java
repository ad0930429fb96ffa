package org.seamreplay.module.leaf;

import org.seamreplay.abi.Features;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.module.profile.Tdmr;
import org.seamreplay.module.state.HandoffData;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Pamt;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.SystemState;

/**
 * The leaves that end a module or take over from another one: SYS.SHUTDOWN, SYS.UPDATE, SYS.DISABLE
 * and the obsolete SYS.LP.SHUTDOWN. Sources: TDX module 1.5.01; SYS.DISABLE: Linux 7.3 caller.
 */
final class LifecycleLeaves {
  /** Bytes of handoff data; the real size depends on tables that are not public. */
  private static final int HANDOFF_SIZE = 4096;

  /** Units of work of SYS.DISABLE, between which it can be interrupted. */
  private static final int DISABLE_STEPS = 4;

  private final ModuleState state;
  private final Interrupts interrupts;
  private int disableSteps;

  LifecycleLeaves(ModuleState state, Interrupts interrupts) {
    this.state = state;
    this.interrupts = interrupts;
  }

  long shutdown(int lp, int version, SeamRegisters r) {
    ModuleProfile.Handoff handoff = state.profile.handoff();
    if (Long.compareUnsigned(r.rcx, handoff.minimum()) < 0
        || Long.compareUnsigned(r.rcx, handoff.nativeVersion()) > 0
        || (handoff.noDowngrade() && r.rcx != handoff.nativeVersion())) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (state.locks.anyGuest()) {
      return Status.SYS_BUSY;
    }
    state.handoff =
        new HandoffData((int) r.rcx, HANDOFF_SIZE, state.tables, state.configuredFeatures);
    state.phase = SystemState.SHUTDOWN;
    return Status.SUCCESS;
  }

  long update(int lp, int version, SeamRegisters r) {
    if (state.phase != SystemState.INIT_DONE || !state.enoughLps()) {
      return Status.SYS_STATE_INCORRECT;
    }
    HandoffData handoff = state.handoff;
    if (handoff == null
        || handoff.version() < state.profile.handoff().minimum()
        || handoff.version() > state.profile.handoff().nativeVersion()) {
      return Status.SYS_INVALID_HANDOFF;
    }
    long features = version > 0 ? r.r9 : 0;
    if ((features & ~state.profile.features()) != 0
        || (version > 0
            && state.profile.choices().updateFeatures() == Choices.UpdateFeatures.SAME
            && features != handoff.features())) {
      state.memory.observer().choice("SYS.UPDATE refuses these features");
      return Status.of(Status.OPERAND_INVALID, Register.R9);
    }
    if (((features >>> Features.QUOTE) & 1) != 0
        && state.profile.choices().largerQuotes() == Choices.LargerQuotes.UPDATE_REFUSED
        && state.extensions.outgrows(handoff.tables())) {
      state.memory.observer().choice("SYS.UPDATE refuses a module with larger quotes");
      return Status.SYS_INVALID_HANDOFF;
    }
    if (version == 0 && handoff.tables().poolPages > 0) {
      state.memory.observer().choice("the pool outlives a SYS.UPDATE without features");
    }
    state.tables = handoff.tables();
    state.handoff = null;
    state.configuredFeatures = features;
    state.poolPagesAtConfig = state.tables.poolPages;
    state.phase = SystemState.READY;
    return Status.SUCCESS;
  }

  /**
   * No source says what the module is afterwards. The model lets it answer nothing, and returns all
   * its pages to the host with undefined content.
   */
  long disable(int lp, int version, SeamRegisters r) {
    for (int done = 1; ++disableSteps < DISABLE_STEPS; done++) {
      if (interrupts.pending(lp, LeafNumber.SYS_DISABLE, done)) {
        state.disabling = true;
        return Status.INTERRUPTED_RESUMABLE;
      }
    }
    state.memory.observer().choice("after SYS.DISABLE no SEAMCALL is answered");
    Pamt pamt = state.tables.pamt;
    for (int i = 0; i < pamt.tdmrs().count(); i++) {
      Tdmr tdmr = pamt.tdmrs().get(i);
      if (tdmr.nextToInitialise() != tdmr.base()) {
        for (int level = Tdmr.LEVEL_4K; level <= Tdmr.LEVEL_1G; level++) {
          state.memory.giveBack(tdmr.pamtBase(level), tdmr.pamtSize(level));
        }
      }
    }
    pamt.forEachAssigned((page, level) -> state.memory.giveBack(page, SecureEpt.size(level)));
    state.disabled = true;
    return Status.SUCCESS;
  }

  long lpShutdown(int lp, int version, SeamRegisters r) {
    return Status.SUCCESS;
  }
}
