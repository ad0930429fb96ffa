package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTests {
  @TempDir Path parent;

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }

  @Test
  void closedDirectoryIsGoneWithAllInIt() throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
      Files.createDirectories(scratch.path().resolve("a/b"));
      Files.writeString(scratch.path().resolve("a/b/c"), "text");

      assertThat(all()).containsExactly(scratch.path());
    }

    assertThat(all()).isEmpty();
  }

  @Test
  void directoriesInUseAreLeftAlone() throws IOException {
    try (ScratchDirectory one = ScratchDirectory.in(parent);
        ScratchDirectory two = ScratchDirectory.in(parent)) {
      assertThat(all()).containsExactlyInAnyOrder(one.path(), two.path());
    }
  }

  @Test
  void directoryWhoseProcessIsDeadIsRemovedByTheNextOne() throws IOException {
    Path deserted = Files.createDirectory(parent.resolve("seamreplay-1-abc"));
    Files.writeString(deserted.resolve(".lock"), "");
    Files.writeString(deserted.resolve("unit.ll"), "text");

    ScratchDirectory.in(parent).close();

    assertThat(all()).isEmpty();
  }

  @Test
  void directoryWithoutALockIsRemovedWhenItIsOld() throws IOException {
    Path old = Files.createDirectory(parent.resolve("seamreplay-cc123"));
    Path fresh = Files.createDirectory(parent.resolve("seamreplay-cc124"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(9, ChronoUnit.DAYS)));

    ScratchDirectory.in(parent).close();

    assertThat(all()).containsExactly(fresh);
  }

  @Test
  void whatOnlyLooksLikeOneIsLeftAlone() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve(".lock"), "");
    Path link = Files.createSymbolicLink(parent.resolve("seamreplay-9-link"), elsewhere);
    Path file = Files.writeString(parent.resolve("seamreplay-9-file"), "text");

    ScratchDirectory.in(parent).close();

    assertThat(all()).containsExactlyInAnyOrder(elsewhere, link, file);
    assertThat(elsewhere.resolve(".lock")).exists();
  }
}
