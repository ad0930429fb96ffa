package org.seamreplay.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
@DisabledOnOs(OS.WINDOWS)
class InputFileTests {
  private static final int MOST = 1 << 20;

  @TempDir private Path outside;
  private Path directory;

  @BeforeEach
  void makeFiles() throws IOException {
    directory = Files.createDirectory(outside.resolve("inside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.writeString(directory.resolve("own"), "own");
  }

  private interface Reading {
    byte[] read() throws IOException;
  }

  private static String complaint(Reading reading) {
    return InputFile.reason(catchThrowableOfType(IOException.class, reading::read));
  }

  @Test
  void aLinkWithinTheDirectoryIsFollowedAndOneThatLeadsOutIsNot() throws IOException {
    Path in = Files.createSymbolicLink(directory.resolve("in"), Path.of("own"));
    Path out = Files.createSymbolicLink(directory.resolve("out"), Path.of("../secret"));
    Path parent = Files.createSymbolicLink(directory.resolve("parent"), outside);

    assertThat(InputFile.within(directory, in, MOST)).isEqualTo("own".getBytes(UTF_8));
    assertThat(complaint(() -> InputFile.within(directory, out, MOST)))
        .isEqualTo("a link that leads out of its directory");
    assertThat(complaint(() -> InputFile.within(directory, parent.resolve("secret"), MOST)))
        .isEqualTo("a link that leads out of its directory");
  }

  @Test
  void aPipeIsTakenWhereTheUserNamesItAndNowhereElse() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(complaint(() -> InputFile.found(pipe, MOST)))
        .isEqualTo("not a regular file; give one that is");
    assertThat(complaint(() -> InputFile.within(directory, pipe, MOST)))
        .isEqualTo("not a regular file; give one that is");

    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, "through");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    assertThat(InputFile.named(pipe, MOST)).isEqualTo("through".getBytes(UTF_8));
    writer.join();
  }

  @Test
  void aDeviceIsNeverRead() {
    assertThat(complaint(() -> InputFile.named(Path.of("/dev/zero"), MOST)))
        .isEqualTo("not a regular file; give one that is");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    Path large = directory.resolve("large");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThat(complaint(() -> InputFile.named(large, MOST))).isEqualTo("larger than 1 MB");
  }

  @Test
  void eachComplaintNamesTheFile() {
    IOException e =
        catchThrowableOfType(
            IOException.class, () -> InputFile.named(outside.resolve("none"), MOST));

    assertThat(InputFile.complaint(e)).isEqualTo(outside.resolve("none") + ": no such file");
  }
}
