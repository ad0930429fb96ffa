package org.seamreplay.abi;

/**
 * The completion statuses that the model returns, without details. Values: status table of TDX
 * module 1.5.01 and later listings; a test compares them with the data file.
 */
public final class Status {
  public static final long SUCCESS = 0;
  public static final long INTERRUPTED_RESUMABLE = 0x8000000300000000L;
  public static final long INVALID_RESUMPTION = 0xC000000600000000L;
  public static final long OPERAND_INVALID = 0xC000010000000000L;
  public static final long OPERAND_ADDR_RANGE_ERROR = 0xC000010100000000L;
  public static final long OPERAND_BUSY = 0x8000020000000000L;
  public static final long SYS_BUSY = 0x8000020200000000L;
  public static final long RND_NO_ENTROPY = 0x8000020300000000L;
  public static final long PAGE_METADATA_INCORRECT = 0xC000030000000000L;
  public static final long TD_ASSOCIATED_PAGES_EXIST = 0xC000040000000000L;
  public static final long SYS_INIT_NOT_PENDING = 0xC000050000000000L;
  public static final long SYS_LP_INIT_NOT_DONE = 0xC000050200000000L;
  public static final long SYS_LP_INIT_DONE = 0xC000050300000000L;
  public static final long SYS_NOT_READY = 0xC000050500000000L;
  public static final long SYS_SHUTDOWN = 0xC000050600000000L;
  public static final long SYS_KEY_CONFIG_NOT_PENDING = 0xC000050700000000L;
  public static final long SYS_STATE_INCORRECT = 0xC000050800000000L;
  public static final long SYS_INVALID_HANDOFF = 0xC000050900000000L;
  public static final long SYS_LP_INIT_NOT_PENDING = 0xC000050B00000000L;
  public static final long SYS_CONFIG_NOT_PENDING = 0xC000050C00000000L;
  public static final long TD_FATAL = 0xE000060400000000L;
  public static final long TDCS_NOT_ALLOCATED = 0xC000060600000000L;
  public static final long LIFECYCLE_STATE_INCORRECT = 0xC000060700000000L;
  public static final long OP_STATE_INCORRECT = 0xC000060800000000L;
  public static final long NO_VCPUS = 0xC000060900000000L;
  public static final long TDCX_NUM_INCORRECT = 0xC000061000000000L;
  public static final long X2APIC_ID_NOT_UNIQUE = 0xC000062100000000L;
  public static final long VCPU_STATE_INCORRECT = 0xC000070000000000L;
  public static final long VCPU_NOT_ASSOCIATED = 0x8000070200000000L;
  public static final long MAX_VCPUS_EXCEEDED = 0xC000070500000000L;
  public static final long TD_KEYS_NOT_CONFIGURED = 0x8000081000000000L;
  public static final long KEY_CONFIGURED = 0x0000081500000000L;
  public static final long WBCACHE_NOT_COMPLETE = 0x8000081700000000L;
  public static final long HKID_NOT_FREE = 0xC000082000000000L;
  public static final long NO_HKID_READY_TO_WBCACHE = 0x0000082100000000L;
  public static final long WBCACHE_RESUME_ERROR = 0xC000082300000000L;
  public static final long FLUSHVP_NOT_DONE = 0x8000082400000000L;
  public static final long NUM_ACTIVATED_HKIDS_NOT_SUPPORTED = 0xC000082500000000L;
  public static final long INCORRECT_CPUID_VALUE = 0xC000090000000000L;
  public static final long LIMIT_CPUID_MAXVAL_SET = 0xC000090100000000L;
  public static final long CPUID_LEAF_NOT_SUPPORTED = 0xC000090800000000L;
  public static final long SMRR_NOT_LOCKED = 0xC000091000000000L;
  public static final long INVALID_SMRR_CONFIGURATION = 0xC000091100000000L;
  public static final long SMRR_OVERLAPS_CMR = 0xC000091200000000L;
  public static final long SMRR_NOT_SUPPORTED = 0xC000091400000000L;
  public static final long SMRR_LOCK_NOT_SUPPORTED = 0xC000091300000000L;
  public static final long INCORRECT_MSR_VALUE = 0xC000092100000000L;
  public static final long INVALID_TDMR = 0xC0000A0000000000L;
  public static final long NON_ORDERED_TDMR = 0xC0000A0100000000L;
  public static final long TDMR_OUTSIDE_CMRS = 0xC0000A0200000000L;
  public static final long TDMR_ALREADY_INITIALIZED = 0x00000A0300000000L;
  public static final long INVALID_PAMT = 0xC0000A1000000000L;
  public static final long PAMT_OUTSIDE_CMRS = 0xC0000A1100000000L;
  public static final long PAMT_OVERLAP = 0xC0000A1200000000L;
  public static final long INVALID_RESERVED_IN_TDMR = 0xC0000A2000000000L;
  public static final long NON_ORDERED_RESERVED_IN_TDMR = 0xC0000A2100000000L;
  public static final long CMR_LIST_INVALID = 0xC0000A2200000000L;
  public static final long EPT_WALK_FAILED = 0xC0000B0000000000L;
  public static final long EPT_ENTRY_NOT_PRESENT = 0xC0000B0300000000L;
  public static final long EPT_ENTRY_STATE_INCORRECT = 0xC0000B0D00000000L;
  public static final long METADATA_FIELD_ID_INCORRECT = 0xC0000C0000000000L;
  public static final long METADATA_FIELD_NOT_READABLE = 0xC0000C0200000000L;
  public static final long METADATA_LIST_OVERFLOW = 0xC0000C0400000000L;
  public static final long METADATA_FIRST_FIELD_ID_IN_CONTEXT = 0x00000C0B00000000L;
  public static final long INVALID_CPUSVN = 0xC000100000000000L;
  public static final long INVALID_REPORTMACSTRUCT = 0xC000100100000000L;
  public static final long GPA_RANGE_ALREADY_BLOCKED = 0x00000B0700000000L;
  public static final long GPA_RANGE_NOT_BLOCKED = 0xC0000B0600000000L;
  public static final long TLB_TRACKING_NOT_DONE = 0xC0000B0800000000L;
  public static final long EPT_INVALID_PROMOTE_CONDITIONS = 0xC0000B0900000000L;
  public static final long PAGE_ALREADY_ACCEPTED = 0x00000B0A00000000L;
  public static final long PAGE_SIZE_MISMATCH = 0xC0000B0B00000000L;
  public static final long EPT_PAGE_NOT_FREE = 0xC0000B0E00000000L;
  public static final long PREVIOUS_TLB_EPOCH_BUSY = 0x8000020100000000L;
  public static final long INTERRUPTED_RESTARTABLE = 0x8000000400000000L;
  public static final long TD_NON_DEBUG = 0xC000060500000000L;
  public static final long METADATA_FIELD_NOT_WRITABLE = 0xC0000C0100000000L;
  public static final long METADATA_FIELD_VALUE_NOT_VALID = 0xC0000C0300000000L;
  public static final long METADATA_WR_MASK_NOT_VALID = 0xC0000C0A00000000L;
  public static final long VCPU_ASSOCIATED = 0x8000070100000000L;
  public static final long NO_VALID_VE_INFO = 0xC000070400000000L;
  public static final long TD_VMCS_FIELD_NOT_INITIALIZED = 0xC000073000000000L;
  public static final long NON_RECOVERABLE_VCPU = 0x4000000100000000L;
  public static final long NON_RECOVERABLE_TD = 0x6000000200000000L;
  public static final long NON_RECOVERABLE_TD_NON_ACCESSIBLE = 0x6000000500000000L;
  public static final long SYS_INCOMPATIBLE_SIGSTRUCT = 0xC000050A00000000L;

  private Status() {}

  /** A status with an operand id, or another number, in bits 31:0. */
  public static long of(long status, int details) {
    return status | (details & 0xFFFFFFFFL);
  }

  /** A status with the register it complains about. */
  public static long of(long status, Register register) {
    return status | register.operandId();
  }
}
