package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seamreplay.replay.boundary.BadInput;

/** {@code --report FORMAT=FILE}. */
class ReportsTests {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Reports.Format.class)
  void reportIsWrittenWhole(Reports.Format format) throws IOException {
    Path file = directory.resolve("report");
    Files.writeString(file, "old");
    Reports.write(Outcomes.series(), format.id(), file);
    assertThat(Files.readAllBytes(file)).isEqualTo(Reports.bytes(Outcomes.series(), format));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void unknownFormatIsBadInputWithTheKnownOnes() {
    assertThatThrownBy(() -> Reports.Target.parse("pdf=x"))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("report format 'pdf' is not known; use one of text, json");
  }

  @Test
  void reportWithoutAFileIsBadInput() {
    assertThatThrownBy(() -> Reports.Target.parse("json"))
        .isInstanceOf(BadInput.class)
        .hasMessage("--report json: no file; write --report json=FILE");
    assertThatThrownBy(() -> Reports.Target.parse("json=")).isInstanceOf(BadInput.class);
  }

  @Test
  void missingDirectoryIsBadInputBeforeAndAfterTheWork() {
    Path file = directory.resolve("no/report.json");
    assertThatThrownBy(() -> Reports.Target.parse("json=" + file).check())
        .isInstanceOf(BadInput.class)
        .hasMessage(file + ": no such directory: " + file.getParent());
    assertThatThrownBy(() -> Reports.write(Outcomes.tree(), "json", file))
        .isInstanceOf(BadInput.class)
        .hasMessage(file + ": cannot be written: no such directory");
  }

  @Test
  void directoryIsNoFile() {
    assertThatThrownBy(() -> Reports.Target.parse("json=" + directory).check())
        .hasMessage(directory + ": is a directory; give the name of a file");
  }

  @Test
  void minusIsStandardOutput() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Reports.Target.parse("text=-").write(Outcomes.tree(), new PrintStream(out, false, UTF_8));
    assertThat(out.toString(UTF_8)).contains("5 runs: no findings");
  }
}
