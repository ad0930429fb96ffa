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
import org.seamreplay.platform.CpuModel;

/**
 * What TD_PARAMS asks for, checked in the order of TDX module 1.5.01. CPUs have four-level paging:
 * a TD with five levels is refused.
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
    byte[] mrOwnerConfig) {
  static final int SIZE = 1024;
  static final long DEBUG = 1;

  private static final long MIGRATABLE = 1L << 29;
  private static final long PERFMON = 1L << 63;
  private static final long AVX = 1L << 2;
  private static final long AVX512 = 7L << 5;
  private static final long CET = 3L << 11;
  private static final long AMX = 3L << 17;
  private static final int MAX_L2_VMS = 3;
  private static final long GPAW = 1;

  /** Write-back, four levels. */
  private static final long EPTP_FOUR_LEVELS = 6 | (3 << 3);

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
            Arrays.copyOfRange(bytes, 176, 224));
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
        || (~params.configFlags & profile.value("CONFIG_FLAGS_FIXED1")) != 0
        || (params.configFlags & GPAW) != 0) {
      return Checked.wrong(OperandId.EXEC_CONTROLS);
    }
    if (params.eptpControls != EPTP_FOUR_LEVELS) {
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
    if ((bytes[19] & 1) != 0
        && (in.getLong(224) & ~profile.value("IA32_ARCH_CAPABILITIES_CONFIG_MASK")) != 0) {
      return Checked.wrong(OperandId.IA32_ARCH_CAPABILITIES_CONFIG);
    }
    if ((params.attributes & MIGRATABLE) != 0 && params.l2Vms > 0) {
      return Checked.wrong(OperandId.RDX);
    }
    return new Checked(Status.SUCCESS, 0, Optional.of(params));
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
    long signature =
        CpuModel.all().stream()
            .filter(model -> model.name().equals(state.machine.profile().cpuModel()))
            .mapToInt(CpuModel::cpuidSignature)
            .findFirst()
            .orElse(0);
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
      long model = values[0] & SIGNATURE;
      if (config.leaf() == 1 && model != 0 && model != (signature & SIGNATURE)) {
        return Checked.wrongCpuid(config);
      }
      boolean hle = (values[1] & (1 << 4)) != 0;
      boolean rtm = (values[1] & (1 << 11)) != 0;
      if (config.leaf() == 7 && config.subleaf() == 0 && hle != rtm) {
        return Checked.wrongCpuid(config);
      }
    }
    return null;
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
