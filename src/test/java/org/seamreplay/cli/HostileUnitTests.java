package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every unit of {@code hostile/compiler}, and those of {@link HostileSizes} that are too large to
 * be files, is answered as it says itself: soon, in one line, with an exit code, and with nothing
 * of a file that is not the unit's own.
 */
class HostileUnitTests {
  private static final Path UNITS = Path.of("src/test/resources/hostile/compiler");
  private static final String TOKEN = "hunter2";

  /** More than ten seconds because tests of other classes may go on at the same time. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final ExecutorService pool = Executors.newFixedThreadPool(2);

  private record Answer(int exit, String err, String out, Duration time) {}

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @TestFactory
  List<DynamicTest> isAnsweredInOneLine() throws IOException {
    List<HostileUnit> units = new ArrayList<>(HostileUnit.in(UNITS));
    units.addAll(HostileSizes.units());
    List<DynamicTest> tests = new ArrayList<>();
    for (HostileUnit unit : units) {
      Future<Answer> answer = pool.submit(() -> answer(unit));
      tests.add(DynamicTest.dynamicTest(unit.name(), () -> check(unit, answer.get())));
    }
    return tests;
  }

  private static void check(HostileUnit unit, Answer answer) {
    assertThat(answer.exit()).as(answer.err()).isEqualTo(unit.exit());
    String first = answer.err().lines().findFirst().orElse("");
    assertThat(unit.lines()).as(first).anyMatch(first::contains);
    assertThat(answer.err() + answer.out())
        .doesNotContain(TOKEN)
        .doesNotContain("internal error")
        .doesNotContain("\tat ")
        .doesNotContain("\u001b")
        .hasSizeLessThan(10_000);
    assertThat(answer.time()).isLessThan(LONGEST);
  }

  private Answer answer(HostileUnit unit) throws IOException {
    Path place = Files.createDirectory(directory.resolve(unit.name() + unit.path().length()));
    Path secret = Files.writeString(place.resolve("secret"), TOKEN + " is the word\n");
    Path sources = Files.createDirectory(place.resolve("sources"));
    Path file = sources.resolve(unit.path());
    Files.createDirectories(file.getParent());
    Files.writeString(file, unit.text().replace(HostileUnit.SECRET, secret.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> variables = Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString());
    Environment environment = new Environment(stream(out), stream(err), variables, false);
    long start = System.nanoTime();
    int exit = Main.run(environment, unit.command(sources).toArray(String[]::new));
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Answer(exit, err.toString(UTF_8), out.toString(UTF_8), time);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
