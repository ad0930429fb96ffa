package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.YamlNode;

/** A made-up posting with three new leaves, a field, a status and a feature, by data alone. */
class DefinedLeafTests {
  private static final long DONATE = 110;
  private static final long CONTINUE = 111;
  private static final long RECLAIM = 112;
  private static final long PAGES_WANTED = 0x2400000200000000L;

  private static final String POSTING =
      """
      name: posting
      extends: tdx-1.5-fast
      addFeatures: [STATEFUL]
      define:
        features: [{bit: 53, name: STATEFUL}]
        statuses: [{value: 0xC000056000000000, name: TDX_OPERATION_NOT_PENDING}]
        fields: [{id: 0x2400000200000000, name: STATEFUL_PAGES, size: 4, value: 3}]
        leaves:
        - {leaf: 110, name: TDH.OP.DONATE, versions: [0], in: [{reg: RCX, name: PAGE, kind: hpa}],
           out: [{reg: R8, name: HANDLE, kind: value}], answer: {out: {R8: 7}}}
        - {leaf: 111, name: TDH.OP.CONTINUE, versions: [0], resumable: true,
           in: [{reg: RCX, name: HANDLE, kind: value}], out: [],
           answer: {needs: [TDH.OP.DONATE], otherwise: TDX_OPERATION_NOT_PENDING, steps: 3}}
        - {leaf: 112, name: TDH.OP.RECLAIM, versions: [0], in: [], out: [],
           answer: {needs: [TDH.OP.CONTINUE], otherwise: TDX_OPERATION_NOT_PENDING, once: true}}
      """;

  private static ModuleProfile profile(String text) {
    return ModuleProfile.read(YamlNode.parse("posting", text));
  }

  private final TestHost host = new TestHost(TestHost.machine(1, 1), profile(POSTING));

  private String call(long leaf) {
    long status = host.call(0, leaf, 1, 2, 3, 4);
    return profile(POSTING).abi().statuses().name(status);
  }

  @Test
  void leavesAnswerByRuleInTheirOrder() {
    host.booted();
    assertThat(call(CONTINUE)).isEqualTo("TDX_OPERATION_NOT_PENDING");
    assertThat(call(DONATE)).isEqualTo("TDX_SUCCESS");
    assertThat(host.r.r8).isEqualTo(7);
    host.module.setInterruptionPlan((lp, leaf, number, done) -> number < 4);
    assertThat(call(CONTINUE)).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    assertThat(call(CONTINUE)).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    assertThat(call(CONTINUE)).isEqualTo("TDX_SUCCESS");
    assertThat(call(RECLAIM)).isEqualTo("TDX_SUCCESS");
    assertThat(call(RECLAIM)).isEqualTo("TDX_OPERATION_NOT_PENDING");
  }

  @Test
  void fieldAndFeatureAreThere() {
    host.booted();
    host.must(host.call(LeafNumber.SYS_RD, 0, PAGES_WANTED, 0, 0));
    assertThat(host.r.r8).isEqualTo(3);
    assertThat(profile(POSTING).has(53)).isTrue();
    assertThat(profile(POSTING).abi().leaves().name(DONATE)).isEqualTo("TDH.OP.DONATE");
  }

  @Test
  void wrongDefinitionIsNamedWithLineAndKey() {
    assertThatThrownBy(() -> profile(POSTING.replace("leaf: 110", "leaf: 45")))
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("posting:")
        .hasMessageContaining("leaf 45 given twice");
    assertThatThrownBy(() -> profile(POSTING.replace("[TDH.OP.DONATE]", "[TDH.OP.GIVE]")))
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("no leaf has this name");
  }
}
