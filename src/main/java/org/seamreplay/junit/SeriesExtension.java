package org.seamreplay.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.seamreplay.compile.Compiler;
import org.seamreplay.compile.UserCache;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.ReplayListener;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.SeriesReplay;
import org.seamreplay.replay.series.StepBuilder;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;

/**
 * Replays a series once for a test class and gives a dynamic test for each of its steps and
 * scenarios, called for example {@code 07/15 x86/virt/tdx: ... > boot / bench-64g}.
 *
 * <pre>{@code
 * class TopicTests {
 *   @RegisterExtension
 *   static final SeriesExtension topic =
 *       SeriesExtension.kernel(Path.of("/src/linux"))
 *           .base("v7.3")
 *           .series(Path.of("topic.mbox"))
 *           .scenarios("boot", "boot-failures")
 *           .traces(Path.of("traces"));
 *
 *   @TestFactory
 *   Stream<DynamicContainer> everyStepBehavesAsRecorded() {
 *     return topic.tests();
 *   }
 * }
 * }</pre>
 *
 * <p>A scenario that a step cannot do yet is skipped; a step that does not apply or compile fails
 * as a test of its own.
 */
public final class SeriesExtension implements AfterAllCallback {
  private final Path kernel;
  private Optional<String> revision = Optional.empty();
  private Optional<SeriesSource> series = Optional.empty();
  private OptionalInt version = OptionalInt.empty();
  private int fuzz;
  private List<String> scenarios = List.of();
  private List<String> platforms = List.of();
  private List<String> modules = List.of();
  private Path traces = Path.of("traces");
  private Supplier<Path> cache = SeriesExtension::userCache;
  private int jobs = Runtime.getRuntime().availableProcessors();
  private SeriesOutcome outcome;

  private SeriesExtension(Path kernel) {
    this.kernel = kernel;
  }

  /** Tests of a kernel tree. */
  public static SeriesExtension kernel(Path directory) {
    return new SeriesExtension(directory);
  }

  /** From this commit of the kernel's repository; from the files as they are if not said. */
  public SeriesExtension base(String commit) {
    revision = Optional.of(commit);
    return this;
  }

  /**
   * With a series on top: an mbox, a maildir, a directory of patches. Without one the tree alone.
   */
  public SeriesExtension series(Path path) {
    series = Optional.of(SeriesSource.of(path));
    return this;
  }

  /** With this version of the series instead of the highest that is complete. */
  public SeriesExtension version(int number) {
    version = OptionalInt.of(number);
    return this;
  }

  /** With that many lines of context that may differ at each end of a hunk; 0 if not said. */
  public SeriesExtension fuzz(int lines) {
    fuzz = lines;
    return this;
  }

  /** Only these scenarios, families or files; all if none is said. */
  public SeriesExtension scenarios(String... names) {
    scenarios = List.of(names);
    return this;
  }

  /** On these machines instead of the scenarios' own. */
  public SeriesExtension platforms(String... names) {
    platforms = List.of(names);
    return this;
  }

  /** On these TDX modules instead of the scenarios' own. */
  public SeriesExtension modules(String... names) {
    modules = List.of(names);
    return this;
  }

  /** Golden traces in this directory; {@code traces} if not said. */
  public SeriesExtension traces(Path directory) {
    traces = directory;
    return this;
  }

  /** Compiled units in this directory; that of the user's cache if not said. */
  public SeriesExtension cache(Path directory) {
    cache = () -> directory;
    return this;
  }

  /** That many runs at a time; as many as there are CPUs if not said. */
  public SeriesExtension jobs(int number) {
    jobs = number;
    return this;
  }

  /** A container for each step, the base first, with a test for each scenario. */
  public Stream<DynamicContainer> tests() {
    return outcome().steps().stream().map(step -> StepTests.of(outcome(), step));
  }

  /** What came out, for tests that want to look closer; replays when first asked for. */
  public synchronized SeriesOutcome outcome() {
    if (outcome == null) {
      outcome = replay();
    }
    return outcome;
  }

  /** Lets go of the outcome. */
  @Override
  public synchronized void afterAll(ExtensionContext context) {
    outcome = null;
  }

  private SeriesOutcome replay() {
    List<ScenarioRun> runs =
        ScenarioRun.of(Scenarios.select(new ArrayList<>(scenarios)), platforms, modules);
    LoadedProfiles profiles = new LoadedProfiles();
    profiles.loadFor(runs);
    try (Base base = Base.open(kernel, revision);
        StepBuilder builder = new StepBuilder(new Compiler(cache.get()), "seamreplay", profiles)) {
      return new SeriesReplay(builder, new GoldenTraces(traces), jobs, ReplayListener.NONE)
          .run(plan(base), runs);
    }
  }

  private SeriesPlan plan(Base base) {
    if (series.isEmpty()) {
      return SeriesPlan.of(base);
    }
    Series patches = SeriesReader.read(series.get(), new ReadOptions(version, false));
    return SeriesPlan.of(base, patches, new ApplyOptions(fuzz));
  }

  /** As the command line has it. */
  private static Path userCache() {
    Path home = Path.of(System.getProperty("user.home"));
    return new UserCache(System.getenv(), home, System.err::println).path();
  }
}
