package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.PageType;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.platform.ByteState;

/**
 * A host that knows the way from load to quotes, an update and the end of a TD, and strays from it
 * all the time: calls with changed operands, out of turn, on other LPs, interrupted ones not
 * resumed. Whatever it does, the answers are documented ones and the state makes sense.
 */
class GuidedCallsTests {
  private static final int RUNS = 150;

  /** What runs must reach, or they prove little. */
  private static final Set<String> DEEP =
      Set.of(
          "TDH.SYS.TDMR.INIT TDX_TDMR_ALREADY_INITIALIZED",
          "TDH.EXT.MEM.ADD TDX_SUCCESS",
          "TDH.EXT.MEM.ADD TDX_INTERRUPTED_RESUMABLE",
          "TDH.EXT.MEM.ADD TDX_PAGE_METADATA_INCORRECT|PAGE",
          "TDH.EXT.INIT TDX_SUCCESS",
          "TDH.EXT.INIT TDX_INTERRUPTED_RESUMABLE",
          "TDH.EXT.INIT TDX_SYS_STATE_INCORRECT",
          "TDH.QUOTE.INIT TDX_SUCCESS",
          "TDH.QUOTE.INIT TDX_INTERRUPTED_RESUMABLE",
          "TDH.QUOTE.INIT TDX_INVALID_RESUMPTION",
          "TDH.QUOTE.GET TDX_SUCCESS",
          "TDH.QUOTE.GET TDX_INTERRUPTED_RESUMABLE",
          "TDH.QUOTE.GET TDX_INVALID_RESUMPTION",
          "TDH.QUOTE.GET TDX_OPERAND_INVALID|R10",
          "TDH.QUOTE.GET TDX_OPERAND_INVALID|R11",
          "TDH.MR.FINALIZE TDX_SUCCESS",
          "TDH.SYS.UPDATE v1 TDX_SUCCESS",
          "TDH.PHYMEM.CACHE.WB TDX_INTERRUPTED_RESUMABLE",
          "TDH.MNG.KEY.FREEID TDX_SUCCESS",
          "TDH.PHYMEM.PAGE.RECLAIM TDX_SUCCESS",
          "TDH.PHYMEM.PAGE.RECLAIM TDX_TD_ASSOCIATED_PAGES_EXIST",
          "TDH.SYS.DISABLE TDX_SUCCESS");

  @Test
  void strayingHostGetsDocumentedAnswersEverywhere() {
    Set<String> seen = new TreeSet<>();
    for (int seed = 1; seed <= RUNS; seed++) {
      GuidedHost host = new GuidedHost(new Random(seed), seen);
      try {
        host.run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(seen).containsAll(DEEP);
  }

  /** Invariants that cannot fail would prove nothing: each of these states breaks one. */
  @Test
  void brokenStatesAreNoticed() {
    breaks(state -> state.tables.poolPages++);
    breaks(state -> state.tables.pamt.assign(TestTd.FREE, PageType.REG, TestTd.TDR));
    breaks(state -> state.machine.memory().setState(TestExtensions.POOL, 4096, ByteState.DEFINED));
    breaks(state -> state.tables.tds.get(TestTd.TDR).children--);
    breaks(state -> state.tables.tds.get(TestTd.TDR).associatedVcpus = 0);
    breaks(state -> state.tables.tds.remove(TestTd.TDR));
    breaks(state -> state.tables.globalHkid = TestTd.HKID);
    breaks(state -> state.tables.quotingKeys = 0);
    breaks(state -> state.configuredFeatures = 0);
    assertThatThrownBy(() -> Invariants.checkPhase(SystemState.READY, SystemState.CONFIG_DONE))
        .isInstanceOf(AssertionError.class);
  }

  private static void breaks(Consumer<ModuleState> damage) {
    TestHost host = TestStates.in("quotable", TestExtensions.PROFILE);
    Invariants.check(host);
    damage.accept(host.module.state());
    assertThatThrownBy(() -> Invariants.check(host)).isInstanceOf(AssertionError.class);
  }
}
