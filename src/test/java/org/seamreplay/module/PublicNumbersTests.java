package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.platform.Profiles;

/** Values that follow from the public description of module 1.5.01, number by number. */
class PublicNumbersTests {
  private final TestHost host = new TestHost("tdx-1.5.01");

  @Test
  void walkFromTheNullIdVisitsAllElements() {
    host.initialised();
    assertThat(host.call(LeafNumber.SYS_RD, 0, -1, 0, 0)).isEqualTo(0x00000C0B00000000L);
    assertThat(host.r.rdx).isEqualTo(0x0000000200000000L);
    assertThat(host.r.r8).isZero();
    int reads = 0;
    for (long id = host.r.rdx; id != -1; id = host.r.rdx) {
      assertThat(host.call(LeafNumber.SYS_RD, 0, id, 0, 0)).isZero();
      reads++;
    }
    assertThat(reads).isEqualTo(354);
  }

  @Test
  void nextIdIsThatOfTheFollowingFieldOrElement() {
    host.initialised();
    assertThat(host.call(LeafNumber.SYS_RD, 0, 0x9100000100000008L, 0, 0)).isZero();
    assertThat(host.r.r8).isEqualTo(64);
    assertThat(host.r.rdx).isEqualTo(0x9100000100000009L);
    host.call(LeafNumber.SYS_RD, 0, 0x9900000300000501L, 0, 0);
    assertThat(host.r.rdx).isEqualTo(0x9900000300000502L);
    host.call(LeafNumber.SYS_RD, 0, 0xA200000300000006L, 0, 0);
    assertThat(host.r.rdx).isEqualTo(-1);
  }

  @Test
  void ignoredBitsOfARequestAreKeptInTheNextId() {
    host.initialised();
    assertThat(host.call(LeafNumber.SYS_RD, 0, 0x1100000000000008L, 0, 0)).isZero();
    assertThat(host.r.r8).isEqualTo(64);
    host.call(LeafNumber.SYS_RD, 0, 0x1920000300000500L, 0, 0);
    assertThat(host.r.rdx).isEqualTo(0x1900000300000501L);
  }

  @Test
  void seriesFieldsFollowTheLastFieldOf1501() {
    TestHost ext = new TestHost("tdx-ext");
    ext.initialised();
    long id = 0xA200000300000006L;
    for (long next :
        new long[] {0x2300000200000002L, 0x3100000200000000L, 0x3100000000000001L, -1}) {
      assertThat(ext.call(LeafNumber.SYS_RD, 0, id, 0, 0)).isZero();
      assertThat(ext.r.rdx).isEqualTo(next);
      id = next;
    }
  }

  @Test
  void oneListHoldsAllFields() {
    host.initialised();
    assertThat(host.call(LeafNumber.SYS_RDALL, 0, TestHost.SHARED, -1, 0)).isZero();
    assertThat(host.r.r8).isEqualTo(-1);
    long header = host.machine.memory().readLong(TestHost.SHARED);
    assertThat(header & 0xFFFF).isEqualTo(3128);
    assertThat((header >>> 16) & 0xFFFF).isEqualTo(36);
    assertThat(header >>> 32).isZero();
    assertThat(host.machine.memory().readLong(TestHost.SHARED + 8)).isEqualTo(0x0000020200000000L);
    assertThat(host.machine.memory().readLong(TestHost.SHARED + 8 * 11))
        .isEqualTo(0x0800004200000000L);
  }

  @Test
  void twoGigabytesTake512Calls() {
    host.initialised();
    host.describeTdmr(0, 4 * TestHost.GIGABYTE, 2 * TestHost.GIGABYTE, TestHost.PAMTS);
    assertThat(host.call(LeafNumber.SYS_CONFIG, TestHost.ARRAY, 1, 32, 0)).isZero();
    host.keyed();
    long base = 4 * TestHost.GIGABYTE;
    for (int call = 1; call <= 512; call++) {
      assertThat(host.call(LeafNumber.SYS_TDMR_INIT, base, 7, 0, 0)).isZero();
      assertThat(host.r.rdx).isEqualTo(base + (call / 256) * TestHost.GIGABYTE);
    }
    assertThat(host.call(LeafNumber.SYS_TDMR_INIT, base, 7, 0, 0)).isEqualTo(0x00000A0300000000L);
    assertThat(host.r.rdx).isZero();
  }

  @Test
  void keyIsConfiguredOncePerPackage() {
    host.initialised().configured(0, 0);
    assertThat(host.call(0, LeafNumber.SYS_KEY_CONFIG, 0, 0, 0, 0)).isZero();
    assertThat(host.call(1, LeafNumber.SYS_KEY_CONFIG, 0, 0, 0, 0)).isEqualTo(0x0000081500000000L);
    assertThat(host.call(2, LeafNumber.SYS_KEY_CONFIG, 0, 0, 0, 0)).isZero();
    assertThat(host.module.systemState()).contains(SystemState.READY);
    assertThat(host.call(2, LeafNumber.SYS_KEY_CONFIG, 0, 0, 0, 0)).isEqualTo(0xC000050700000000L);
  }

  @Test
  void callsInTheWrongStateAnswerAsDocumented() {
    host.call(LeafNumber.SYS_INIT);
    host.call(0, LeafNumber.SYS_LP_INIT, 0, 0, 0, 0);
    assertThat(host.call(LeafNumber.SYS_CONFIG, TestHost.ARRAY, 1, 32, 0))
        .isEqualTo(0xC000050C00000000L);
    assertThat(host.call(LeafNumber.SYS_TDMR_INIT, 0, 0, 0, 0)).isEqualTo(0xC000050500000000L);
    assertThat(host.call(0x3FF)).isEqualTo(0xC000050500000000L);
    for (int lp = 1; lp < 4; lp++) {
      host.call(lp, LeafNumber.SYS_LP_INIT, 0, 0, 0, 0);
    }
    host.configured(0, 0).keyed();
    assertThat(host.call(0x3FF)).isEqualTo(0xC000010000000000L);
    assertThat(host.call(0, 34 | (1L << 24), 0, 0, 0, 0)).isEqualTo(0xC000010000000000L);
    assertThat(host.call(LeafNumber.SYS_SHUTDOWN)).isZero();
    assertThat(host.call(LeafNumber.SYS_RD)).isEqualTo(0xC000050600000000L);
    assertThat(host.call(LeafNumber.SYS_LP_SHUTDOWN)).isZero();
  }

  @Test
  void everyShippedMachineLoads() {
    for (String name : Profiles.SHIPPED) {
      assertThat(Profiles.load(name).name()).isEqualTo(name);
    }
    for (String name : ModuleProfile.SHIPPED) {
      assertThat(ModuleProfile.load(name).name()).isEqualTo(name);
    }
  }
}
