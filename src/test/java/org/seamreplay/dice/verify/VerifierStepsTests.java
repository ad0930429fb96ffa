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
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.QuoteFinding;
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

    List<CheckStep> notPassed = new java.util.ArrayList<>(result.with(Outcome.FAILED));
    notPassed.addAll(result.with(Outcome.UNDECIDED));
    CheckStep step = defect.code().step();
    assertThat(notPassed)
        .as(result.first().map(QuoteFinding::line).orElse("verifies"))
        .containsExactly(step);
    assertThat(result.step(step).findings().stream().map(QuoteFinding::code))
        .contains(defect.code());
    assertThat(result.step(step).outcome()).isEqualTo(defect.outcome());
    for (CheckStep earlier : CheckStep.values()) {
      if (earlier.compareTo(step) < 0) {
        assertThat(result.step(earlier).outcome())
            .as(earlier.id())
            .isIn(Outcome.PASSED, Outcome.WARNED, Outcome.NOT_ASKED);
      }
    }
    QuoteVerdict verdict =
        defect.outcome() == Outcome.UNDECIDED
            ? QuoteVerdict.UNDECIDED
            : step.decidesWhetherQuote() ? QuoteVerdict.NOT_A_QUOTE : QuoteVerdict.DOES_NOT_VERIFY;
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
    Set<CheckStep> steps = EnumSet.noneOf(CheckStep.class);
    defects().forEach(defect -> steps.add(defect.code().step()));
    assertThat(steps).containsExactlyInAnyOrder(CheckStep.values());
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
    for (CheckStep step : CheckStep.values()) {
      assertThat(step.number()).isEqualTo(Arrays.asList(CheckStep.values()).indexOf(step) + 1);
      assertThat(CheckStep.of(step.id())).isEqualTo(step);
      ids.add(step.id());
    }
    assertThat(ids).hasSize(55);
  }
}
