package org.seamreplay.module.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.CpuidConfig;
import org.seamreplay.module.profile.ModuleProfile;

/**
 * What TD_PARAMS asks for, checked in the order of TDX module 1.5.01.
 *
 * @param attributes ATTRIBUTES
 * @param xfam XFAM
 * @param maxVcpus most VCPUs
 * @param l2Vms number of nested VMs
 * @param eptpControls EPTP_CONTROLS
 * @param configFlags CONFIG_FLAGS
 * @param tscFrequency in units of 25 MHz
 * @param mrConfigId MRCONFIGID, 48 bytes
 * @param mrOwner MROWNER, 48 bytes
 * @param mrOwnerConfig MROWNERCONFIG, 48 bytes
 * @param model family, model and stepping that it claims; 0 for the CPU's own
 */
public record TdParams(
    long attributes,
    long xfam,
    int maxVcpus,
    int l2Vms,
    long eptpControls,
    long configFlags,
    int tscFrequency,
    byte[] mrConfigId,
    byte[] mrOwner,
    byte[] mrOwnerConfig,
    int model) {
  static final int SIZE = 1024;
  static final long DEBUG = 1;

  /** CONFIG_FLAGS: RBP stays the host's. */
  public static final long NO_RBP_MOD = 1 << 2;

  /** ATTRIBUTES: no #VE on pending pages. */
  private static final long SEPT_VE_DISABLE = 1L << 28;

  private static final long MIGRATABLE = 1L << 29;
  private static final long PERFMON = 1L << 63;
  private static final long AVX = 1L << 2;
  private static final long AVX512 = 7L << 5;
  private static final long CET = 3L << 11;
  private static final long AMX = 3L << 17;
  private static final int MAX_L2_VMS = 3;
  private static final long GPAW = 1;

  /** Write-back, four levels, and with five. */
  private static final long EPTP_FOUR_LEVELS = 6 | (3 << 3);

  private static final long EPTP_FIVE_LEVELS = 6 | (4 << 3);

  /** Physical address bits from which on five levels make sense. */
  private static final int FOUR_LEVEL_BITS = 48;

  /** TSX_CTRL in IA32_ARCH_CAPABILITIES: TSX can be switched. */
  private static final long TSX_CTRL = 1L << 7;

  private static final int ARCH_CAPABILITIES = 0x10A;
  private static final int STEPPING = 0xF;

  /** What a TD may override of IA32_ARCH_CAPABILITIES: SSB_NO, RRSBA, BHI_NO, PBRSB_NO. */
  private static final long ARCH_CAPABILITIES_CONFIG = 1L << 4 | 1L << 19 | 1L << 20 | 1L << 24;

  private static final int CPUID_TABLE = 256;
  private static final long SIGNATURE = 0x0FFF3FFF;

  /**
   * The outcome of the checks.
   *
   * @param status SUCCESS, or what is wrong
   * @param detail what RCX shows
   * @param params empty if something is wrong
   */
  public record Checked(long status, long detail, Optional<TdParams> params) {
    private static Checked wrong(int operand) {
      return new Checked(Status.of(Status.OPERAND_INVALID, operand), 0, Optional.empty());
    }

    private static Checked wrongCpuid(CpuidConfig config) {
      return new Checked(
          Status.of(Status.OPERAND_INVALID, OperandId.CPUID_CONFIG), config.id(), Optional.empty());
    }
  }

  /**
   * Checks a TD_PARAMS.
   *
   * @param bytes the structure
   * @param tdcsPages pages that the TD has
   */
  public static Checked check(byte[] bytes, ModuleState state, int tdcsPages) {
    ModuleProfile profile = state.profile;
    ByteBuffer in = Bytes.of(bytes);
    TdParams params =
        new TdParams(
            in.getLong(0),
            in.getLong(8),
            in.getShort(16) & 0xFFFF,
            in.get(18) & 0xFF,
            in.getLong(24),
            in.getLong(32),
            in.getShort(40) & 0xFFFF,
            Arrays.copyOfRange(bytes, 80, 128),
            Arrays.copyOfRange(bytes, 128, 176),
            Arrays.copyOfRange(bytes, 176, 224),
            in.getInt(CPUID_TABLE));
    if (!params.attributesValid(profile)) {
      return Checked.wrong(OperandId.ATTRIBUTES);
    }
    if (!params.xfamValid(profile)) {
      return Checked.wrong(OperandId.XFAM);
    }
    if (params.maxVcpus == 0 || params.tooManyVcpus(profile)) {
      return Checked.wrong(OperandId.MAX_VCPUS);
    }
    if (params.l2Vms > MAX_L2_VMS) {
      return Checked.wrong(OperandId.NUM_L2_VMS);
    }
    if (tdcsPages < profile.value("TDCS_BASE_SIZE") / AddressRules.PAGE + params.l2Vms) {
      return new Checked(Status.TDCS_NOT_ALLOCATED, 0, Optional.empty());
    }
    if (!zero(bytes, 20, 24)) {
      return Checked.wrong(OperandId.RDX);
    }
    if ((params.configFlags & ~profile.value("CONFIG_FLAGS_FIXED0")) != 0
        || (~params.configFlags & profile.value("CONFIG_FLAGS_FIXED1")) != 0) {
      return Checked.wrong(OperandId.EXEC_CONTROLS);
    }
    if (!params.eptpValid(state)) {
      return Checked.wrong(OperandId.EPTP_CONTROLS);
    }
    if (params.tscFrequency < 4 || params.tscFrequency > 400) {
      return Checked.wrong(OperandId.TSC_FREQUENCY);
    }
    if (!zero(bytes, 42, 80) || (bytes[19] & ~1) != 0 || !zero(bytes, 232, 256)) {
      return Checked.wrong(OperandId.RDX);
    }
    Checked cpuid = params.checkCpuid(in, state);
    if (cpuid != null) {
      return cpuid;
    }
    if (!zero(bytes, CPUID_TABLE + 16 * profile.cpuidConfig().size(), SIZE)) {
      return Checked.wrong(OperandId.RDX);
    }
    long archCapabilities = in.getLong(224);
    if ((archCapabilities & ~((bytes[19] & 1) != 0 ? ARCH_CAPABILITIES_CONFIG : 0)) != 0) {
      return Checked.wrong(OperandId.IA32_ARCH_CAPABILITIES_CONFIG);
    }
    if ((params.attributes & MIGRATABLE) != 0 && params.l2Vms > 0) {
      return Checked.wrong(OperandId.RDX);
    }
    return new Checked(Status.SUCCESS, 0, Optional.of(params));
  }

  /** What CPUID leaf 1 shows the guest in EAX. */
  public long signature(ModuleState state) {
    return model != 0 ? model & 0xFFFFFFFFL : state.cpuSignature();
  }

  /** Whether accesses to pending pages give no #VE from the beginning. */
  public boolean septVeDisable() {
    return (attributes & SEPT_VE_DISABLE) != 0;
  }

  /** Number of GPA bits, the shared bit included. */
  public int gpaBits() {
    return (configFlags & GPAW) != 0 ? 52 : 48;
  }

  /** Whether a GPA is private: no shared bit, nothing above it. */
  public boolean privateGpa(long gpa) {
    return (gpa >>> (gpaBits() - 1)) == 0;
  }

  /** Level of the entries in the root of the secure EPT: 3 or 4. */
  public int rootLevel() {
    return (int) (eptpControls >>> 3) & 7;
  }

  /** Five levels need a CPU with more address bits than four can map, and GPAW needs five. */
  private boolean eptpValid(ModuleState state) {
    if (eptpControls == EPTP_FIVE_LEVELS) {
      return state.machine.profile().physicalAddressBits() > FOUR_LEVEL_BITS;
    }
    return eptpControls == EPTP_FOUR_LEVELS && (configFlags & GPAW) == 0;
  }

  private boolean attributesValid(ModuleProfile profile) {
    return (attributes & ~profile.value("ATTRIBUTES_FIXED0")) == 0
        && (~attributes & profile.value("ATTRIBUTES_FIXED1")) == 0
        && ((attributes & MIGRATABLE) == 0 || (attributes & (DEBUG | PERFMON)) == 0);
  }

  private boolean xfamValid(ModuleProfile profile) {
    boolean avx512 = (xfam & AVX512) == 0 || (xfam & (AVX512 | AVX)) == (AVX512 | AVX);
    boolean cet = (xfam & CET) == 0 || (xfam & CET) == CET;
    boolean amx = (xfam & AMX) == 0 || (xfam & AMX) == AMX;
    return (xfam & ~profile.value("XFAM_FIXED0")) == 0
        && (~xfam & profile.value("XFAM_FIXED1")) == 0
        && avx512
        && cet
        && amx;
  }

  /** A module with MAX_VCPUS_PER_TD refuses more; how 1.5.01 limits them is not described. */
  private boolean tooManyVcpus(ModuleProfile profile) {
    return profile.optionalFields().contains("MAX_VCPUS_PER_TD")
        && maxVcpus > profile.value("MAX_VCPUS_PER_TD");
  }

  private Checked checkCpuid(ByteBuffer in, ModuleState state) {
    List<CpuidConfig> configs = state.profile.cpuidConfig();
    for (int i = 0; i < configs.size(); i++) {
      CpuidConfig config = configs.get(i);
      int[] values = new int[4];
      for (int register = 0; register < 4; register++) {
        values[register] = in.getInt(CPUID_TABLE + 16 * i + 4 * register);
        int allowed = config.configurable().get(register) | config.allowable().get(register);
        if ((values[register] & ~allowed) != 0) {
          return Checked.wrongCpuid(config);
        }
      }
      if (config.leaf() == 1 && !modelAllowed(values[0] & SIGNATURE, state)) {
        return Checked.wrongCpuid(config);
      }
      if (config.leaf() == 7 && config.subleaf() == 0) {
        Checked wrong = checkTsx(values[1], state);
        if (wrong != null) {
          return wrong;
        }
      }
    }
    return null;
  }

  /** HLE and RTM go together, and need TSX_CTRL. */
  private static Checked checkTsx(int features, ModuleState state) {
    boolean hle = (features & (1 << 4)) != 0;
    boolean rtm = (features & (1 << 11)) != 0;
    if (hle != rtm) {
      return Checked.wrong(OperandId.CPUID_CONFIG);
    }
    long capabilities =
        state.machine.profile().msrs().getOrDefault((long) ARCH_CAPABILITIES, TSX_CTRL);
    return hle && (capabilities & TSX_CTRL) == 0
        ? new Checked(Status.of(Status.INCORRECT_MSR_VALUE, ARCH_CAPABILITIES), 0, Optional.empty())
        : null;
  }

  /**
   * Family, model and stepping: none for the CPU's own. A TD that can migrate may have those of
   * older CPUs, with steppings up to the listed one.
   */
  private boolean modelAllowed(long model, ModuleState state) {
    long own = state.cpuSignature() & SIGNATURE;
    if (model == 0 || model == own) {
      return true;
    }
    if ((attributes & MIGRATABLE) == 0) {
      return false;
    }
    for (long allowed : state.allowedModels()) {
      if ((model & ~STEPPING) == (allowed & SIGNATURE & ~STEPPING)
          && (model & STEPPING) <= (allowed & STEPPING)) {
        return true;
      }
    }
    return false;
  }

  private static boolean zero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
