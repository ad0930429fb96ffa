package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a watch do its work again. Each step of a test is what happens between two looks. */
class WatchTests {
  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<String> rounds = new ArrayList<>();
  private Path patch;

  private interface Step {
    void happen() throws IOException;
  }

  @BeforeEach
  void patchAndNotes() throws IOException {
    patch = Files.writeString(directory.resolve("0001.patch"), "first");
    Files.createDirectories(directory.resolve("traces/fixture"));
  }

  /** Watches a directory until all steps have happened. */
  private void watch(Step... happenings) {
    steps.addAll(List.of(happenings));
    Environment environment =
        new Environment(
            new PrintStream(said, true, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            Map.of(),
            false);
    new Watch(environment, this::next)
        .loop(
            new Watch.Round() {
              @Override
              public void run() {
                rounds.add(read(patch));
              }

              @Override
              public Collection<Path> files() {
                return List.of(directory, directory.resolve("not-there"));
              }
            });
  }

  private boolean next() {
    Step step = steps.poll();
    try {
      if (step != null) {
        step.happen();
      }
      return step != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "gone";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void nothing() {}

  @Test
  void changedFileIsAReason() {
    watch(() -> Files.writeString(patch, "second, longer"), WatchTests::nothing);

    assertThat(rounds).containsExactly("first", "second, longer");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsPattern("[0-9]+\\.[0-9] s; waiting for changes, Ctrl-C ends")
        .contains("changed: 0001.patch\n");
  }

  @Test
  void newFileBelowADirectoryIsAReason() {
    watch(
        () -> Files.writeString(directory.resolve("traces/fixture/boot.jsonl"), "{}"),
        WatchTests::nothing);

    assertThat(rounds).hasSize(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("changed: boot.jsonl\n");
  }

  @Test
  void filesComingAndGoingAreReasons() {
    watch(
        () -> Files.writeString(directory.resolve("not-there"), "it is"),
        WatchTests::nothing,
        () -> Files.delete(patch),
        WatchTests::nothing);

    assertThat(rounds).containsExactly("first", "first", "gone");
  }

  @Test
  void nothingIsDoneWhileFilesAreStillChanging() {
    watch(
        () -> Files.writeString(patch, "half of"),
        () -> Files.writeString(patch, "half of the"),
        () -> Files.writeString(patch, "half of the patch"),
        WatchTests::nothing);

    assertThat(rounds).containsExactly("first", "half of the patch");
  }

  @Test
  void nothingIsDoneWithoutAChange() {
    watch(WatchTests::nothing, WatchTests::nothing, WatchTests::nothing);

    assertThat(rounds).containsExactly("first");
  }

  @Test
  void longListsOfChangesAreCut() {
    watch(
        () -> {
          for (int i = 2; i < 7; i++) {
            Files.writeString(directory.resolve("000" + i + ".patch"), "more");
          }
        },
        WatchTests::nothing);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("changed: 0002.patch, 0003.patch, 0004.patch and 2 more\n");
  }
}
