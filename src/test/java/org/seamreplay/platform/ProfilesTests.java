package org.seamreplay.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.platform.MachineProfile.Cpu;
import org.seamreplay.platform.MachineProfile.CpuStart;

/** Machine profiles: those that are shipped, and what is wrong with others. */
class ProfilesTests {
  private static final String GOOD =
      """
      name: m
      cpus: {packages: 2, cores: 3, threads: 2}
      cpuModel: SAPPHIRERAPIDS_X
      features: [VMX]
      memory:
      - {base: 1M, size: 1G}
      cmrs:
      - {base: 1M, size: 1G}
      address: {physicalAddressBits: 52, keyIdBits: 6, mktmeKeyIds: 31, tdxKeyIds: 32}
      seamrr: {base: 2G, size: 64M}
      msrs: {0x480: 1}
      """;

  @TempDir Path dir;

  private MachineProfile load(String from, String to) throws Exception {
    Path file = dir.resolve("m.yaml");
    Files.writeString(file, GOOD.replace(from, to));
    assertThat(Files.readString(file)).contains(to);
    return Profiles.load(file.toString());
  }

  private void refuses(String from, String to, String message) {
    assertThatThrownBy(() -> load(from, to))
        .isInstanceOf(InvalidFile.class)
        .hasMessage(dir.resolve("m.yaml") + ":" + message);
  }

  @Test
  void cpusAreNumberedAsLinuxDoes() throws Exception {
    MachineProfile machine = load("", "");
    assertThat(machine.cpus()).hasSize(12);
    assertThat(machine.cpus().get(0)).isEqualTo(new Cpu(0, 0, 0, 0));
    assertThat(machine.cpus().get(1)).isEqualTo(new Cpu(0, 1, 0, 2));
    assertThat(machine.cpus().get(3)).isEqualTo(new Cpu(1, 0, 1, 8));
    assertThat(machine.cpus().get(6)).isEqualTo(new Cpu(0, 0, 0, 1));
    assertThat(machine.msrs().get(0x87L)).isEqualTo(32L << 32 | 31);
  }

  @Test
  void commandLineKeepsCpusOffline() throws Exception {
    assertThat(starts("threads: 2, maxcpus: 7}"))
        .isEqualTo(
            "ONLINE ONLINE ONLINE ONLINE ONLINE ONLINE ONLINE OFFLINE OFFLINE OFFLINE OFFLINE OFFLINE");
    assertThat(starts("threads: 2, maxcpus: 7, nosmt: true}"))
        .isEqualTo(
            "ONLINE ONLINE ONLINE ONLINE ONLINE ONLINE DISABLED DISABLED DISABLED DISABLED DISABLED DISABLED");
    assertThat(starts("threads: 1, maxcpus: 2}"))
        .isEqualTo("ONLINE ONLINE OFFLINE OFFLINE OFFLINE OFFLINE");
  }

  private String starts(String to) throws Exception {
    return load("threads: 2}", to).cpus().stream()
        .map(cpu -> cpu.start().name())
        .collect(Collectors.joining(" "));
  }

  @Test
  void listedCpusSayHowTheyStart() throws Exception {
    String list =
        "[{package: 0, core: 0, node: 0, x2apicId: 0}, {package: 0, core: 1, node: 0, x2apicId: 2, start: %s}]";
    String expanded = "{packages: 2, cores: 3, threads: 2}";
    assertThat(load(expanded, list.formatted("offline")).cpus().get(1).start())
        .isEqualTo(CpuStart.OFFLINE);
    refuses(
        expanded,
        list.formatted("asleep"),
        "2: cpus[1].start: must be one of online, offline, disabled, not 'asleep'");
    refuses(
        expanded,
        "[{package: 0, core: 0, node: 0, x2apicId: 0, start: offline}]",
        "2: cpus: Linux starts on CPU 0, so that is online");
  }

  @Test
  void memoryThatLinuxCannotMapIsRefused() {
    refuses(
        "- {base: 1M, size: 1G}\ncmrs",
        "- {base: 1M, size: 1G}\n- {base: 0x3FFF_C000_0000, size: 2G}\ncmrs",
        "7: memory[1]: ends above 64 TB, more than Linux maps with four-level paging");
    refuses(
        "physicalAddressBits: 52",
        "physicalAddressBits: 36",
        "6: memory[0]: ends above 2^30, where KeyIDs begin");
  }

  @Test
  void badEntriesAreNamed() {
    refuses(
        "size: 1G}\ncmrs",
        "size: 1000}\ncmrs",
        "6: memory[0]: must be whole 4 KB pages below 2^52");
    refuses(
        "keyIdBits: 6",
        "keyIdBits: 5",
        "9: address: 63 KeyIDs do not fit 5 KeyID bits (KeyID 0 is one of them)");
    refuses(
        "0x480: 1",
        "0x87: 1",
        "11: msrs: MSR 0x87 follows from mktmeKeyIds and tdxKeyIds; leave it out");
    refuses("0x480: 1", "vmx: 1", "11: msrs.vmx: the key must be an MSR number such as 0x480");
    refuses("packages: 2", "packages: 9", "2: cpus.packages: must be between 1 and 8, not 9");
    refuses(
        "name: m",
        "name: m\nspeed: 3",
        "2: speed: unknown key; known are name, cpus, memory, cmrs, address, cpuModel, features, msrs, cpuid, seamrr");
    refuses(
        "msrs: {0x480: 1}",
        "msrs: {0x480: 1}\ncpuid: {seven: {eax: 1}}",
        "12: cpuid.seven: the key must be a CPUID leaf such as 0x1F, or with sub-leaf 0x7.1");
    refuses(
        "msrs: {0x480: 1}",
        "msrs: {0x480: 1}\ncpuid: {0x7.1: {eax: 0x1_0000_0000}}",
        "12: cpuid.0x7.1.eax: a register of CPUID has 32 bits");
    assertThatThrownBy(() -> load("SAPPHIRERAPIDS_X", "PENTIUM"))
        .hasMessageContaining(
            "m.yaml:3: cpuModel: unknown CPU model 'PENTIUM'; known are SAPPHIRERAPIDS_X");
  }

  @Test
  void overlappingMemoryIsRefused() {
    refuses(
        "- {base: 1M, size: 1G}\ncmrs",
        "- {base: 1M, size: 1G}\n- {base: 1G, size: 1G}\ncmrs",
        "7: memory[1]: overlaps the region before it or is not in ascending order");
  }

  @Test
  void unknownNameIsAnsweredWithThoseKnown() {
    assertThatThrownBy(() -> Profiles.load("laptop"))
        .hasMessage(
            "no machine profile 'laptop'; shipped are "
                + String.join(", ", Profiles.SHIPPED)
                + "; or give the path of a YAML file");
    assertThatThrownBy(() -> Profiles.load("no/such.yaml"))
        .hasMessage("no/such.yaml: no such machine profile file");
  }

  @Test
  void shippedMachinesHaveTheirSizes() {
    assertThat(gigabytes("laptop-8g")).isEqualTo(8);
    assertThat(gigabytes("server-512g")).isEqualTo(512);
    assertThat(gigabytes("large-6t")).isEqualTo(6144);
    assertThat(Profiles.load("large-6t").cpus()).hasSize(384);
    assertThat(Profiles.load("large-6t").packages()).isEqualTo(8);
    assertThat(Profiles.load("server-512g").packages()).isEqualTo(2);
    assertThat(Profiles.load("laptop-8g").cpus()).hasSize(4);
  }

  private static long gigabytes(String name) {
    long bytes =
        Profiles.load(name).memory().stream().mapToLong(MachineProfile.MemoryRegion::size).sum();
    return Math.round(bytes / (double) (1L << 30));
  }
}
