package org.seamreplay.replay.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.abi.Status;
import org.seamreplay.scenario.Injection;
import org.seamreplay.scenario.Injection.SeamcallFault;

/** Which calls are refused, and what the caller sees of it. */
class FaultPlanTests {
  private static final long MAX_TDMRS = 0x9100000100000008L;
  private static final long MAX_RESERVED = 0x9100000100000009L;

  private final SeamRegisters r = new SeamRegisters();

  private static FaultPlan plan(String leaf, String field, long nth, Injection.Outcome outcome) {
    return new FaultPlan(
        Abi.shipped(),
        List.of(new SeamcallFault(new Injection.Call(leaf, field), -1, nth, 1, outcome)));
  }

  private boolean refused(FaultPlan plan, long leaf, long rdx) {
    r.rax = leaf;
    r.rcx = 2;
    r.rdx = rdx;
    r.r8 = 3;
    r.r9 = 4;
    return plan.answers(0, r);
  }

  @Test
  void onlyTheChosenCallIsRefused() {
    FaultPlan plan = plan("TDH.SYS.LP.INIT", "", 2, new Injection.Answer(Status.RND_NO_ENTROPY));
    assertThat(refused(plan, LeafNumber.SYS_INIT, 0)).isFalse();
    assertThat(refused(plan, LeafNumber.SYS_LP_INIT, 0)).isFalse();
    assertThat(refused(plan, LeafNumber.SYS_LP_INIT, 0)).isTrue();
    assertThat(r.rax).isEqualTo(0x8000020300000000L);
    assertThat(r.rcx).isZero();
    assertThat(r.r9).isEqualTo(4);
    assertThat(refused(plan, LeafNumber.SYS_LP_INIT, 0)).isFalse();
  }

  @Test
  void readOfOneFieldIsRefusedWithThePresetsOfTheLeaf() {
    FaultPlan plan = plan("TDH.SYS.RD", "MAX_TDMRS", 1, new Injection.Answer(Status.SYS_BUSY));
    assertThat(refused(plan, LeafNumber.SYS_RD, MAX_RESERVED)).isFalse();
    assertThat(refused(plan, LeafNumber.SYS_RD, MAX_TDMRS)).isTrue();
    assertThat(r.rdx).isEqualTo(-1);
    assertThat(r.r8).isZero();
  }

  @Test
  void instructionThatFailsLeavesRaxAlone() {
    FaultPlan plan = plan("TDH.SYS.INIT", "", 1, new Injection.VmFailInvalid());
    assertThat(refused(plan, LeafNumber.SYS_INIT, 0)).isTrue();
    assertThat(r.end).isEqualTo(SeamcallEnd.VMFAIL_INVALID);
    assertThat(r.rax).isEqualTo(LeafNumber.SYS_INIT);
  }
}
