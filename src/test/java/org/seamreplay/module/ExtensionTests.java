package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.Features;
import org.seamreplay.abi.HpaListInfo;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.port.InterruptionPlan;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.YamlNode;

/** Pool, extension init, quoting, and calls that are interrupted on the way. */
class ExtensionTests {
  private static final long REQUIRED = 0x3100000000000001L;
  private static final long PAGES = 0x3100000200000000L;
  private static final long QUOTE_SIZE = 0x2300000200000002L;

  private final TestHost host = new TestHost(TestExtensions.PROFILE);

  private long read(long field) {
    host.must(host.call(LeafNumber.SYS_RD, 0, field, 0, 0));
    return host.r.r8;
  }

  private String status() {
    return host.name(host.r.rax);
  }

  /** Interrupts the first calls of every leaf after one unit of work. */
  private void interruptFirstCalls(int calls) {
    host.module.setInterruptionPlan((lp, leaf, call, done) -> call <= calls);
  }

  @Test
  void fieldsOfTheExtensionsAreZeroUntilTheyMeanSomething() {
    host.initialised();
    assertThat(read(REQUIRED)).isZero();
    assertThat(read(PAGES)).isZero();
    host.configured(1, TestExtensions.QUOTE);
    assertThat(read(REQUIRED)).isEqualTo(1);
    assertThat(read(PAGES)).isEqualTo(4);
    // The first postings of the kernel series asked for two bytes.
    assertThat(read(0x3100000100000000L)).isEqualTo(4);
    host.keyed().tdmrInitialised();
    assertThat(read(QUOTE_SIZE)).isZero();
    TestExtensions extensions = extensions();
    extensions.pool().initialised();
    assertThat(read(QUOTE_SIZE)).isZero();
    extensions.quoting();
    assertThat(read(QUOTE_SIZE)).isEqualTo(131048);
  }

  private TestExtensions extensions() {
    // The host is up already; only the list has to be there.
    for (int i = 0; i < 512; i++) {
      host.machine.memory().writeLong(TestExtensions.LIST + 8L * i, pool(i));
    }
    return TestExtensions.on(host);
  }

  private static long pool(int number) {
    return TestExtensions.POOL + 0x1000L * number;
  }

  @Test
  void extBitAloneNeedsNoExtensions() {
    host.initialised().configured(1, 1L << Features.EXT);
    assertThat(read(REQUIRED)).isZero();
  }

  @Test
  void versionZeroConfiguresNoFeature() {
    host.initialised();
    host.configured(0, TestExtensions.QUOTE);
    assertThat(read(REQUIRED)).isZero();
  }

  @Test
  void poolPagesBecomePrivateAndTheListStaysTheHosts() {
    TestExtensions.booted(host).pool();
    for (int i = 0; i < 4; i++) {
      assertThat(host.machine.memory().stateAt(pool(i))).isEqualTo(ByteState.FOREIGN);
      host.must(host.call(LeafNumber.PHYMEM_PAGE_RDMD, pool(i), 0, 0, 0));
      assertThat(host.r.rcx).isNotIn((long) PageType.NDA, (long) PageType.RSVD);
      assertThat(host.r.rdx).isZero();
    }
    assertThat(host.machine.memory().stateAt(TestExtensions.LIST)).isEqualTo(ByteState.DEFINED);
    assertThat(host.machine.memory().stateAt(pool(4))).isEqualTo(ByteState.DEFINED);
    host.call(LeafNumber.PHYMEM_PAGE_RECLAIM, pool(0), 0, 0, 0);
    assertThat(status()).isEqualTo("TDX_PAGE_METADATA_INCORRECT|RCX");
  }

  @Test
  void memAddResumesAfterInterruption() {
    TestExtensions.booted(host);
    interruptFirstCalls(3);
    host.r.rcx = TestExtensions.listInfo(0, 3);
    TestExtensions extensions = TestExtensions.on(host);
    for (int call = 1; call <= 3; call++) {
      extensions.again(LeafNumber.EXT_MEM_ADD, call % 4);
      assertThat(status()).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
      assertThat(host.r.rcx).isEqualTo(TestExtensions.listInfo(call, 3));
    }
    host.must(extensions.again(LeafNumber.EXT_MEM_ADD, 0));
    assertThat(host.r.rcx).isEqualTo(TestExtensions.listInfo(4, 3));
    host.module.setInterruptionPlan(InterruptionPlan.NEVER);
    extensions.initialised();
  }

  @Test
  void memAddWithTheOldOperandOffersPagesAgain() {
    TestExtensions.booted(host);
    interruptFirstCalls(1);
    host.call(LeafNumber.EXT_MEM_ADD, TestExtensions.listInfo(0, 3), 0, 0, 0);
    host.call(LeafNumber.EXT_MEM_ADD, TestExtensions.listInfo(0, 3), 0, 0, 0);
    assertThat(status()).isEqualTo("TDX_PAGE_METADATA_INCORRECT|PAGE");
  }

  @Test
  void pagesBeforeABadOneStayTaken() {
    TestExtensions.booted(host);
    host.machine.memory().writeLong(TestExtensions.LIST + 16, TestHost.SHARED);
    host.call(LeafNumber.EXT_MEM_ADD, TestExtensions.listInfo(0, 3), 0, 0, 0);
    assertThat(status()).isEqualTo("TDX_OPERAND_ADDR_RANGE_ERROR|PAGE");
    assertThat(host.r.rcx).isEqualTo(TestExtensions.listInfo(2, 3));
    assertThat(host.machine.memory().stateAt(pool(1))).isEqualTo(ByteState.FOREIGN);
  }

  @Test
  void firstEntryWrapsAfterAFullList() {
    assertThat(HpaListInfo.withFirst(TestExtensions.listInfo(7, 511), 512))
        .isEqualTo(TestExtensions.listInfo(0, 511));
    assertThat(0x1234000L | (24L << 55)).isEqualTo(0x0C00000001234000L);
    assertThat(HpaListInfo.withFirst(0x0C00000001234000L, 7)).isEqualTo(0x0C00000001234038L);
  }

  @Test
  void seventyOneThousandPagesTakeOneHundredThirtyNineCalls() {
    ModuleProfile profile =
        ModuleProfile.read(
            YamlNode.parse(
                "test", "{name: t, extends: tdx-ext, extensions: {pages: {QUOTE: 71000}}}"));
    TestHost big = new TestHost(TestHost.machine(2, 4), profile);
    big.initialised().configured(1, TestExtensions.QUOTE).keyed().tdmrInitialised();
    int calls = 0;
    for (int done = 0; done < 71000; calls++) {
      int entries = Math.min(512, 71000 - done);
      for (int i = 0; i < entries; i++, done++) {
        big.machine.memory().writeLong(TestExtensions.LIST + 8L * i, pool(done));
      }
      big.must(big.call(LeafNumber.EXT_MEM_ADD, TestExtensions.listInfo(0, entries - 1), 0, 0, 0));
    }
    assertThat(calls).isEqualTo(139);
    big.must(big.call(LeafNumber.EXT_INIT));
  }

  @Test
  void initIsResumedByAnotherLp() {
    TestExtensions extensions = TestExtensions.booted(host).pool();
    interruptFirstCalls(2);
    extensions.again(LeafNumber.EXT_INIT, 0);
    assertThat(status()).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    extensions.again(LeafNumber.EXT_INIT, 3);
    assertThat(status()).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    host.must(extensions.again(LeafNumber.EXT_INIT, 1));
  }

  @Test
  void quoteIsWrittenToThePagesOfTheList() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    host.must(extensions.quote());
    assertThat(host.r.rcx).isEqualTo(5000);
    byte[] quote = host.machine.memory().read(TestExtensions.REPORT, 5000);
    assertThat(Arrays.copyOf(quote, 4)).containsExactly(1, 2, 3, 0);
    assertThat(Arrays.copyOfRange(quote, 64, 5000)).containsOnly(1);
    host.must(host.call(LeafNumber.QUOTE_INIT));
    extensions.report(TestTd.TDR);
    host.must(extensions.quote());
    assertThat(host.machine.memory().read(TestExtensions.REPORT + 64, 8)).containsOnly(2);
  }

  @Test
  void interruptedQuoteLeavesOperandsForTheRepetition() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    interruptFirstCalls(2);
    extensions.quote();
    assertThat(status()).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    assertThat(host.r.rcx).isEqualTo(TestTd.TDR);
    // The input was taken in; what is written over it meanwhile does not matter.
    host.machine.memory().writeLong(TestExtensions.REPORT + 128, -1);
    extensions.again(LeafNumber.QUOTE_GET, 2);
    assertThat(status()).isEqualTo("TDX_INTERRUPTED_RESUMABLE");
    host.must(extensions.again(LeafNumber.QUOTE_GET, 1));
    assertThat(host.r.rcx).isEqualTo(5000);
    assertThat(host.machine.memory().read(TestExtensions.REPORT, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void resumptionWithOtherOperandsIsInvalidAndDropsTheCall() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    interruptFirstCalls(1);
    extensions.quote();
    host.r.r11 = 0x2000;
    extensions.again(LeafNumber.QUOTE_GET, 0);
    assertThat(status()).isEqualTo("TDX_INVALID_RESUMPTION");
    host.must(extensions.again(LeafNumber.QUOTE_GET, 0));
  }

  @Test
  void anotherExtensionCallBeforeTheResumptionIsInvalid() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    interruptFirstCalls(1);
    extensions.quote();
    SeamRegisters kept = new SeamRegisters();
    kept.rax = LeafNumber.QUOTE_INIT;
    host.module.seamcall(0, kept);
    assertThat(host.name(kept.rax)).isEqualTo("TDX_INVALID_RESUMPTION");
    // An ordinary call in between is fine, and so is an extension call on another LP.
    kept.rax = LeafNumber.SYS_RD;
    kept.rdx = QUOTE_SIZE;
    host.module.seamcall(0, kept);
    host.must(kept.rax);
    kept.rax = LeafNumber.QUOTE_INIT;
    host.module.seamcall(3, kept);
    host.must(kept.rax);
    host.must(extensions.again(LeafNumber.QUOTE_GET, 0));
  }

  @Test
  void reportOfAnotherTdIsRefused() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    TestTd other = new TestTd(host, 1).created().keyed().tdcs().initialised();
    other.vcpuCreated().vcpuPages().vcpuInitialised().sept(0);
    other.page(0, TestTd.PAGES, new byte[4096]).extended(0).finalized();
    extensions.report(other.at(TestTd.TDR));
    extensions.quote();
    assertThat(status()).isEqualTo("TDX_OPERAND_INVALID|R8");
    host.r.rcx = other.at(TestTd.TDR);
    host.must(extensions.again(LeafNumber.QUOTE_GET, 0));
  }

  @Test
  void listInACycleIsRefused() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    for (int i = 0; i < 511; i++) {
      host.machine.memory().writeLong(TestExtensions.NODE + 8L * i, TestExtensions.REPORT);
    }
    host.machine.memory().writeLong(TestExtensions.NODE + 8 * 511, TestExtensions.NODE);
    host.must(extensions.quote());
    extensions.report(TestTd.TDR);
    host.r.rcx = TestTd.TDR;
    host.r.r11 = 600 * 4096;
    extensions.again(LeafNumber.QUOTE_GET, 0);
    assertThat(status()).isEqualTo("TDX_OPERAND_INVALID|R10");
  }

  @Test
  void withoutASourceOfQuotesThereIsNoAnswer() {
    TestExtensions extensions = TestExtensions.booted(host).pool().initialised().quoting();
    extensions.runnable();
    host.module.setQuoteSource(null);
    extensions.quote();
    assertThat(host.r.end).isEqualTo(SeamRegisters.SeamcallEnd.NOT_MODELLED);
  }
}
