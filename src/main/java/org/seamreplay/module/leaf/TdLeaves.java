package org.seamreplay.module.leaf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.MemoryLayouts;
import org.seamreplay.abi.OpState;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.HkidTable.State;
import org.seamreplay.module.state.Lifecycle;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.TdParams;

/** MNG.CREATE, MNG.KEY.CONFIG, MNG.ADDCX, MNG.INIT and MR.FINALIZE (TDX module 1.5.01). */
final class TdLeaves {
  private static final int MAX_TDCS_PAGES = 9;
  private static final int PARAMS_ALIGN = 1024;
  private static final int UUID_SIZE = 32;

  private final ModuleState state;
  private final TdChecks checks;

  TdLeaves(ModuleState state, TdChecks checks) {
    this.state = state;
    this.checks = checks;
  }

  long create(int lp, int version, SeamRegisters r) {
    if ((r.rdx >>> 16) != 0 || !state.addresses.privateHkid((int) r.rdx)) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    int hkid = (int) r.rdx;
    long status = state.checkPrivatePage(r.rcx, PageType.NDA, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    if (state.tables.hkids.state(hkid) != State.FREE) {
      return Status.HKID_NOT_FREE;
    }
    state.tables.hkids.set(hkid, State.ASSIGNED);
    state.tables.pamt.assign(r.rcx, PageType.TDR, 0);
    state.memory.take(r.rcx, AddressRules.PAGE, "TDR");
    state.memory.writePrivate(r.rcx, new byte[(int) AddressRules.PAGE]);
    byte[] uuid = uuid(++state.tables.createdTds);
    state.tables.tds.put(r.rcx, new Td(r.rcx, hkid, uuid, state.profile.attestation().teeTcbSvn()));
    return Status.SUCCESS;
  }

  /** Stands for a random number; equal runs give equal UUIDs. */
  private byte[] uuid(int number) {
    byte[] seed = state.profile.attestation().seed();
    byte[] input = Arrays.copyOf(seed, seed.length + 8);
    Bytes.of(input).putLong(seed.length, number);
    byte[] label = "TD UUID".getBytes(StandardCharsets.US_ASCII);
    var digest = Measurements.sha384();
    digest.update(label);
    return Arrays.copyOf(digest.digest(input), UUID_SIZE);
  }

  long keyConfig(int lp, int version, SeamRegisters r) {
    long status = checks.tdr(r.rcx, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rcx);
    if (td.fatal) {
      return Status.TD_FATAL;
    }
    if (td.lifecycle != Lifecycle.HKID_ASSIGNED) {
      return Status.LIFECYCLE_STATE_INCORRECT;
    }
    long bit = 1L << state.packageOf(lp);
    if ((td.keyedPackages & bit) != 0) {
      return Status.KEY_CONFIGURED;
    }
    td.keyedPackages |= bit;
    if (td.keyedPackages == state.tables.keyedPackages) {
      td.lifecycle = Lifecycle.KEYS_CONFIGURED;
    }
    return Status.SUCCESS;
  }

  long addPage(int lp, int version, SeamRegisters r) {
    long status = checks.tdr(r.rdx, OperandId.RDX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rdx);
    if (td.fatal) {
      return Status.TD_FATAL;
    }
    if (td.lifecycle != Lifecycle.KEYS_CONFIGURED) {
      return Status.TD_KEYS_NOT_CONFIGURED;
    }
    if (td.tdcsPages.size() >= MAX_TDCS_PAGES) {
      return Status.TDCX_NUM_INCORRECT;
    }
    status = state.checkPrivatePage(r.rcx, PageType.NDA, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    if (td.tdcsPages.size() >= checks.tdcsBasePages() && td.opState != OpState.UNINITIALIZED) {
      // The page was filled before this check: it stays the host's, but its content is gone.
      state.memory.overwrite(r.rcx);
      return Status.OP_STATE_INCORRECT;
    }
    td.tdcsPages.add(r.rcx);
    checks.give(r.rcx, PageType.TDCX, td);
    return Status.SUCCESS;
  }

  long init(int lp, int version, SeamRegisters r) {
    long tdr = r.rcx;
    r.rcx = 0;
    long status = checks.tdr(tdr, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(tdr);
    status = checks.tdState(td, LeafNumber.MNG_INIT);
    if (status != Status.SUCCESS) {
      return status;
    }
    if (!state.addresses.shared(r.rdx, PARAMS_ALIGN)) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    byte[] params = state.memory.read(state.addresses.plain(r.rdx), MemoryLayouts.TD_PARAMS);
    TdParams.Checked checked = TdParams.check(params, state, td.tdcsPages.size());
    r.rcx = checked.detail();
    if (checked.params().isEmpty()) {
      return checked.status();
    }
    td.params = checked.params().get();
    td.measurements = new Measurements();
    td.sept = new SecureEpt(td.params.rootLevel());
    td.controls = td.params.septVeDisable() ? 1 : 0;
    td.opState = OpState.INITIALIZED;
    return Status.SUCCESS;
  }

  long finalizeMeasurement(int lp, int version, SeamRegisters r) {
    long status = checks.tdr(r.rcx, OperandId.RCX, Lock.EXCLUSIVE);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rcx);
    status = checks.tdState(td, LeafNumber.MR_FINALIZE);
    if (status != Status.SUCCESS) {
      return status;
    }
    if (td.vcpus.isEmpty()) {
      return Status.NO_VCPUS;
    }
    td.measurements.finish();
    td.opState = OpState.RUNNABLE;
    return Status.SUCCESS;
  }
}
