package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.YamlNode;

/** A module replaced at runtime, and one that is disabled. */
class UpdateTests {
  private static final long REQUIRED_PAGES = 0x3100000200000000L;

  private static ModuleImage image(String yaml) {
    return ModuleImage.of(ModuleProfile.read(YamlNode.parse("test", yaml)));
  }

  @Test
  void tdsAndPagesSurviveAnUpdate() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    TestTd td = new TestTd(host).runnable();
    byte[] mrtd = td.mrtd();
    TestUpdate.replaced(host).initialised();
    host.must(host.call(LeafNumber.SYS_UPDATE));
    assertThat(td.mrtd()).isEqualTo(mrtd);
    host.call(LeafNumber.MNG_CREATE, TestTd.FREE, 32, 0, 0);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_HKID_NOT_FREE");
    td.flushed().blocked().writtenBack().keyFreed();
  }

  @Test
  void versionIsThatOfTheNewImage() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    TestUpdate.replaced(
            host, image("{name: n, extends: tdx-1.5, version: {update: 77}, tdmrInitSlice: 1G}"))
        .initialised();
    host.must(host.call(LeafNumber.SYS_UPDATE));
    host.must(host.call(LeafNumber.SYS_RD, 0, 0x0800000100000005L, 0, 0));
    assertThat(host.r.r8).isEqualTo(77);
  }

  @Test
  void noModuleAnswersWhileTheLoaderInstalls() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    host.must(host.call(LeafNumber.SYS_SHUTDOWN));
    TestUpdate.describe(host, host.module.image().orElseThrow());
    host.must(TestUpdate.install(host, 0));
    host.call(LeafNumber.SYS_INIT);
    assertThat(host.r.end).isEqualTo(SeamcallEnd.VMFAIL_INVALID);
    assertThat(host.r.rax).isEqualTo(LeafNumber.SYS_INIT);
    // An LP that left VMX operation is not waited for.
    host.machine.setVmxOperation(3, false);
    host.must(TestUpdate.install(host, 1));
    host.must(TestUpdate.install(host, 2));
    host.must(host.call(LeafNumber.SYS_INIT));
  }

  @Test
  void loaderRefusesAnImageWhoseSignatureDoesNotFit() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    host.must(host.call(LeafNumber.SYS_SHUTDOWN));
    TestUpdate.describe(host, host.module.image().orElseThrow());
    long firstModulePage = host.machine.memory().readLong(0x50_0000 + 128);
    host.machine.memory().writeLong(firstModulePage + 64, 0);
    assertThat(host.name(TestUpdate.install(host, 0))).isEqualTo("TDX_OPERAND_INVALID|RCX");
    assertThat(host.module.systemState()).contains(SystemState.SHUTDOWN);
  }

  @Test
  void loaderRefusesWhileTheModuleRuns() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    TestUpdate.describe(host, host.module.image().orElseThrow());
    assertThat(host.name(TestUpdate.install(host, 0))).isEqualTo("TDX_OPERAND_INVALID|RCX");
  }

  @Test
  void handoffVersionTooOldForTheNewImageIsRefused() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    String demanding = "{name: n, extends: tdx-1.5, handoff: {native: 3, minimum: 2}}";
    TestUpdate.replaced(host, image(demanding)).initialised();
    host.call(LeafNumber.SYS_UPDATE);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_SYS_INVALID_HANDOFF");
  }

  @Test
  void poolSurvivesAndMorePagesAreDemandedOnTop() {
    TestHost host = new TestHost(TestExtensions.PROFILE);
    TestExtensions.booted(host).pool().initialised().quoting();
    String greedy =
        "{name: n, extends: tdx-ext, extensions: {pages: {QUOTE: 6}}, tdmrInitSlice: 1G}";
    TestUpdate.replaced(host, image(greedy)).initialised();
    host.must(host.call(0, LeafNumber.SYS_UPDATE | (1L << 16), 0, 0, 0, TestExtensions.QUOTE));
    host.must(host.call(LeafNumber.SYS_RD, 0, REQUIRED_PAGES, 0, 0));
    assertThat(host.r.r8).isEqualTo(2);
    host.call(LeafNumber.EXT_INIT);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_SYS_STATE_INCORRECT");
  }

  @Test
  void extensionsHaveToBeInitialisedAgainAfterAnUpdate() {
    TestHost host = new TestHost(TestExtensions.PROFILE);
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    TestUpdate.replaced(host).initialised();
    host.must(host.call(0, LeafNumber.SYS_UPDATE | (1L << 16), 0, 0, 0, TestExtensions.QUOTE));
    extensions.quote();
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_SYS_STATE_INCORRECT");
    extensions.initialised().quoting();
    host.must(extensions.quote());
    assertThat(host.machine.memory().read(TestExtensions.REPORT + 64, 8)).containsOnly(2);
  }

  @Test
  void infoCountsRemainingUpdatesDown() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    host.must(host.call(0, 1L << 63, TestHost.SHARED, 0, 0, 0));
    long before = host.machine.memory().readLong(TestHost.SHARED + 24) >>> 32;
    TestUpdate.replaced(host);
    host.must(host.call(0, 1L << 63, TestHost.SHARED, 0, 0, 0));
    assertThat(host.machine.memory().readLong(TestHost.SHARED + 24) >>> 32).isEqualTo(before - 1);
  }

  @Test
  void disabledModuleAnswersNothingAndReturnsItsMemory() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    new TestTd(host).created();
    assertThat(host.machine.memory().stateAt(TestHost.PAMTS)).isEqualTo(ByteState.FOREIGN);
    host.must(host.call(LeafNumber.SYS_DISABLE));
    assertThat(host.machine.memory().stateAt(TestHost.PAMTS)).isEqualTo(ByteState.UNDEFINED);
    assertThat(host.machine.memory().stateAt(TestTd.TDR)).isEqualTo(ByteState.UNDEFINED);
    host.call(LeafNumber.SYS_DISABLE);
    assertThat(host.r.end).isEqualTo(SeamcallEnd.VMFAIL_INVALID);
    assertThat(host.module.systemState()).isEmpty();
  }

  @Test
  void disableIsResumedUntilItIsDone() {
    TestHost host = new TestHost("tdx-1.5-fast").booted();
    host.module.setInterruptionPlan((lp, leaf, call, done) -> done == 1);
    for (int call = 1; call <= 3; call++) {
      assertThat(host.name(host.call(LeafNumber.SYS_DISABLE)))
          .isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    }
    host.must(host.call(LeafNumber.SYS_DISABLE));
    assertThat(host.module.systemState()).isEmpty();
  }

  @Test
  void moduleWithoutDisableSaysSo() {
    TestHost host = new TestHost("tdx-1.5.01");
    assertThat(host.name(host.call(LeafNumber.SYS_DISABLE))).isEqualTo("TDX_SYS_NOT_READY");
    host.ready();
    assertThat(host.name(host.call(LeafNumber.SYS_DISABLE))).isEqualTo("TDX_OPERAND_INVALID");
  }
}
