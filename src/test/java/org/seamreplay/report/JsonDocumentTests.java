package org.seamreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.replay.series.SeriesOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The document that programs read. */
class JsonDocumentTests {
  private static final String SCHEMA = "/report/seamreplay-report-1.schema.json";
  private final ObjectMapper mapper = new ObjectMapper();

  private static List<String> errors(String document) throws IOException {
    return Schemas.errors(SCHEMA, SpecificationVersion.DRAFT_2020_12, document);
  }

  @Test
  void everyOutcomeIsAsTheSchemaSays() throws IOException {
    for (SeriesOutcome outcome :
        List.of(
            Outcomes.series(),
            Outcomes.tree(),
            Outcomes.large(16, 100),
            Outcomes.hostile("\u001b[0m\"\\\u0000\ud800</script>"))) {
      assertThat(errors(JsonDocument.of(outcome))).isEmpty();
    }
  }

  @Test
  void schemaRefusesWhatIsNotInIt() throws IOException {
    String document = JsonDocument.of(Outcomes.series());
    assertThat(errors(document.replaceFirst("\"version\":1", "\"version\":2"))).isNotEmpty();
    assertThat(errors(document.replaceFirst("\"kind\":\"divergence\"", "\"kind\":\"Divergence\"")))
        .isNotEmpty();
    assertThat(errors(document.replaceFirst("\"claim\":\"kept\"", "\"claim\":\"true\"")))
        .isNotEmpty();
    assertThat(errors(document.replaceFirst("\"kernel\":", "\"colour\":"))).isNotEmpty();
    assertThat(errors(document.replaceFirst("\"message\":", "\"other\":"))).isNotEmpty();
  }

  @Test
  void formatAndVersionComeFirstAndTimesLast() {
    JsonNode document = mapper.readTree(JsonDocument.of(Outcomes.series()));
    List<String> keys = new ArrayList<>(document.propertyNames());
    assertThat(keys)
        .containsExactly(
            "format",
            "version",
            "tool",
            "kernel",
            "base",
            "title",
            "series",
            "notes",
            "summary",
            "runs",
            "findings",
            "steps",
            "times");
  }

  @Test
  void onlyTimesDifferBetweenTwoRunsOfTheSame() {
    String first = JsonDocument.of(Outcomes.series());
    assertThat(first.lines().filter(line -> line.startsWith("\"times\":")).count()).isEqualTo(1);
    assertThat(first.lines().toList().get((int) first.lines().count() - 2))
        .startsWith("\"times\":");
    assertThat(JsonDocument.of(Outcomes.series())).isEqualTo(first);
  }

  @Test
  void findingHasAllThatTheTerminalShows() {
    JsonNode finding = mapper.readTree(JsonDocument.of(Outcomes.series())).get("findings").get(0);
    assertThat(finding.get("kind").asString()).isEqualTo("divergence");
    assertThat(finding.get("step").asString()).isEqualTo("03/05");
    assertThat(finding.get("run").asString()).isEqualTo("boot");
    assertThat(finding.get("place").get("line").asInt()).isEqualTo(1203);
    assertThat(finding.get("place").get("patch").asInt()).isEqualTo(2);
    assertThat(finding.get("place").get("code").get(1).get("text").asString())
        .isEqualTo("\t\terr = seamcall_ret(TDH_EXT_MEM_ADD, &args);");
    assertThat(finding.get("also").size()).isEqualTo(3);
    assertThat(finding.get("text").get(0).asString()).startsWith("patch 03/05 ");
  }

  @Test
  void manyDivergencesAreCutAndCounted() {
    List<org.seamreplay.diff.Divergence> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(Outcomes.AGAIN);
    }
    SeriesOutcome outcome =
        Outcomes.outcome(
            "",
            List.of(Outcomes.RUNS.get(0)),
            List.of(
                Outcomes.step(
                    0,
                    "",
                    List.of(
                        Outcomes.different(
                            Outcomes.RUNS.get(0),
                            many.toArray(org.seamreplay.diff.Divergence[]::new))),
                    org.seamreplay.replay.series.StepOutcome.Claim.NONE)));
    JsonNode cell =
        mapper.readTree(JsonDocument.of(outcome)).get("steps").get(0).get("cells").get(0);
    assertThat(cell.get("divergences").size()).isEqualTo(100);
    assertThat(cell.get("divergencesLeftOut").asInt()).isEqualTo(150);
  }
}
