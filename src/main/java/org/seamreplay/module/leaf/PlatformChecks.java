package org.seamreplay.module.leaf;

import java.util.Map;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.ModuleState;

/**
 * What SYS.INIT looks at before it accepts the platform, in the order of TDX module 1.5.01. An MSR
 * that the machine profile does not list counts as right. CPUID is not modelled: it always suits.
 */
final class PlatformChecks {
  private static final int XAPIC_DISABLE_STATUS = 0xBD;
  private static final int MISC_PACKAGE_CTLS = 0xBC;
  private static final int PERF_CAPABILITIES = 0x345;
  private static final int TME_CAPABILITY = 0x981;
  private static final int TME_ACTIVATE = 0x982;
  private static final int WBINVDP = 0x98;
  private static final int WBNOINVDP = 0x99;
  private static final int MTRRCAP = 0xFE;
  private static final int SMRR_BASE = 0x1F2;
  private static final int SMRR_MASK = 0x1F3;
  private static final long FULL_WIDTH_WRITES = 1L << 13;
  private static final long TME_LOCKED_AND_ENABLED = 3;
  private static final int MAX_HKIDS = 2048;

  private final ModuleState state;
  private final Map<Long, Long> msrs;

  PlatformChecks(ModuleState state) {
    this.state = state;
    this.msrs = state.machine.profile().msrs();
  }

  long check() {
    if (clear(XAPIC_DISABLE_STATUS, 1)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, XAPIC_DISABLE_STATUS);
    }
    if (clear(MISC_PACKAGE_CTLS, 1)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, MISC_PACKAGE_CTLS);
    }
    if (clear(PERF_CAPABILITIES, FULL_WIDTH_WRITES)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, PERF_CAPABILITIES);
    }
    if (clear(TME_ACTIVATE, TME_LOCKED_AND_ENABLED)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, TME_ACTIVATE);
    }
    if (clear(TME_CAPABILITY, 1)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, TME_CAPABILITY);
    }
    if (state.machine.profile().mktmeKeyIds() + state.machine.profile().tdxKeyIds() >= MAX_HKIDS) {
      return Status.of(Status.NUM_ACTIVATED_HKIDS_NOT_SUPPORTED, MAX_HKIDS);
    }
    if (msr(WBINVDP, 0) != msr(WBNOINVDP, 0)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, WBNOINVDP);
    }
    if (!state.cmrs.valid(state.addresses)) {
      return Status.CMR_LIST_INVALID;
    }
    return checkSmrr();
  }

  /** SMRR keeps SMM memory from everybody: it must be locked and outside of what can be private. */
  private long checkSmrr() {
    if (clear(MTRRCAP, 1 << 11)) {
      return Status.SMRR_NOT_SUPPORTED;
    }
    if (clear(MTRRCAP, 1 << 14)) {
      return Status.SMRR_LOCK_NOT_SUPPORTED;
    }
    if (clear(SMRR_MASK, 1 << 10)) {
      return Status.SMRR_NOT_LOCKED;
    }
    if (clear(SMRR_MASK, 1 << 11)) {
      return Status.INVALID_SMRR_CONFIGURATION;
    }
    long mask = msr(SMRR_MASK, 0) & 0xFFFFF000L;
    long base = msr(SMRR_BASE, 0) & mask;
    if (mask != 0) {
      int cmr = state.cmrs.overlapping(base, Long.lowestOneBit(mask));
      if (cmr >= 0) {
        return Status.of(Status.SMRR_OVERLAPS_CMR, cmr << 8);
      }
    }
    return Status.SUCCESS;
  }

  private boolean clear(int msr, long bits) {
    return (msr(msr, bits) & bits) != bits;
  }

  private long msr(int msr, long otherwise) {
    return msrs.getOrDefault((long) msr, otherwise);
  }
}
