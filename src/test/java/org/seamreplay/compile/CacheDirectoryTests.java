package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTests {
  private static final Path HOME = Path.of("/home/user");

  @TempDir Path directory;

  @Test
  void defaultIsBelowXdgCacheHome() {
    assertThat(CacheDirectory.defaultPath(Map.of("XDG_CACHE_HOME", "/caches"), HOME))
        .isEqualTo(Path.of("/caches/seamreplay"));
  }

  @Test
  void defaultIsBelowHomeWithoutAnAbsoluteXdgCacheHome() {
    Path expected = Path.of("/home/user/.cache/seamreplay");

    assertThat(CacheDirectory.defaultPath(Map.of(), HOME)).isEqualTo(expected);
    assertThat(CacheDirectory.defaultPath(Map.of("XDG_CACHE_HOME", ""), HOME)).isEqualTo(expected);
    assertThat(CacheDirectory.defaultPath(Map.of("XDG_CACHE_HOME", "caches"), HOME))
        .isEqualTo(expected);
  }

  @Test
  void fileIsReadAsItWasWrittenLast() throws IOException {
    CacheDirectory cache = new CacheDirectory(directory, 1000);
    cache.write("a/b", new byte[] {1});
    cache.write("a/b", new byte[] {2, 3});

    assertThat(cache.read("a/b")).hasValue(new byte[] {2, 3});
    assertThat(cache.read("a/c")).isEmpty();
    assertThat(names()).containsExactly("a/b");
  }

  @Test
  void whatWasNeverFinishedGoesWhenItIsOld() throws IOException {
    CacheDirectory cache = new CacheDirectory(directory, 1000);
    cache.write("d/new-1", new byte[10]);
    cache.write("d/new-2", new byte[10]);
    cache.touch("d/new-1", FileTime.fromMillis(0));
    cache.touch("d/new-2", FileTime.fromMillis(3_000_000));

    cache.prune(Instant.ofEpochMilli(4_000_000));

    assertThat(names()).containsExactly("d/new-2");
  }

  @Test
  void oldestFilesGoWhenThereIsTooMuch() throws IOException {
    CacheDirectory cache = new CacheDirectory(directory, 25);
    for (int i = 0; i < 5; i++) {
      cache.write("d/" + i, new byte[10]);
      cache.touch("d/" + i, FileTime.fromMillis(i * 1000L));
    }
    cache.touch("d/0", FileTime.fromMillis(9000));

    cache.prune(Instant.EPOCH);

    assertThat(names()).containsExactly("d/0", "d/4");
  }

  @Test
  void nothingGoesWhileThereIsRoom() throws IOException {
    CacheDirectory cache = new CacheDirectory(directory, 20);
    cache.write("a", new byte[10]);
    cache.write("b", new byte[10]);

    cache.prune(Instant.EPOCH);

    assertThat(names()).containsExactly("a", "b");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(f -> directory.relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
