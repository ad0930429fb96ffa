package org.seamreplay.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenPlace;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.judge.Judge;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.series.Runner;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceWriter;

/** The unmodified TDX code of released kernels, on every scenario, against its golden traces. */
class ReleasedKernelTests {
  private final GoldenTraces golden = new GoldenTraces(Path.of("traces"));

  @ParameterizedTest
  @ValueSource(strings = {"6.12", "7.2", "7.3"})
  void everyScenarioIsAsItsGoldenTraceSays(String release) {
    KernelTree tree = Kernels.released(release);
    Replay replay = Kernels.replay(tree);
    List<ScenarioRun> runs = ScenarioRun.of(Scenarios.shipped(), List.of(), List.of());
    for (Recording recording : new Runner(2).all(runs, replay::run, run -> {})) {
      Optional<Trace> expected = golden.find(GoldenPlace.ofKernel(tree.id()), recording.run());
      Verdict verdict = Judge.judge(recording, expected);
      assertThat(verdict.problems()).as("%s %s", tree.id(), recording.run().name()).isEmpty();
      assertThat(recording.end())
          .as("%s %s: %s", tree.id(), recording.run().name(), recording.reason())
          .isEqualTo(expected.isPresent() ? Recording.End.DONE : Recording.End.NOT_APPLICABLE);
    }
  }

  /** What users saw in the logs of these releases, and the amount that one of them reported. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acpi-holes       | emr-acpi-holes       | TDMR [0x0, 0x80000000): reserved areas exhausted
          acpi-holes-fewer | emr-acpi-holes-fewer | 1050644 KB allocated for PAMT
          regions          | gnr-70-regions       | TDMRs exhausted
          tsx-off          | gnr-tsx-off          | SEAMCALL (0x0000000000000021) failed: 0xc000092100000122
          """)
  void reportedMachineShowsWhatWasReported(String name, String platform, String line) {
    Scenario scenario = Scenarios.select(List.of("boot-reported/" + name)).get(0);
    for (String release : List.of("6.12", "7.2", "7.3")) {
      Replay replay = Kernels.replay(Kernels.released(release));
      Recording recording = replay.run(new ScenarioRun(scenario, platform, scenario.module()));
      assertThat(recording.log()).as(release).anyMatch(printed -> printed.contains(line));
    }
  }

  /** What Linux 7.3 does on the machine of the speed measurements, counted in the sources. */
  @Test
  void bootOfLinux73Makes193Calls() {
    Trace trace = boot("bench-64g", "tdx-1.5-fast");
    assertThat(trace.callCount()).isEqualTo(193);
    assertThat(calls(trace, "TDH.SYS.INIT")).isEqualTo(1);
    assertThat(calls(trace, "TDH.SYS.LP.INIT")).isEqualTo(8);
    assertThat(calls(trace, "TDH.SYS.RD")).isEqualTo(117);
    assertThat(calls(trace, "TDH.SYS.CONFIG")).isEqualTo(1);
    assertThat(calls(trace, "TDH.SYS.KEY.CONFIG")).isEqualTo(2);
    assertThat(calls(trace, "TDH.SYS.TDMR.INIT")).isEqualTo(64);
  }

  @Test
  void traceOf6TerabytesIsSmall() {
    Trace trace = boot("large-6t", "tdx-1.5");
    assertThat(calls(trace, "TDH.SYS.TDMR.INIT")).isGreaterThan(1_500_000);
    assertThat(TraceWriter.toText(trace)).hasSizeLessThan(100_000);
  }

  @Test
  void recordingTwiceIsByteIdentical() {
    assertThat(TraceWriter.toText(boot("server-512g", "tdx-1.5-fast")))
        .isEqualTo(TraceWriter.toText(boot("server-512g", "tdx-1.5-fast")));
  }

  private static Trace boot(String platform, String module) {
    Replay replay = Kernels.replay(Kernels.released("7.3"));
    ScenarioRun run = new ScenarioRun(Scenarios.select(List.of("boot")).get(0), platform, module);
    return replay.run(run).trace().orElseThrow();
  }

  private static long calls(Trace trace, String leaf) {
    return trace.calls().stream()
        .filter(call -> call.leaf().equals(leaf))
        .mapToLong(SeamcallRecord::calls)
        .sum();
  }
}
