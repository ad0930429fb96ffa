package org.seamreplay.replay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.trace.Trace;

class GoldenTracesTests {
  private static final Scenario BOOT = Scenarios.select(List.of("boot")).get(0);
  private static final ScenarioRun RUN = new ScenarioRun(BOOT, "laptop-8g", BOOT.module());

  /** The places of a kernel and of so many steps after it. */
  private static List<GoldenPlace> places(int steps) {
    List<GoldenPlace> places = new ArrayList<>(List.of(GoldenPlace.ofKernel("linux-7.3")));
    for (int i = 1; i <= steps; i++) {
      places.add(places.get(i - 1).next("series", i, steps, "x86/tdx: step " + i));
    }
    return places;
  }

  private static byte[] trace() throws IOException {
    return Files.readAllBytes(Path.of("traces/linux-7.3/" + RUN.name() + ".jsonl"));
  }

  private static String name(GoldenPlace place) {
    String step = place.step().isEmpty() ? "" : place.series() + "/" + place.step() + "/";
    return place.kernel() + "/" + step + RUN.name() + ".jsonl";
  }

  @Test
  void traceHoldsUntilAStepHasAnother() throws IOException {
    List<GoldenPlace> places = places(6);
    Map<String, byte[]> texts = new HashMap<>();
    texts.put(name(places.get(2)), trace());
    texts.put(name(places.get(4)), trace());
    GoldenTraces goldens = new GoldenTraces(texts);

    List<Optional<Trace>> found = places.stream().map(p -> goldens.find(p, RUN)).toList();

    assertThat(found.subList(0, 2)).containsOnly(Optional.empty());
    assertThat(found.get(2)).isPresent();
    assertThat(found.get(3).get()).isSameAs(found.get(2).get());
    assertThat(found.get(4).get()).isNotSameAs(found.get(2).get());
    assertThat(found.get(6).get()).isSameAs(found.get(4).get());
    assertThat(goldens.inherited(places.get(4), RUN)).isEqualTo(found.get(3));
    assertThat(goldens.inherited(places.get(0), RUN)).isEmpty();
  }

  @Test
  void lastStepMayBeAskedForAlone() throws IOException {
    List<GoldenPlace> places = places(6);
    GoldenTraces goldens = new GoldenTraces(Map.of(name(places.get(0)), trace()));

    assertThat(goldens.find(places.get(6), RUN)).isPresent();
  }

  @Test
  @Timeout(60)
  void eachOfVeryManyStepsIsOnlyAskedOnce() {
    GoldenTraces goldens = new GoldenTraces(Map.of());

    for (GoldenPlace place : places(50_000)) {
      assertThat(goldens.find(place, RUN)).isEmpty();
    }
  }
}
