package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;

/** What a person sees at a terminal. */
class SeriesTextTests {
  private static String text(SeriesOutcome outcome, boolean colour) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TextReport(new PrintStream(bytes, false, UTF_8), colour).all(outcome);
    return bytes.toString(UTF_8);
  }

  @Test
  void matrixHasARowForEachStepAndAColumnForEachFamilyWithSomethingToSee() {
    assertThat(text(Outcomes.series(), false))
        .contains(
            """
                                          quote --|----|----.
                              boot-failures x 2 --|----.
                                       boot x 2 --.
            step   as expected  changed   claim   |    |    |
            base   5/5                            .    .    .
            01/05  5/5              same  kept    .    .    .
            02/05  4/4                 4          +2   +2   -
            03/05  3/5                 2          !2   .    .
            04/05  not built                      x    x    x
            05/05  1/5                 3  broken  !2   !1   .
            """);
  }

  @Test
  void equalChangesOfManyRunsAreOneLine() {
    assertThat(text(Outcomes.series(), false))
        .contains(
            """
            01/05  x86/virt/tdx: Move tdx_tdr_pa() up in the file
                   changes no run, as it says
            02/05  x86/virt/tdx: Add extra memory to TDX Module for Extensions
                   adds TDH.EXT.INIT: in 4 runs
                   adds TDH.EXT.MEM.ADD x 18: in 2 runs of boot
                   prints "virt/tdx: 36864 KB for extensions": in 2 runs of boot
            """);
  }

  @Test
  void findingSaysPatchOperandLineAndWhatToDo() {
    assertThat(text(Outcomes.series(), false))
        .contains(
            """

            patch 03/05 "x86/virt/tdx: Prepare a Quote buffer during the bringup..."
              divergence: TDH.EXT.MEM.ADD is called with another
                HPA_LIST_INFO.FIRST_ENTRY, 3 times
              in        boot / bench-64g, also in 1 run and step 05/05
              expected  #41  128
              got       #41  0
              at        arch/x86/virt/vmx/tdx/tdx.c:1203 in tdx_ext_mem_add
              02/05 > 1203      err = seamcall_ret(TDH_EXT_MEM_ADD, &args);
              so        the same pages are offered again
              next      seamreplay record --accept --scenario boot (if intended)
            """);
  }

  @Test
  void lineOfCodeHasItsNeighboursWhereTenLinesAllow() {
    assertThat(text(Outcomes.series(), false))
        .contains(
            """
              02/05   1202      /* once more with the same list */
              02/05 > 1203      err = seamcall_ret(TDH_EXT_MEM_ADD, &args);
            """);
  }

  @Test
  void stepThatIsNotBuiltSaysWhy() {
    assertThat(text(Outcomes.series(), false))
        .contains(
            """
            patch 04/05 "x86/virt/tdx: Call what is not there"
              not built: does not compile: tdx.c:12: unknown type name 'nosuch_t'
            """);
  }

  @Test
  void brokenClaimIsAFinding() {
    assertThat(text(Outcomes.series(), false))
        .contains("  claim: says \"no functional change\", but TDH.EXT.MEM.ADD is called with\n");
  }

  @Test
  void lastLineAddsUp() {
    assertThat(text(Outcomes.series(), false))
        .endsWith(
            """

            5 patches, 25 runs: 5 findings, 1 step not built, 1 not modelled, 1 not applicable
            16 of 16 changed lines were executed
            """);
  }

  @Test
  void treeAloneIsATableOfItsRuns() {
    assertThat(text(Outcomes.tree(), false))
        .startsWith("scenario                  platform     SEAMCALLs  returned  findings  golden")
        .endsWith("\n5 runs: no findings\n");
  }

  @Test
  void patchesInARowThatChangeNothingAreTwoLines() {
    List<StepOutcome> steps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      steps.add(
          Outcomes.step(
              i,
              "Move",
              Outcomes.cells((n, run) -> Outcomes.fine(run)),
              i == 3 ? StepOutcome.Claim.KEPT : StepOutcome.Claim.NONE));
    }
    assertThat(text(Outcomes.outcome("A series", Outcomes.RUNS, steps), false))
        .contains(
            """

            01/05 to 04/05
                   change no run, as 03/05 says

            """);
  }

  @Test
  void longValueGoesOnInTheNextLine() {
    String value = "HPA_LIST_INFO=get_zeroed_page@add_ext_memory[0] FIRST_ENTRY=100 LAST=511";
    Divergence d =
        Outcomes.divergence(Divergence.Kind.MISSING, "TDH.EXT.MEM.ADD", 1, "", value, "");
    ScenarioRun run = Outcomes.RUNS.get(0);
    assertThat(
            text(
                Outcomes.outcome(
                    "A series",
                    List.of(run),
                    List.of(
                        Outcomes.step(0, "", List.of(Outcomes.fine(run)), StepOutcome.Claim.NONE),
                        Outcomes.step(
                            1,
                            "Drop",
                            List.of(Outcomes.different(run, d)),
                            StepOutcome.Claim.NONE))),
                false))
        .contains(
            """
              expected  #41 HPA_LIST_INFO=get_zeroed_page@add_ext_memory[0]
                        FIRST_ENTRY=100 LAST=511
              got       #41  nothing
            """);
  }

  @Test
  void lineNumberOfADetailIsNotCutAway() {
    List<JudgedFinding.Detail> details = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      details.add(
          new JudgedFinding.Detail(
              "", "allocated in function_number_" + i + " (" + Outcomes.TDX + ":865)"));
    }
    JudgedFinding problem =
        new JudgedFinding("abandoned-memory", "nothing refers to it", details, List.of());
    ScenarioRun run = Outcomes.RUNS.get(0);
    Cell cell = Outcomes.cell(run, List.of(problem), List.of(), List.of());
    assertThat(
            text(
                Outcomes.outcome(
                    "",
                    List.of(run),
                    List.of(Outcomes.step(0, "", List.of(cell), StepOutcome.Claim.NONE))),
                false))
        .contains("            allocated in function_number_4 (.../tdx.c:865)\n");
  }

  @Test
  void findingsFitAMail() {
    List<ReportedFinding> findings = Findings.of(Outcomes.series());
    assertThat(findings).hasSize(5);
    for (ReportedFinding finding : findings) {
      List<String> lines = new FindingText(finding, FindingText.labels(Outcomes.series())).lines();
      assertThat(lines).hasSizeLessThanOrEqualTo(10);
      assertThat(lines)
          .filteredOn(line -> !line.startsWith("  next "))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    }
  }

  @Test
  void hundredScenariosOfSixteenPatchesFitAMail() {
    String text = text(Outcomes.large(16, 100), false);
    assertThat(text.lines())
        .filteredOn(line -> !line.startsWith("  next "))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    assertThat(text).contains("16/16  100/100");
  }

  /** Of more families than fit side by side none is left out: the matrix goes on below. */
  @Test
  void matrixOfManyFamiliesGoesOnBelow() {
    String text = text(Outcomes.large(3, 100), false);
    long heads = text.lines().filter(line -> line.startsWith("step ")).count();
    assertThat(heads).isGreaterThan(1);
    long rows = text.lines().filter(line -> line.matches("base +[0-9]+/.*")).count();
    assertThat(rows).isEqualTo(heads);
  }

  @Test
  void coloursOnlyAddToTheText() {
    String coloured = text(Outcomes.series(), true);
    assertThat(coloured).contains("\u001b[1;31m");
    String plain = coloured.replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(plain.lines().map(String::stripTrailing))
        .containsExactlyElementsOf(text(Outcomes.series(), false).lines().toList());
  }

  @Test
  void colourIsForTerminalsUnlessToldOtherwise() {
    assertThat(Colour.AUTO.on(true, false)).isTrue();
    assertThat(Colour.AUTO.on(false, false)).isFalse();
    assertThat(Colour.AUTO.on(true, true)).as("NO_COLOR").isFalse();
    assertThat(Colour.ALWAYS.on(false, true)).isTrue();
    assertThat(Colour.NEVER.on(true, false)).isFalse();
  }

  @Test
  void textFromOutsideCannotSteerTheTerminal() {
    String text = text(Outcomes.hostile("\u001b[2J\r\u0007\u202e\n"), false);
    assertThat(text.codePoints().filter(c -> c != '\n').filter(Printable::isInvisible)).isEmpty();
    assertThat(text).contains("\\u{1b}[2J\\u{d}\\u{7}\\u{202e}\\u{a}");
  }

  @Test
  void longWordsAreBroken() {
    assertThat(Wrap.text("a " + "b".repeat(20), 10, "- ", "  "))
        .containsExactly("- a", "  bbbbbbbb", "  bbbbbbbb", "  bbbb");
  }
}
