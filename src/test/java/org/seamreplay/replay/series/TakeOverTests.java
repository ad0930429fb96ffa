package org.seamreplay.replay.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;

/** Recordings of one step of the shipped series that stand for runs of the next one. */
class TakeOverTests {
  /** What would not be there without a step's own run is the same as with it. */
  @Test
  void recordingTakenOverIsTheOneThatARunGives() {
    LoadedProfiles profiles = new LoadedProfiles();
    List<ScenarioRun> runs = everyFifth();
    profiles.loadFor(runs);
    Compiler compiler = new Compiler(Path.of("target/test-cache/seamreplay"));
    int taken = 0;
    int moved = 0;
    try (Base base = Base.open(Path.of("fixtures/kernel"), Optional.empty());
        StepBuilder builder = new StepBuilder(compiler, "test", profiles)) {
      SeriesPlan plan = SeriesPlan.of(base, series(), ApplyOptions.DEFAULT);
      List<Replay> steps =
          plan.steps().stream().map(step -> builder.build(step, plan.seriesId())).toList();
      for (ScenarioRun run : runs) {
        Recording last = steps.get(0).run(run);
        for (int i = 1; i < steps.size(); i++) {
          Recording fresh = steps.get(i).run(run);
          Replay before = steps.get(i - 1);
          Recording recording = last;
          Replay after = steps.get(i);
          Optional<Recording> known =
              recording
                  .footprints()
                  .flatMap(seen -> after.takeOver(recording, before.dependences(recording)));
          if (known.isPresent()) {
            assertSame(known.get(), fresh, plan.steps().get(i).label() + " " + run.name());
            taken++;
            moved += fresh.trace().equals(last.trace()) ? 0 : 1;
          }
          // What was taken over once may be taken over again.
          last = known.orElse(fresh);
        }
      }
    }
    assertThat(taken).as("cells taken over").isGreaterThan(runs.size());
    assertThat(moved).as("of them on other lines").isPositive();
  }

  /** Some of each family, on a machine on which they take no time. */
  private static List<ScenarioRun> everyFifth() {
    List<ScenarioRun> all = ScenarioRun.of(Scenarios.shipped(), List.of("laptop-8g"), List.of());
    return IntStream.range(0, all.size()).filter(i -> i % 5 == 0).mapToObj(all::get).toList();
  }

  private static void assertSame(Recording known, Recording fresh, String cell) {
    assertThat(known.trace()).as(cell).isEqualTo(fresh.trace());
    assertThat(known.findings()).as(cell).isEqualTo(fresh.findings());
    assertThat(known.log()).as(cell).isEqualTo(fresh.log());
    assertThat(known.end()).as(cell).isEqualTo(fresh.end());
    assertThat(known.reason()).as(cell).isEqualTo(fresh.reason());
    assertThat(known.stack()).as(cell).isEqualTo(fresh.stack());
    assertThat(known.instructions()).as(cell).isEqualTo(fresh.instructions());
  }

  private static Series series() {
    return SeriesReader.read(
        SeriesSource.of(Path.of("patches")), new ReadOptions(OptionalInt.empty(), false));
  }
}
