package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a confined process can and cannot do, shown with a shell in the compiler's place. */
class ConfinementTests {
  private static final CompilerLimits LIMITS =
      new CompilerLimits(Duration.ofSeconds(1), Duration.ofSeconds(20), 1L << 30, 1L << 20);

  @TempDir Path directory;
  private Path readable;
  private Path other;
  private Confinement confinement;

  private record Outcome(int status, String output) {}

  @BeforeEach
  void makeFiles() throws IOException {
    confinement = new Toolchain(message -> {}).confinement();
    assumeTrue(confinement.launcher().isPresent(), "a launcher for this system");
    readable = Files.createDirectory(directory.resolve("readable"));
    other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(readable.resolve("file"), "may be read\n");
    Files.writeString(other.resolve("file"), "may not be read\n");
  }

  private Outcome run(String script) throws IOException, InterruptedException {
    try (ScratchDirectory scratch = ScratchDirectory.make()) {
      Path output = scratch.path().resolve("output");
      String all = script.replace("@R", readable.toString()).replace("@O", other.toString());
      List<String> shell = List.of(Path.of("/bin/sh").toRealPath().toString(), "-c", all);
      List<String> command = confinement.command(shell, List.of(readable), scratch.path(), LIMITS);
      int status = CompilerProcess.run(command, scratch, output, LIMITS.wall()).orElseThrow();
      Confinement.Offered offered = Confinement.Offered.in(Files.readString(output));
      assumeTrue(offered.missing().isEmpty(), "all that Linux can offer");
      return new Outcome(status, Files.readString(output));
    }
  }

  @Test
  void namedDirectoryIsReadAndNoOtherFile() throws Exception {
    assertThat(run("read x < @R/file && echo $x").output()).contains("may be read");
    assertThat(run("read x < @O/file && echo $x").output())
        .contains("Permission denied")
        .doesNotContain("may not be read");
    assertThat(run("read x < /etc/hostname").output()).contains("Permission denied");
  }

  @Test
  void linkLeadsNowhereElse() throws Exception {
    Files.createSymbolicLink(readable.resolve("link"), other.resolve("file"));

    assertThat(run("read x < @R/link && echo $x").output())
        .contains("Permission denied")
        .doesNotContain("may not be read");
  }

  @Test
  void onlyTheScratchDirectoryIsWrittenTo() throws Exception {
    assertThat(run("echo a > fine && read x < fine && echo it says $x").output())
        .contains("it says a");
    assertThat(run("echo a > @R/new").output()).contains("Permission denied");
    assertThat(run("echo a > @O/new").output()).contains("Permission denied");
    assertThat(run("echo a > /tmp/seamreplay-was-here").output()).contains("Permission denied");
  }

  @Test
  void noOtherProcessIsStartedOrTouched() throws Exception {
    assertThat(run("(true)").output()).contains("Cannot fork");
    assertThat(run("kill -9 " + ProcessHandle.current().pid()).output())
        .containsIgnoringCase("not permitted");
  }

  @Test
  void environmentIsEmptyButForAPlaceWithoutTemporaryFiles() throws Exception {
    assertThat(run("export -p").output().lines().filter(line -> line.contains("=")))
        .allMatch(line -> line.matches("export (PWD|OLDPWD|TMPDIR='/dev/null').*"));
  }

  @Test
  void processorTimeIsLimited() throws Exception {
    Outcome outcome = run("while :; do :; done");

    assertThat(CompilerProcess.isOutOfTime(outcome.status())).isTrue();
  }

  @Test
  void filesAreLimited() throws Exception {
    Outcome outcome = run("while :; do echo 'a line of some length, again and again'; done > big");

    assertThat(CompilerProcess.isOutOfRoom(outcome.status())).isTrue();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(Confinement.Offered.in("confine: landlock 6 seccomp 1\n").missing()).isEmpty();
    assertThat(Confinement.Offered.in("confine: landlock 0 seccomp 1\n").missing())
        .isEqualTo("Landlock");
    assertThat(Confinement.Offered.in("error: no launcher").missing())
        .isEqualTo("Landlock and seccomp");
  }
}
