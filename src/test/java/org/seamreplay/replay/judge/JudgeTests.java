package org.seamreplay.replay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seamreplay.platform.YamlNode;
import org.seamreplay.replay.boundary.ReceivedQuote;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.scenario.ScenarioReader;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.SourceFrame;

/** What is expected of every kernel, and what a golden trace holds of this one. */
class JudgeTests {
  private static final List<SourceFrame> IN_ADD_POOL =
      List.of(new SourceFrame("add_pool", "tdx.c", 12, 0, false));
  private static final Finding LEAK =
      new Finding(MemoryFault.LEAK, "nothing refers to it", IN_ADD_POOL, List.of());

  @Test
  void whatAScenarioExpectsIsAskedOfAKernelWithoutGoldenTrace() {
    Recording refused = recording("expect: {returns: {guest-quote: 0}, quotes: verify}", -5);

    assertThat(Judge.judge(refused, Optional.empty()).problems())
        .extracting(JudgedFinding::message)
        .containsExactly("guest-quote returned -EIO, expected 0", "no guest got a quote");
  }

  @Test
  void whatTheGoldenTraceHoldsIsKnownWhateverTheScenarioExpects() {
    Recording weak =
        recording(
            "expect: {returns: {guest-quote: 0}, quotes: verify, log: [fine], findings: [misaligned]}",
            -5,
            LEAK);

    Verdict verdict = Judge.judge(weak, weak.trace());

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.known()).extracting(JudgedFinding::kind).containsExactly("leak");
  }

  @Test
  void goldenTraceOfAnotherReturnValueExcusesNothing() {
    Recording now = recording("expect: {returns: {guest-quote: 0}}", -5);
    Recording before = recording("expect: {returns: {guest-quote: 0}}", 0);

    assertThat(Judge.judge(now, before.trace()).problems())
        .extracting(JudgedFinding::kind)
        .containsExactly("return-value", "divergence");
  }

  /** What the module has cannot be taken back; what it never got can. */
  @Test
  void findingThatIsAllowedMayBeThereOrNot() {
    String expect = "expect: {returns: {guest-quote: any}, allows: [leak]}";

    assertThat(Judge.judge(recording(expect, 0, LEAK), Optional.empty()).problems()).isEmpty();
    assertThat(Judge.judge(recording(expect, 0), Optional.empty()).problems()).isEmpty();
    assertThat(Judge.judge(recording("expect: {}", 0, LEAK), Optional.empty()).problems())
        .extracting(JudgedFinding::kind)
        .containsExactly("leak");
  }

  /** A golden trace holds no quotes. */
  @Test
  void wrongQuoteIsAFindingAlsoWithAGoldenTrace() {
    Recording good = recording("expect: {}", 0);
    Recording wrong =
        new Recording(
            good.run(),
            good.end(),
            "",
            List.of(),
            good.trace(),
            List.of(),
            List.of(),
            good.expectation(),
            List.of(new ReceivedQuote("guest-quote", new byte[64], new byte[16])),
            0,
            0,
            Optional.empty());

    assertThat(Judge.judge(wrong, good.trace()).problems())
        .extracting(JudgedFinding::kind)
        .containsExactly("quote");
  }

  private static Recording recording(String expect, long returned, Finding... findings) {
    ScenarioRun run =
        ScenarioRun.of(
                ScenarioReader.read(
                    YamlNode.parse(
                        "s.yaml",
                        """
                        name: demo
                        description: a demo
                        platforms: [bench-64g]
                        module: tdx-ext
                        flow: [boot, td-create, guest-quote]
                        """
                            + expect
                            + "\n")),
                List.of(),
                List.of())
            .get(0);
    Trace trace =
        new Trace(
            new TraceHeader("", "linux", "", "", "demo", "bench-64g", "tdx-ext"),
            List.of(
                new StepRecord("boot", OptionalLong.of(0), List.of()),
                new StepRecord("guest-quote", OptionalLong.of(returned), List.of()),
                new EndRecord(
                    0,
                    Stream.of(findings)
                        .map(
                            f ->
                                new EndRecord.RecordedFinding(
                                    f.kind().id(), f.message(), f.stack()))
                        .toList())));
    return new Recording(
        run,
        Recording.End.DONE,
        "",
        List.of(),
        Optional.of(trace),
        List.of(findings),
        List.of(),
        0,
        0);
  }
}
