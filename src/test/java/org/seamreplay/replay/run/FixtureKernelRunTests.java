package org.seamreplay.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenPlace;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.judge.Judge;
import org.seamreplay.replay.series.Runner;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.json.TraceReader;

/**
 * The TDX code of our own in fixtures/kernel: as its golden traces say, and as Linux 7.3 does it.
 */
class FixtureKernelRunTests {
  private final KernelTree tree = Kernels.fixture();
  private final Replay replay = Kernels.replay(tree);

  @Test
  void everyScenarioIsAsItsGoldenTraceSays() {
    GoldenTraces golden = new GoldenTraces(Path.of("traces"));
    List<ScenarioRun> runs = ScenarioRun.of(Scenarios.shipped(), List.of(), List.of());
    for (Recording recording : new Runner(2).all(runs, replay::run, run -> {})) {
      Optional<Trace> expected = golden.find(GoldenPlace.ofKernel(tree.id()), recording.run());
      assertThat(recording.end())
          .as("%s: %s", recording.run().name(), recording.reason())
          .isEqualTo(expected.isPresent() ? Recording.End.DONE : Recording.End.NOT_APPLICABLE);
      assertThat(Judge.judge(recording, expected).problems()).as(recording.run().name()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"boot, laptop-8g", "boot-large, server-512g", "boot-large, large-6t"})
  void bootsWithTheCallsOfLinux73(String scenario, String platform) throws Exception {
    Scenario boot = Scenarios.select(List.of(scenario)).get(0);
    ScenarioRun run = new ScenarioRun(boot, platform, boot.module());
    Path linux = Path.of("traces/linux-7.3/" + run.name() + ".jsonl");
    Trace expected = TraceReader.read(linux);

    Trace trace = replay.run(run).trace().orElseThrow();

    assertThat(numbers(trace)).isEqualTo(numbers(expected));
  }

  /** Calls with all that is not an address: those are named after functions, which differ. */
  private static List<String> numbers(Trace trace) {
    List<String> lines = new ArrayList<>();
    for (SeamcallRecord call : trace.calls()) {
      lines.add(
          String.join(
              " ",
              call.leaf(),
              Integer.toString(call.version()),
              "cpu " + call.cpu(),
              "in " + numbers(call.in()),
              call.status(),
              "out " + numbers(call.out()),
              "repeat " + call.repeat()));
    }
    return lines;
  }

  private static List<NamedValue> numbers(List<NamedValue> values) {
    return values.stream().filter(v -> v.value().form() != TraceValue.Form.ADDRESS).toList();
  }
}
