package org.seamreplay.platform;

/** Machines for tests, each the same but for its CPUs, its memory or what else a test says. */
public final class TestMachines {
  private static final String CPUS = "{packages: 2, cores: 1, threads: 1}";
  private static final String MEMORY = "{base: 1M, size: 64G}";

  private static final String MACHINE =
      """
      name: test
      cpus: %s
      cpuModel: GRANITERAPIDS_X
      features: [VMX, XSAVE, MOVDIR64B, SELFSNOOP, CLFLUSH, TME]
      memory: [%s]
      cmrs: [{base: 0x10_0000, size: 0x3FFF_FFF0_0000}]
      address: {physicalAddressBits: 52, keyIdBits: 6, mktmeKeyIds: 31, tdxKeyIds: 32}
      seamrr: {base: 0xC000_0000, size: 0x400_0000}
      msrs: {0xCF: 0x20, 0x480: 0x10DA_0400_0000_0013}
      cpuid: {%s}
      """;

  private TestMachines() {}

  /** A machine with two CPUs in two packages and these regions of memory, separated by commas. */
  public static MachineProfile withMemory(String regions) {
    return read(CPUS, regions, "");
  }

  /** A machine with these CPUs and 64 GB. */
  public static MachineProfile withCpus(String cpus) {
    return read(cpus, MEMORY, "");
  }

  /** A machine with two CPUs and 64 GB on which these CPUID leaves are not as usual. */
  public static MachineProfile withCpuid(String leaves) {
    return read(CPUS, MEMORY, leaves);
  }

  private static MachineProfile read(String cpus, String memory, String cpuid) {
    return Profiles.read(YamlNode.parse("test.yaml", MACHINE.formatted(cpus, memory, cpuid)));
  }
}
