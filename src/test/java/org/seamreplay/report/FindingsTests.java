package org.seamreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.vm.SourceFrame;

/** What is one finding, and where it is. */
class FindingsTests {
  private static ReportedFinding only(Divergence divergence) {
    Cell cell = Outcomes.different(Outcomes.RUNS.get(0), divergence);
    SeriesOutcome outcome =
        Outcomes.outcome(
            "A series",
            List.of(Outcomes.RUNS.get(0)),
            List.of(Outcomes.step(2, "Add", List.of(cell), StepOutcome.Claim.NONE)));
    List<ReportedFinding> findings = Findings.of(outcome);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static Divergence at(Divergence d, String expected, String got, List<SourceFrame> stack) {
    return new Divergence(
        d.kind(), d.call(), 7, 9, d.calls(), d.what(), expected, got, stack, d.cause());
  }

  @Test
  void sameFindingOfManyRunsAndStepsIsShownOnce() {
    List<ReportedFinding> findings = Findings.of(Outcomes.series());
    assertThat(findings)
        .extracting(f -> f.step().label() + " " + f.kind())
        .containsExactly(
            "03/05 divergence",
            "04/05 not-built",
            "05/05 claim",
            "05/05 use-after-free",
            "05/05 not-modelled");
    assertThat(findings.get(0).also())
        .extracting(o -> o.step().label() + " " + o.run().name())
        .containsExactly("03/05 boot@server-512g", "05/05 boot", "05/05 boot@server-512g");
  }

  @Test
  void fingerprintStaysWhenLinesAndValuesMove() {
    ReportedFinding here = only(Outcomes.AGAIN);
    List<SourceFrame> moved =
        Outcomes.MEM_ADD.stream()
            .map(f -> Outcomes.frame(f.function(), f.file(), f.line() + 100))
            .toList();
    ReportedFinding there = only(at(Outcomes.AGAIN, "256", "128", moved));
    assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
  }

  @Test
  void fingerprintChangesWithTheOperandAndTheFunction() {
    ReportedFinding here = only(Outcomes.AGAIN);
    Divergence operand =
        Outcomes.divergence(Divergence.Kind.OPERAND, "TDH.EXT.MEM.ADD", 3, "in.R8", "128", "0");
    List<SourceFrame> elsewhere = List.of(Outcomes.frame("tdx_other", Outcomes.TDX, 1203));
    assertThat(only(operand).fingerprint()).isNotEqualTo(here.fingerprint());
    assertThat(only(at(Outcomes.AGAIN, "128", "0", elsewhere)).fingerprint())
        .isNotEqualTo(here.fingerprint());
  }

  @Test
  void placeIsTheLineOfThePatchNotTheWrapperInTheHeader() {
    Place place = Place.of(Outcomes.MEM_ADD, Outcomes.SOURCES, 2).orElseThrow();
    assertThat(place.frame().function()).isEqualTo("tdx_ext_mem_add");
    assertThat(place.patch()).isEqualTo(2);
    assertThat(place.code()).extracting(Place.CodeLine::number).containsExactly(1202, 1203, 1204);
  }

  @Test
  void withoutAPatchThePlaceIsTheInnermostFunctionOfAFile() {
    Place place = Place.of(Outcomes.MEM_ADD, Sources.NONE, 0).orElseThrow();
    assertThat(place.frame().function()).isEqualTo("tdx_ext_mem_add");
    assertThat(place.code()).isEmpty();
  }

  @Test
  void placeOfADefectIsWhereMemoryIsTouched() {
    List<SourceFrame> stack =
        List.of(
            Outcomes.frame("memcpy", "shim/include/linux/string.h", 9),
            Outcomes.frame("copy", "arch/x86/a.h", 10),
            Outcomes.frame("tdx_ext_mem_add", Outcomes.TDX, 1203));
    assertThat(Place.innermost(stack, Outcomes.SOURCES).orElseThrow().frame().function())
        .isEqualTo("copy");
  }

  @Test
  void stackOutsideOfTheTreeHasNoPlace() {
    assertThat(
            Place.of(
                List.of(Outcomes.frame("memcpy", "shim/include/linux/string.h", 9)),
                Outcomes.SOURCES,
                2))
        .isEqualTo(Optional.empty());
  }

  @Test
  void missingCallHasNoCodeOfAnotherTree() {
    ReportedFinding finding =
        only(
            Outcomes.divergence(
                Divergence.Kind.MISSING, "TDH.EXT.INIT", 1, "", "TDH.EXT.INIT", ""));
    assertThat(finding.place().orElseThrow().code()).isEmpty();
    assertThat(finding.message()).isEqualTo("TDH.EXT.INIT is not called");
  }
}
