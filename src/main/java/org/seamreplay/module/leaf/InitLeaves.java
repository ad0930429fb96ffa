package org.seamreplay.module.leaf;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.abi.MemoryLayouts;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.Tdmr;
import org.seamreplay.module.state.HkidTable.State;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Pamt;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.module.state.TdmrTable;

/**
 * The leaves that bring the module up: SYS.INIT, SYS.LP.INIT, SYS.CONFIG, SYS.KEY.CONFIG and
 * SYS.TDMR.INIT. Order of checks: TDX module 1.5.01; version 1 of SYS.CONFIG: kernel series of May
 * and June 2026, with a check that the model chose.
 */
final class InitLeaves {
  private static final int MAX_TDMRS = 64;
  private static final int POINTER_ARRAY = 512;
  private static final int TDMR_INFO_ALIGN = 512;

  private final ModuleState state;

  InitLeaves(ModuleState state) {
    this.state = state;
  }

  long init(int lp, int version, SeamRegisters r) {
    long attributes = r.rcx;
    r.rcx = 0;
    r.rdx = 0;
    r.r8 = 0;
    r.r9 = 0;
    r.r10 = 0;
    if (attributes != 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (state.phase != SystemState.INIT_PENDING) {
      return Status.SYS_INIT_NOT_PENDING;
    }
    state.attributes = attributes;
    long status = new PlatformChecks(state).check(r);
    if (status == Status.SUCCESS) {
      state.phase = SystemState.INIT_DONE;
    }
    return status;
  }

  long lpInit(int lp, int version, SeamRegisters r) {
    r.rcx = 0;
    r.rdx = 0;
    r.r8 = 0;
    if (state.phase != SystemState.INIT_DONE) {
      return Status.SYS_LP_INIT_NOT_PENDING;
    }
    if (state.initialisedLps.get(lp)) {
      return Status.SYS_LP_INIT_DONE;
    }
    // All LPs of a machine profile are alike, so comparing them with the first finds nothing.
    state.initialisedLps.set(lp);
    return Status.SUCCESS;
  }

  long config(int lp, int version, SeamRegisters r) {
    if (state.phase != SystemState.INIT_DONE || !state.enoughLps()) {
      return Status.SYS_CONFIG_NOT_PENDING;
    }
    if (!state.addresses.shared(r.rcx, POINTER_ARRAY)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (Long.compareUnsigned(r.rdx - 1, maxTdmrs()) >= 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    if ((r.r8 >>> 16) != 0 || !state.addresses.privateHkid((int) r.r8)) {
      return Status.of(Status.OPERAND_INVALID, Register.R8);
    }
    if (version > 0 && (r.r9 & ~state.profile.features()) != 0) {
      state
          .memory
          .observer()
          .choice("SYS.CONFIG refuses features that TDX_FEATURES0 does not have");
      return Status.of(Status.OPERAND_INVALID, Register.R9);
    }
    // From here on the KeyID stays reserved, even if a TDMR is refused (TDX module 1.5.01).
    state.tables.globalHkid = (int) r.r8;
    state.tables.hkids.set((int) r.r8, State.RESERVED);
    List<Tdmr> tdmrs = new ArrayList<>();
    long status = readTdmrs(state.addresses.plain(r.rcx), (int) r.rdx, tdmrs);
    if (status == Status.SUCCESS) {
      state.tables.pamt = new Pamt(new TdmrTable(tdmrs));
      state.tables.keyedPackages = 0;
      state.configuredFeatures = version > 0 ? r.r9 : 0;
      state.phase = SystemState.CONFIG_DONE;
    }
    return status;
  }

  private long maxTdmrs() {
    return Math.min(MAX_TDMRS, state.profile.value("MAX_TDMRS"));
  }

  private long readTdmrs(long array, int count, List<Tdmr> tdmrs) {
    long[] entrySize = {
      state.profile.value("PAMT_4K_ENTRY_SIZE"),
      state.profile.value("PAMT_2M_ENTRY_SIZE"),
      state.profile.value("PAMT_1G_ENTRY_SIZE")
    };
    TdmrRules rules = new TdmrRules(state.addresses, state.cmrs, entrySize);
    int areas = (int) Math.min(16, state.profile.value("MAX_RESERVED_PER_TDMR"));
    for (int i = 0; i < count; i++) {
      long info = state.memory.readEntry(array + 8L * i, "TDMR_INFO_PA");
      if (!state.addresses.shared(info, TDMR_INFO_ALIGN)) {
        return Status.of(Status.OPERAND_INVALID, Register.RCX);
      }
      byte[] bytes = state.memory.read(state.addresses.plain(info), MemoryLayouts.TDMR_INFO);
      Tdmr tdmr = new Tdmr(Bytes.words(bytes), areas);
      long status = rules.check(tdmr, tdmrs);
      if (status != Status.SUCCESS) {
        return status;
      }
      tdmrs.add(tdmr);
    }
    return Status.SUCCESS;
  }

  long keyConfig(int lp, int version, SeamRegisters r) {
    if (state.phase != SystemState.CONFIG_DONE) {
      return Status.SYS_KEY_CONFIG_NOT_PENDING;
    }
    long bit = 1L << state.packageOf(lp);
    if ((state.tables.keyedPackages & bit) != 0) {
      return Status.KEY_CONFIGURED;
    }
    state.tables.keyedPackages |= bit;
    if (state.tables.keyedPackages == state.allPackages()) {
      state.phase = SystemState.READY;
    }
    return Status.SUCCESS;
  }

  long tdmrInit(int lp, int version, SeamRegisters r) {
    r.rdx = 0;
    long base = r.rcx;
    if ((base & (Tdmr.GIGABYTE - 1)) != 0 || !state.addresses.plainAndInRange(base)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    Tdmr tdmr = state.tables.pamt.tdmrs().startingAt(base);
    if (tdmr == null) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (tdmr.complete()) {
      return Status.TDMR_ALREADY_INITIALIZED;
    }
    long next = tdmr.nextToInitialise();
    if (next == base) {
      takePamts(tdmr);
    }
    next += state.profile.tdmrInitSlice();
    tdmr.initialisedUpTo(next);
    r.rdx = next & -Tdmr.GIGABYTE;
    return Status.SUCCESS;
  }

  /** From the first slice on PAMT is memory of the module, under the global key. */
  private void takePamts(Tdmr tdmr) {
    state.memory.take(tdmr.pamtBase(Tdmr.LEVEL_4K), tdmr.pamtSize(Tdmr.LEVEL_4K), "PAMT_4K");
    state.memory.take(tdmr.pamtBase(Tdmr.LEVEL_2M), tdmr.pamtSize(Tdmr.LEVEL_2M), "PAMT_2M");
    state.memory.take(tdmr.pamtBase(Tdmr.LEVEL_1G), tdmr.pamtSize(Tdmr.LEVEL_1G), "PAMT_1G");
  }
}
