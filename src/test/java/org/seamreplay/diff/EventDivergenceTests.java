package org.seamreplay.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceReader;

/** Events are compared by what stands before them in both traces. */
class EventDivergenceTests {
  private static final Path GOLDEN = Path.of("traces/linux-7.3/boot@laptop-8g.jsonl");

  @TempDir Path directory;

  private static List<String> golden() throws IOException {
    return Files.readAllLines(GOLDEN);
  }

  private static int line(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError(part);
  }

  private List<String> causes(List<String> got) throws Exception {
    Trace expected = TraceReader.read(GOLDEN);
    String text = String.join("\n", got) + "\n";
    List<Divergence> inMemory =
        TraceDiff.between(expected, TraceReader.read(new StringReader(text), "got"));
    Path file = Files.writeString(directory.resolve("got.jsonl"), text);
    assertThat(TraceFileDiff.between(GOLDEN, file)).as("in files").isEqualTo(inMemory);
    return inMemory.stream().map(Divergence::cause).toList();
  }

  @Test
  void eventThatIsGoneIsMissingBeforeTheNextCall() throws Exception {
    List<String> got = golden();
    got.remove(line(got, "WBINVD"));

    assertThat(causes(got))
        .containsExactly("WBINVD on CPUs 0-3 is missing before TDH.SYS.KEY.CONFIG");
  }

  @Test
  void eventOnOtherCpusIsAnotherEventAtTheSamePlace() throws Exception {
    List<String> got = golden();
    got.replaceAll(text -> text.replace("CPUs 0-3", "CPU 0"));

    assertThat(causes(got))
        .containsExactly("WBINVD on CPU 0 before TDH.SYS.KEY.CONFIG, not WBINVD on CPUs 0-3");
  }

  @Test
  void eventThatComesLaterIsMoved() throws Exception {
    List<String> got = golden();
    int at = line(got, "WBINVD");
    String event = got.remove(at).replace("\"before\":123", "\"before\":124");
    got.add(line(got, "TDH.SYS.KEY.CONFIG") + 1, event);

    assertThat(causes(got))
        .containsExactly(
            "WBINVD on CPUs 0-3 comes before TDH.SYS.TDMR.INIT, not before TDH.SYS.KEY.CONFIG");
  }

  @Test
  void nothingFollowsFromTheSilenceOfATraceWithoutEvents() throws Exception {
    List<String> got = golden();
    got.removeIf(text -> text.startsWith("{\"event\""));
    got.set(0, got.get(0).replace("\"version\":2", "\"version\":1"));

    assertThat(causes(got)).isEmpty();
  }
}
