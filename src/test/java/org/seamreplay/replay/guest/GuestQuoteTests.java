package org.seamreplay.replay.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.compile.Compiler;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.verify.QuoteVerdict;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;
import org.seamreplay.platform.YamlNode;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ReceivedQuote;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.judge.Judge;
import org.seamreplay.replay.judge.QuoteCheck;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.ReplayListener;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.SeriesReplay;
import org.seamreplay.replay.series.StepBuilder;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.ScenarioReader;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.DirectoryBase;

/**
 * Requests of guests through all that lies between a driver in a TD and the module, on steps of
 * both postings.
 */
class GuestQuoteTests {
  private static final List<String> FAMILIES =
      List.of(
          "extensions", "extension-interrupts", "extension-failures", "quote", "extension-update");
  private static final String FIRST = "patches";
  private static final String SECOND = "fixtures/postings/b";
  private static final String HEAD =
      """
      name: test
      description: a test
      platforms: [bench-64g]
      module: {extends: tdx-ext, extensions: {pages: {QUOTE: 8}}}
      """;
  private static final Map<String, Replay> REPLAYS = new HashMap<>();
  private static final StepBuilder BUILDER =
      new StepBuilder(
          new Compiler(Path.of("target/test-cache/seamreplay")), "test", new LoadedProfiles());

  @AfterAll
  static void close() {
    BUILDER.close();
  }

  @ParameterizedTest
  @CsvSource({FIRST + ", 15", SECOND + ", 17"})
  void requestOfTheDriverBecomesAQuoteThatVerifies(String series, int step) {
    Recording recording = run(series, step, "flow: [boot, td-create, guest-quote, td-destroy]\n");

    assertThat(Judge.judge(recording, Optional.empty()).problems()).isEmpty();
    ReceivedQuote received = recording.quotes().get(0);
    assertThat(recording.quotes()).hasSize(1);
    assertThat(HexFormat.of().formatHex(received.reportData()))
        .isEqualTo(sha512("request 1 of TD 1"));
    Verification verification =
        new Verifier(Request.standard().withReportData(received.reportData()))
            .verify(received.bytes());
    assertThat(verification.verdict()).isEqualTo(QuoteVerdict.VERIFIES);
    assertThat(verification.steps()).hasSize(55);
  }

  @Test
  void quoteForOtherReportDataDoesNotVerify() {
    Recording recording = run(FIRST, 15, "flow: [boot, td-create, guest-quote, td-destroy]\n");
    byte[] bytes = recording.quotes().get(0).bytes();

    assertThat(QuoteCheck.failure(new ReceivedQuote("guest-quote", new byte[64], bytes)))
        .hasValueSatisfying(
            why -> assertThat(why).contains("step " + CheckStep.REPORT_DATA.number()));
    bytes[bytes.length / 2] ^= 1;
    assertThat(QuoteCheck.failure(new ReceivedQuote("guest-quote", new byte[64], bytes)))
        .isPresent();
  }

  @Test
  void everyRequestHasReportDataOfItsOwnAndEqualRunsGiveEqualBytes() {
    String flow =
        "flow: [boot, td-create, td-create: {td: 2}, guest-quote, guest-quote, guest-quote: {td: 2}]\n";
    Recording first = run(FIRST, 15, flow);
    Recording second = run(FIRST, 15, flow);

    assertThat(first.quotes().stream().map(q -> HexFormat.of().formatHex(q.reportData())))
        .containsExactly(
            sha512("request 1 of TD 1"), sha512("request 2 of TD 1"), sha512("request 1 of TD 2"));
    for (int i = 0; i < 3; i++) {
      assertThat(second.quotes().get(i).bytes()).isEqualTo(first.quotes().get(i).bytes());
    }
    assertThat(TraceWriter.toText(second.trace().orElseThrow()))
        .isEqualTo(TraceWriter.toText(first.trace().orElseThrow()));
  }

  /**
   * The host core makes quotes from step 9 on, KVM asks it from 12 on, the module does from 15 on.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 12, 14})
  void untilQuotingIsAskedForUserspaceIsAsked(int step) {
    Recording recording =
        run(
            FIRST,
            step,
            "flow: [boot, td-create, guest-quote, td-destroy]\nexpect: {returns: {guest-quote: -5}}\n");

    assertThat(Judge.judge(recording, Optional.empty()).problems()).isEmpty();
    assertThat(recording.quotes()).isEmpty();
    assertThat(recording.log())
        .contains("guest 1: tdx-guest: GetQuote hypercall failed: 0x8000000000000003");
  }

  @Test
  void callIsResumedWhereTheSchedulerTakesTheTask() {
    Recording recording =
        run(
            FIRST,
            15,
            """
            flow: [boot, td-create, guest-quote, td-destroy]
            inject:
            - interrupt: {leaf: TDH.EXT.MEM.ADD, after: 3, resume-on: 5}
            - interrupt: {leaf: TDH.QUOTE.GET, meanwhile: {cpu-offline: 2}}
            """);

    assertThat(cpus(recording, "TDH.EXT.MEM.ADD")).containsExactly(0, 5);
    List<String> calls =
        recording.trace().orElseThrow().calls().stream().map(SeamcallRecord::leaf).toList();
    assertThat(calls.stream().filter("TDH.QUOTE.GET"::equals)).hasSizeBetween(1, 2);
    assertThat(recording.quotes()).hasSize(1);
  }

  private static List<Integer> cpus(Recording recording, String leaf) {
    return recording.trace().orElseThrow().calls().stream()
        .filter(call -> call.leaf().equals(leaf))
        .map(SeamcallRecord::cpu)
        .toList();
  }

  @Test
  void scenarioDoesNotApplyToAKernelThatDoesNotDoWhatItNeeds() {
    assertThat(run(FIRST, 14, "flow: [boot]\nrequires: [TDH.QUOTE.INIT]\n").reason())
        .isEqualTo("the kernel does not make TDH.QUOTE.INIT");
    assertThat(run(FIRST, 8, "flow: [boot]\nrequires: [tdx_quote_generate]\n").reason())
        .isEqualTo("the kernel has no function tdx_quote_generate");
    assertThat(
            run(FIRST, 14, "flow: [boot]\ninject: [{interrupt: {leaf: TDH.EXT.INIT}}]\n").reason())
        .isEqualTo("the kernel makes no call of TDH.EXT.INIT that can be interrupted there");
    assertThat(
            run(FIRST, 15, "flow: [boot]\ninject: [{alloc: {within: add_ext_memory, nth: 3}}]\n")
                .reason())
        .isEqualTo("the kernel makes 2 allocations in add_ext_memory, not 3");
  }

  @Test
  void stepInATdThatIsNotThereIsBadInputOnlyIfItWasNeverBuilt() {
    assertThat(run(FIRST, 15, "flow: [boot, guest-quote]\n").quotes()).isEmpty();
    assertThatThrownBy(() -> run(FIRST, 15, "flow: [boot, td-create, td-create]\n"))
        .isInstanceOf(BadInput.class)
        .hasMessage("there is a TD 1 already");
    assertThatThrownBy(
            () -> run(FIRST, 15, "flow: [boot, td-create, guest-request: {report: foreign}]\n"))
        .isInstanceOf(BadInput.class)
        .hasMessage("a foreign report needs a second TD");
  }

  /**
   * Nothing is compared with golden traces here: the first posting's are checked elsewhere. The
   * posting gives up pages of the pool that the module has refused.
   */
  @Test
  void secondPostingIsCorrectAtEachStepButForRefusedPages() {
    List<ScenarioRun> runs = ScenarioRun.of(Scenarios.select(FAMILIES), List.of(), List.of());

    SeriesOutcome outcome =
        new SeriesReplay(BUILDER, GoldenTraces.NONE, 2, ReplayListener.NONE)
            .run(plan(SECOND), runs);

    assertThat(outcome.steps()).hasSize(18);
    List<String> problems = new ArrayList<>();
    for (StepOutcome step : outcome.steps()) {
      assertThat(step.failure()).as(step.subject()).isEmpty();
      for (Cell cell : step.cells()) {
        cell.verdict()
            .problems()
            .forEach(
                p ->
                    problems.add(
                        p.kind() + " in " + cell.verdict().recording().run().scenario().name()));
      }
    }
    assertThat(problems.stream().distinct())
        .containsExactly(
            "leak in extension-failures/mem-add-first",
            "leak in extension-failures/mem-add-busy",
            "leak in extension-failures/mem-add-no-module");
  }

  private static Recording run(String series, int step, String yaml) {
    Scenario scenario = ScenarioReader.read(YamlNode.parse("test.yaml", HEAD + yaml)).get(0);
    return REPLAYS
        .computeIfAbsent(
            series + " " + step, key -> BUILDER.build(plan(series).steps().get(step), ""))
        .run(ScenarioRun.of(List.of(scenario), List.of(), List.of()).get(0));
  }

  private static SeriesPlan plan(String series) {
    return SeriesPlan.of(
        DirectoryBase.open(Path.of("fixtures/kernel")),
        SeriesReader.read(SeriesSource.of(Path.of(series)), ReadOptions.DEFAULT),
        ApplyOptions.DEFAULT);
  }

  private static String sha512(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-512")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
