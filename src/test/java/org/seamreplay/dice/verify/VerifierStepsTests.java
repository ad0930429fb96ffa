package org.seamreplay.dice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Finding;
import org.seamreplay.dice.cbor.Step;
import org.seamreplay.dice.issue.CertificateDefects;
import org.seamreplay.dice.issue.ClaimDefects;
import org.seamreplay.dice.issue.Defect;
import org.seamreplay.dice.issue.EnvelopeDefects;
import org.seamreplay.dice.issue.LayerDefects;
import org.seamreplay.dice.issue.PolicyDefects;

/** Each step has evidence that fails it and nothing else. */
public class VerifierStepsTests {
  public static Stream<Defect> defects() {
    return Stream.of(
            EnvelopeDefects.all(),
            CertificateDefects.all(),
            ClaimDefects.all(),
            LayerDefects.all(),
            PolicyDefects.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void defectFailsItsStepAndNoOther(Defect defect) {
    Verification result = new Verifier(defect.request()).verify(defect.input());

    List<Step> notPassed = new java.util.ArrayList<>(result.with(Outcome.FAILED));
    notPassed.addAll(result.with(Outcome.UNDECIDED));
    Step step = defect.code().step();
    assertThat(notPassed)
        .as(result.first().map(Finding::line).orElse("verifies"))
        .containsExactly(step);
    assertThat(result.step(step).findings().stream().map(Finding::code)).contains(defect.code());
    assertThat(result.step(step).outcome()).isEqualTo(defect.outcome());
    for (Step earlier : Step.values()) {
      if (earlier.compareTo(step) < 0) {
        assertThat(result.step(earlier).outcome())
            .as(earlier.id())
            .isIn(Outcome.PASSED, Outcome.WARNED, Outcome.NOT_ASKED);
      }
    }
    Verdict verdict =
        defect.outcome() == Outcome.UNDECIDED
            ? Verdict.UNDECIDED
            : step.decidesWhetherQuote() ? Verdict.NOT_A_QUOTE : Verdict.DOES_NOT_VERIFY;
    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.first().orElseThrow().line()).doesNotContain("\n");
    result
        .first()
        .orElseThrow()
        .offset()
        .ifPresent(at -> assertThat(at).isBetween(0, defect.input().length));
  }

  @Test
  void everyStepHasADefect() {
    Set<Step> steps = EnumSet.noneOf(Step.class);
    defects().forEach(defect -> steps.add(defect.code().step()));
    assertThat(steps).containsExactlyInAnyOrder(Step.values());
  }

  @Test
  void everyFailureCodeHasADefect() {
    Set<Code> codes = EnumSet.allOf(Code.class);
    defects().forEach(defect -> codes.remove(defect.code()));
    // Warnings are no failures.
    codes.removeAll(Set.of(Code.W_RELAUNCH, Code.W_UNKNOWN));
    assertThat(codes).isEmpty();
  }

  @Test
  void stepsHaveStableNumbersAndNames() {
    Set<String> ids = new TreeSet<>();
    for (Step step : Step.values()) {
      assertThat(step.number()).isEqualTo(Arrays.asList(Step.values()).indexOf(step) + 1);
      assertThat(Step.of(step.id())).isEqualTo(step);
      ids.add(step.id());
    }
    assertThat(ids).hasSize(55);
  }
}
