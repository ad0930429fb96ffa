package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of {@code hostile}: whatever a stranger sends, the program ends soon, with little
 * memory, the right exit code and one line that no terminal obeys.
 */
@DisabledOnOs(OS.WINDOWS)
class HostileTests {
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m", "-Xss1m");
  private static final Map<String, String> CACHE =
      Map.of("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
  private static final int LEAST = 300;

  @TempDir private static Path directory;

  @TestFactory
  Stream<DynamicContainer> everyCaseEndsInOneLine() {
    List<String> arguments = new ArrayList<>(List.of(directory.toString()));
    arguments.addAll(HostileCase.READERS);
    Started run = Started.run(directory, HostileRun.class, SMALL_HEAP, CACHE, arguments);
    Map<String, String> problems = new HashMap<>();
    run.out().lines().map(line -> line.split("\t", 2)).forEach(l -> problems.put(l[0], l[1]));
    return HostileCase.READERS.stream()
        .map(
            reader ->
                DynamicContainer.dynamicContainer(
                    reader,
                    HostileCase.of(reader).stream()
                        .map(
                            one ->
                                DynamicTest.dynamicTest(
                                    one.title(),
                                    () ->
                                        assertThat(
                                                problems.getOrDefault(
                                                    one.place(), "not run: " + run.err()))
                                            .as(one.place())
                                            .isEmpty()))));
  }

  /** As a user starts it: with its own exit code and whatever the JVM itself may print. */
  @TestFactory
  Stream<DynamicTest> someCasesInAProcessOfTheirOwn() {
    return HostileCase.READERS.stream()
        .map(HostileCase::of)
        .map(cases -> cases.get(cases.size() / 2))
        .map(one -> DynamicTest.dynamicTest(one.title(), () -> runAlone(one)));
  }

  private static void runAlone(HostileCase one) throws IOException {
    Path own = Files.createTempDirectory(directory, "alone");
    HostileInput input = new HostileInput(own);
    for (Map.Entry<String, String> file : one.inputs().entrySet()) {
      input.make(file.getKey(), file.getValue());
    }
    Started run = Started.run(directory, SMALL_HEAP, CACHE, HostileRun.command(one, own));
    HostileRun.Outcome outcome =
        new HostileRun.Outcome(
            run.code(), HostileRun.relative(run.out(), own), HostileRun.relative(run.err(), own));
    assertThat(HostileRun.problem(one, outcome)).as(one.place()).isEmpty();
  }

  @Test
  void thereAreEnough() {
    assertThat(HostileCase.READERS.stream().mapToInt(r -> HostileCase.of(r).size()).sum())
        .isGreaterThanOrEqualTo(LEAST);
  }
}
