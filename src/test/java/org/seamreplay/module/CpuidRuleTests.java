package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.TestMachines;
import org.seamreplay.platform.YamlNode;

/** What SYS.INIT answers to CPUs that show something else than it wants. */
class CpuidRuleTests {
  private static String init(MachineProfile machine) {
    return init(new TestHost(machine, "tdx-1.5.01"));
  }

  private static String init(TestHost host) {
    return host.name(host.call(LeafNumber.SYS_INIT));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          '' ; TDX_SUCCESS
          0x0: {eax: 0x1F} ; TDX_SUCCESS
          0x0: {eax: 0x1E} ; TDX_CPUID_LEAF_NOT_SUPPORTED|0x1F
          0x80000000: {eax: 0x80000007} ; TDX_CPUID_LEAF_NOT_SUPPORTED|0x80000008
          0x1: {edx: 0x1FA9FBFF} ; TDX_SUCCESS
          0x1: {edx: 0xFFFFFFFF} ; TDX_SUCCESS
          0x1: {edx: 0x0} ; TDX_INCORRECT_CPUID_VALUE
          0x7: {eax: 1} ; TDX_INCORRECT_CPUID_VALUE
          0x7.0: {eax: 2} ; TDX_SUCCESS
          0x7.1: {eax: 0} ; TDX_SUCCESS
          0x7.2: {edx: 0x16} ; TDX_INCORRECT_CPUID_VALUE
          0x80000007: {edx: 0} ; TDX_INCORRECT_CPUID_VALUE
          """)
  void statusSaysWhatIsWrong(String leaves, String status) {
    assertThat(init(TestMachines.withCpuid(leaves))).isEqualTo(status);
  }

  @Test
  void registersSayWhichLeafAndWhatWasExpected() {
    TestHost host = new TestHost(TestMachines.withCpuid("0x4.3: {ebx: 0}"), "tdx-1.5.01");
    assertThat(init(host)).isEqualTo("TDX_INCORRECT_CPUID_VALUE");
    assertThat(host.r.rcx).isEqualTo(0x3_0000_0004L);
    assertThat(host.r.rdx).isEqualTo(0xFFF_0000_00E0L);
    assertThat(host.r.r8).isEqualTo(0x1_0000_0000L);
    assertThat(host.r.r9).isEqualTo(0x3F_0000_0060L);
    assertThat(host.r.r10).isZero();
  }

  @Test
  void leafWithoutSubleafHasAllOnesForIt() {
    TestHost host = new TestHost(TestMachines.withCpuid("0x6: {eax: 0x800000}"), "tdx-1.5.01");
    init(host);
    assertThat(host.r.rcx).isEqualTo(0xFFFF_FFFF_0000_0006L);
  }

  @Test
  void refusedPlatformCanBeTriedAgain() {
    TestHost host = new TestHost(TestMachines.withCpuid("0x6: {eax: 0x800000}"), "tdx-1.5.01");
    assertThat(init(host)).isEqualTo(init(host));
  }

  static Stream<YamlNode> rules() {
    return YamlNode.resource("module/cpuid-required.yaml").get("leaves").list().stream();
  }

  /** Turning over any bit that a rule looks at is refused, any other is not. */
  @ParameterizedTest
  @MethodSource("rules")
  void everyBitOfTheMaskCounts(YamlNode rule) {
    boolean alone = rule.get("subleaf").text().equals("none");
    String leaf = rule.get("leaf").text() + (alone ? "" : "." + rule.get("subleaf").text());
    for (String register : List.of("eax", "ebx", "ecx", "edx")) {
      List<Long> field = rule.find(register).map(n -> n.each(YamlNode::number)).orElse(List.of());
      for (int bit = 0; bit < 32 && !field.isEmpty(); bit++) {
        long value = field.get(1) ^ 1L << bit;
        assertThat(init(TestMachines.withCpuid(leaf + ": {" + register + ": " + value + "}")))
            .as("bit %d of %s in %s", bit, register, leaf)
            .isEqualTo(
                (field.get(0) >>> bit & 1) != 0 ? "TDX_INCORRECT_CPUID_VALUE" : "TDX_SUCCESS");
      }
    }
  }
}
