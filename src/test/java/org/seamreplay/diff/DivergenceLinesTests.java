package org.seamreplay.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.seamreplay.vm.SourceFrame;

class DivergenceLinesTests {
  private static final SourceFrame STUB =
      new SourceFrame("sc_retry", "arch/x86/include/asm/tdx.h", 107, 0, true);
  private static final SourceFrame ADD =
      new SourceFrame("add_pool", "arch/x86/virt/vmx/tdx/tdx.c", 2, 0, false);
  private static final List<SourceFrame> STACK =
      List.of(STUB, ADD, frame("enable"), frame("init"), frame("boot"), frame("main"));
  private static final SourceText SOURCES =
      (file, line) ->
          file.endsWith("tdx.c") && line <= 3
              ? Optional.of("\tline " + line + ";")
              : Optional.empty();

  private static SourceFrame frame(String function) {
    return new SourceFrame(function, "arch/x86/virt/vmx/tdx/tdx.c", 9, 0, false);
  }

  private static Divergence divergence(String expected, String got, String cause) {
    return new Divergence(
        Divergence.Kind.OPERAND,
        "TDH.EXT.MEM.ADD",
        41,
        142,
        25,
        "in.HPA_LIST_INFO.FIRST_ENTRY",
        expected,
        got,
        STACK,
        cause);
  }

  @Test
  void pointValuesPlaceLineAndCauseStandBelowEachOther() {
    assertThat(DivergenceLines.of(divergence("128", "0", "pages are offered again"), SOURCES))
        .containsExactly(
            "operand  TDH.EXT.MEM.ADD  in.HPA_LIST_INFO.FIRST_ENTRY  x 25",
            "  expected  #41   128",
            "  got       #142  0",
            "  at        arch/x86/virt/vmx/tdx/tdx.c:2 in add_pool",
            "         1    line 1;",
            "  >      2    line 2;",
            "         3    line 3;",
            "  from      enable < init < boot < ...",
            "  so        pages are offered again");
  }

  @Test
  void withoutSourcesThePlaceAloneIsShown() {
    assertThat(DivergenceLines.of(divergence("1", "2", "c"), SourceText.NONE))
        .hasSize(6)
        .noneMatch(line -> line.contains(">"));
  }

  @Test
  void whatHasNoPlaceHasNoPlace() {
    Divergence log =
        new Divergence(
            Divergence.Kind.LOG, "boot", -1, -1, 1, "log[3]", "a line", "", List.of(), "gone");
    assertThat(DivergenceLines.of(log, SOURCES))
        .containsExactly(
            "log  boot  log[3]", "  expected  a line", "  got       nothing", "  so        gone");
  }

  @Test
  void ofLongValuesThePartIsShownThatDiffers() {
    String common = "x".repeat(100);
    List<String> lines = DivergenceLines.of(divergence(common + "1", common + "2", "c"), SOURCES);
    assertThat(lines.get(1)).endsWith("1").contains("...x");
    assertThat(lines.get(2)).endsWith("2");
  }

  @Test
  void controlCharactersOfATraceDoNotReachATerminal() {
    assertThat(DivergenceLines.of(divergence("\u001b[31m", "a\nb", "c"), SOURCES))
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
  }

  @Property(tries = 200)
  void everyDivergenceFitsIntoAMail(
      @ForAll @StringLength(max = 300) String expected,
      @ForAll @StringLength(max = 300) String got,
      @ForAll @StringLength(max = 300) String cause) {
    for (int around = 0; around <= 3; around++) {
      assertThat(DivergenceLines.of(divergence(expected, got, cause), SOURCES, around))
          .hasSizeLessThanOrEqualTo(DivergenceLines.MOST_LINES)
          .allMatch(line -> line.length() <= DivergenceLines.COLUMNS);
    }
  }
}
