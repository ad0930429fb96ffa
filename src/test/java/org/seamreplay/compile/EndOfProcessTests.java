package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiler that is at work dies with the process that started it, whatever ends that one. */
class EndOfProcessTests {
  private static final long SECONDS = 20;

  @TempDir Path directory;
  private Path temporary;
  private Path unit;

  @BeforeEach
  void makeUnit() throws IOException {
    temporary = Files.createDirectory(directory.resolve("tmp"));
    StringBuilder text = new StringBuilder("#define A0 +1\n");
    for (int i = 1; i <= 40; i++) {
      text.append("#define A%d A%d A%d\n".formatted(i, i - 1, i - 1));
    }
    unit = Files.writeString(directory.resolve("long.c"), text + "int x = 0 A40;\n");
    new Compiler(directory.resolve("cache")).plainFile(small(), 0);
  }

  private Path small() throws IOException {
    return Files.writeString(directory.resolve("small.c"), "int x;\n");
  }

  /** Another Java that compiles the unit, and the compiler that it has started. */
  private record Running(Process java, ProcessHandle compiler) {}

  private Running start() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                PlainCompilation.class.getName(),
                directory.resolve("cache").toString(),
                unit.toString())
            .inheritIO()
            .start();
    await(() -> compiler(java) != null);
    return new Running(java, compiler(java));
  }

  private static ProcessHandle compiler(Process java) {
    return java.children()
        .filter(child -> child.info().command().orElse("").endsWith("/clang"))
        .findFirst()
        .orElse(null);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("soon enough").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(f -> f.getFileName().toString().startsWith("seamreplay")).toList();
    }
  }

  @Test
  void killedProcessTakesItsCompilerAlongAndTheNextOneCleansUp() throws Exception {
    Running running = start();

    running.java().destroyForcibly().waitFor();

    await(() -> !running.compiler().isAlive());
    assertThat(leftBehind()).hasSize(1);
    ScratchDirectory.in(temporary).close();
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void terminatedProcessLeavesNothing() throws Exception {
    Running running = start();

    running.java().destroy();

    assertThat(running.java().waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    await(() -> !running.compiler().isAlive());
    assertThat(leftBehind()).isEmpty();
  }
}
