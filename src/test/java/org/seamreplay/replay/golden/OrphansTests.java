package org.seamreplay.replay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTests {
  private static final Path BOOT = Path.of("traces/fixture/boot.jsonl");

  @TempDir private Path directory;

  @Test
  void shippedTracesHaveNone() {
    assertThat(Orphans.of(Path.of("traces"))).isEmpty();
  }

  @Test
  void directoryThatIsNotThereHasNone() {
    assertThat(Orphans.of(directory.resolve("nowhere"))).isEmpty();
  }

  @Test
  void scenarioThatIsGoneLeavesAnOrphan() throws IOException {
    orphan("boot", "\"scenario\":\"boot\"", "\"scenario\":\"bot\"", "there is no scenario bot");
  }

  @Test
  void machineThatIsGoneLeavesAnOrphan() throws IOException {
    orphan("boot", "\"bench-64g\"", "\"bench-65g\"", "there is no machine bench-65g");
  }

  @Test
  void fileThatIsCalledOtherwiseThanItsRunIsAnOrphan() throws IOException {
    orphan("bout", "\"boot\"", "\"boot\"", "its run is called boot");
    orphan("boot", "\"bench-64g\"", "\"laptop-8g\"", "its run is called boot@laptop-8g");
  }

  @Test
  void fileThatIsNoTraceIsAnOrphan() throws IOException {
    orphan("boot", "\"format\"", "\"form\"", "it is no trace: ");
  }

  private void orphan(String name, String from, String to, String reason) throws IOException {
    Path file = Files.createDirectories(directory.resolve("fixture")).resolve(name + ".jsonl");
    Files.writeString(file, Files.readString(BOOT).replace(from, to));
    assertThat(Orphans.of(directory))
        .singleElement()
        .satisfies(
            orphan -> {
              assertThat(orphan.file()).isEqualTo(file);
              assertThat(orphan.reason()).startsWith(reason);
            });
    Files.delete(file);
  }
}
