package org.seamreplay.replay.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.compile.Compiler;
import org.seamreplay.kernel.Effect;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.golden.TraceFiles;
import org.seamreplay.replay.golden.TraceOwner;
import org.seamreplay.replay.run.Kernels;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.replay.run.StubRun;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.StepBuilder;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;

/** Every golden trace answers the kernel that it was recorded of, instead of the TDX module. */
class StubbedGoldenTests {
  private static final Path TRACES = Path.of("traces");

  private static Base base;
  private static StepBuilder builder;
  private static SeriesPlan plan;

  private final TraceOwner owner = TraceOwner.shipped();

  @BeforeAll
  static void shippedSeries() {
    base = Base.open(Path.of("fixtures/kernel"), Optional.empty());
    builder =
        new StepBuilder(
            new Compiler(Path.of("target/test-cache/seamreplay")), "test", new LoadedProfiles());
    plan =
        SeriesPlan.of(
            base,
            SeriesReader.read(
                SeriesSource.of(Path.of("patches")), new ReadOptions(OptionalInt.empty(), false)),
            ApplyOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    builder.close();
    base.close();
  }

  @TestFactory
  Stream<DynamicContainer> kernelDoesTheSameWithTheAnswersOfItsGoldenTrace() {
    Map<Path, List<DynamicTest>> byTree = new TreeMap<>();
    Map<Path, Replay> kernels = new TreeMap<>();
    for (Path file : TraceFiles.below(TRACES)) {
      Path name = TRACES.relativize(file);
      boolean step = name.getNameCount() > 2 && name.getName(2).toString().matches("[0-9]{2}-.*");
      Path tree = name.subpath(0, step ? 3 : 1);
      Supplier<Replay> kernel = () -> kernels.computeIfAbsent(tree, StubbedGoldenTests::kernel);
      byTree
          .computeIfAbsent(tree, t -> new ArrayList<>())
          .add(
              dynamicTest(
                  tree.relativize(name).toString(), () -> assertAnswers(kernel.get(), file)));
    }
    assertThat(byTree).hasSizeGreaterThan(5);
    return byTree.entrySet().stream()
        .map(e -> dynamicContainer(e.getKey().toString(), e.getValue()));
  }

  private static Replay kernel(Path tree) {
    if (tree.getNameCount() == 3) {
      int number = Integer.parseInt(tree.getName(2).toString().substring(0, 2));
      return builder.build(plan.steps().get(number), plan.seriesId());
    }
    String kernel = tree.toString();
    return Kernels.replay(
        kernel.equals("fixture")
            ? Kernels.fixture()
            : Kernels.released(kernel.substring("linux-".length())));
  }

  private void assertAnswers(Replay kernel, Path file) throws Exception {
    Trace golden = TraceReader.read(file);
    StubRun run = kernel.stub(owner.run("trace", golden.header()), golden);
    assertThat(run.divergences()).isEmpty();
    // Not the texts: those of steps say of each frame which patch it is from.
    Trace written =
        TraceReader.read(
            new StringReader(TraceWriter.toText(run.recording().trace().orElseThrow())), "again");
    Trace known = golden.without(Effect.Kind.PAGES_FREED.text());
    assertThat(written.lines().equals(known.lines())).as("every record the same").isTrue();
  }
}
