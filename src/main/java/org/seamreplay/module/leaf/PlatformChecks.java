package org.seamreplay.module.leaf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.platform.CpuidLeaf;
import org.seamreplay.platform.CpuidRegister;

/**
 * What SYS.INIT looks at before it accepts the platform, in the order of TDX module 1.5.01. An MSR,
 * or a register of a CPUID leaf, that the machine profile does not list counts as right. The leaves
 * of topology and caches always suit.
 */
final class PlatformChecks {
  private static final int XAPIC_DISABLE_STATUS = 0xBD;
  private static final int TSX_CTRL = 0x122;
  private static final int MISC_ENABLE = 0x1A0;
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
  private static final long TSX_DISABLED = 3;
  private static final long LIMIT_CPUID_MAXVAL = 1L << 22;
  private static final long TME_LOCKED_AND_ENABLED = 3;

  /** The highest leaf, basic and extended, that there must be at least. */
  private static final long BASIC = 0x1F;

  private static final long EXTENDED = 0x8000_0008L;
  private static final int MAX_HKIDS = 2048;

  private final ModuleState state;
  private final Map<Long, Long> msrs;
  private final List<CpuidLeaf> cpuid;

  PlatformChecks(ModuleState state) {
    this.state = state;
    this.msrs = state.machine.profile().msrs();
    this.cpuid = state.machine.profile().cpuid();
  }

  /** The status; {@code r} gets the details of one that has some. */
  long check(SeamRegisters r) {
    if (clear(XAPIC_DISABLE_STATUS, 1)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, XAPIC_DISABLE_STATUS);
    }
    // Refused by the modules that users have (TDX module 1.0 and reports of 0xC000092100000122).
    // The
    // source of 1.5.01 hides TSX_CPUID_CLEAR while it reads CPUID.
    if ((msr(TSX_CTRL, 0) & TSX_DISABLED) != 0) {
      return Status.of(Status.INCORRECT_MSR_VALUE, TSX_CTRL);
    }
    if (clear(MISC_PACKAGE_CTLS, 1)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, MISC_PACKAGE_CTLS);
    }
    if (clear(PERF_CAPABILITIES, FULL_WIDTH_WRITES)) {
      return Status.of(Status.INCORRECT_MSR_VALUE, PERF_CAPABILITIES);
    }
    long status = checkCpuid(r);
    if (status != Status.SUCCESS) {
      return status;
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

  private long checkCpuid(SeamRegisters r) {
    if ((msr(MISC_ENABLE, 0) & LIMIT_CPUID_MAXVAL) != 0) {
      return Status.LIMIT_CPUID_MAXVAL_SET;
    }
    if (highestLeaf(0, BASIC) < BASIC) {
      return Status.of(Status.CPUID_LEAF_NOT_SUPPORTED, (int) BASIC);
    }
    if (highestLeaf(0x8000_0000L, EXTENDED) < EXTENDED) {
      return Status.of(Status.CPUID_LEAF_NOT_SUPPORTED, (int) EXTENDED);
    }
    Optional<CpuidRule> broken =
        CpuidRule.all().stream()
            .filter(rule -> cpuid.stream().anyMatch(rule::brokenBy))
            .findFirst();
    broken.ifPresent(rule -> rule.explain(r));
    return broken.isPresent() ? Status.INCORRECT_CPUID_VALUE : Status.SUCCESS;
  }

  private long highestLeaf(long first, long otherwise) {
    return cpuid.stream()
        .filter(leaf -> leaf.leaf() == first)
        .map(leaf -> leaf.values().getOrDefault(CpuidRegister.EAX, otherwise))
        .findFirst()
        .orElse(otherwise);
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
