package org.seamreplay.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.vm.Finding;

/** Each contract has two recordings in {@code check/}: one that breaks it and one that keeps it. */
class ContractsTests {
  private static final Path CASES = Path.of("src/test/resources/check");

  static Stream<String> names() {
    return Contracts.rules().stream().map(Rule::name);
  }

  private static List<Finding> judge(String contract, String file)
      throws IOException, TraceFormatException {
    Path path = CASES.resolve(contract).resolve(file);
    return Contracts.judge(TraceReader.read(path).lines(), true);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRecordingThatBreaksItIsFoundWithRuleSourceAndLine(String contract) throws Exception {
    List<Finding> findings = judge(contract, "breaks.jsonl");

    assertThat(findings).extracting(f -> f.kind().id()).containsExactly(contract);
    assertThat(findings.get(0).details()).anyMatch(text -> text.startsWith("rule: "));
    assertThat(findings.get(0).details()).anyMatch(text -> text.startsWith("source: "));
    assertThat(findings.get(0).stack()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRecordingThatKeepsItIsNot(String contract) throws Exception {
    assertThat(judge(contract, "keeps.jsonl")).isEmpty();
  }

  @Test
  void pagesMayComeBackWithoutBeingClearedWhereNothingPoisonsThem() throws Exception {
    Path path = CASES.resolve("module-pages-freed").resolve("breaks.jsonl");
    List<Finding> findings = Contracts.judge(TraceReader.read(path).lines(), false);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message())
        .isEqualTo(
            "the module's pages are given back without WBINVD on CPU 0: 4096 bytes at"
                + " alloc_contig_pages@alloc_pamt[0]");
  }
}
