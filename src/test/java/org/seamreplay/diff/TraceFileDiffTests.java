package org.seamreplay.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;

class TraceFileDiffTests {
  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path file(String name, Trace trace) throws IOException {
    return file(name, TraceWriter.toText(trace));
  }

  @ParameterizedTest
  @CsvSource({"2000, 60, 30, 30", "30000, 100, 20, 20"})
  void exactlyThePlantedEditsAreFound(int records, int changed, int inserted, int deleted)
      throws Exception {
    Path a = directory.resolve("a");
    Path b = directory.resolve("b");
    List<String> planted =
        new PlantedTraces(records, changed, inserted, deleted).write(a, b, records);
    assertThat(planted).hasSize(changed + inserted + deleted);
    assertThat(found(TraceFileDiff.between(a, b))).containsExactlyElementsOf(planted);
    assertThat(found(TraceDiff.between(TraceReader.read(a), TraceReader.read(b))))
        .containsExactlyElementsOf(planted);
  }

  private static List<String> found(List<Divergence> all) {
    List<String> found = new ArrayList<>();
    for (Divergence d : all) {
      found.add(d.kind() + " " + d.expectedAt() + " " + d.gotAt() + " " + d.what());
    }
    return found;
  }

  @Test
  void filesAreComparedAsTracesInMemoryAre() throws Exception {
    List<Path> files = goldens();
    assertThat(files).hasSizeGreaterThan(10);
    for (int i = 0; i + 1 < files.size(); i++) {
      Path a = files.get(i);
      Path b = files.get(i + 1);
      assertThat(TraceFileDiff.between(a, b))
          .as(a + " " + b)
          .isEqualTo(TraceDiff.between(TraceReader.read(a), TraceReader.read(b)));
    }
  }

  /** Goldens of the boot scenario on all kernels that have one. */
  private static List<Path> goldens() throws IOException {
    try (var walk = Files.walk(Path.of("traces"))) {
      return walk.filter(file -> file.getFileName().toString().startsWith("boot"))
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted(java.util.Comparator.comparing((Path f) -> f.getFileName()).thenComparing(f -> f))
          .toList();
    }
  }

  @Test
  void anotherStubStackOrChoiceIsNoDifference() throws Exception {
    Calls call = Calls.call("TDH.SYS.INIT", "ATTRIBUTES=0x0");
    Path a = file("a", Calls.trace(call, call.times(3), Calls.step("boot", 0)));
    Path b = file("b", Calls.trace(call.noise(), call.noise().times(3), Calls.step("boot", 0)));
    assertThat(TraceFileDiff.between(a, b)).isEmpty();
  }

  @Test
  void anotherWayToWriteJsonIsNoDifference() throws Exception {
    Calls call = Calls.call("TDH.SYS.INIT", "ATTRIBUTES=0x0");
    String text = TraceWriter.toText(Calls.trace(call, call.cpu(1)));
    Path a = file("a", text);
    Path b = file("b", text.replace(",\"cpu\"", ", \"cpu\"").replace("\n", "\r\n"));
    Path c = file("c", text.replace("{\"seq\":0,\"cpu\":0,", "{\"cpu\":0,\"seq\":0,"));
    assertThat(TraceFileDiff.between(a, b)).isEmpty();
    assertThat(TraceFileDiff.between(a, c)).isEmpty();
  }

  @Test
  void keysThatLookLikeTheEndOfACallAreCompared() throws Exception {
    String text = TraceWriter.toText(Calls.trace(Calls.call("TDH.SYS.INIT", "via=0x1", "Z=0x2")));
    Path a = file("a", text);
    Path b = file("b", text.replace("\"Z\":\"0x2\"", "\"Z\":\"0x3\""));
    assertThat(TraceFileDiff.between(a, b)).extracting(Divergence::what).containsExactly("in.Z");
  }

  @Test
  void loopsCountAsManyCalls() throws Exception {
    Calls call = Calls.call("TDH.SYS.TDMR.INIT", "TDMR_BASE=0x0");
    Trace folded =
        Calls.trace(call.times(256).times(3, "in.TDMR_BASE=0x400"), call.cpu(1).times(4));
    Path a = file("a", folded);
    Path b = file("b", Calls.unfolded(folded));
    assertThat(TraceFileDiff.between(a, b)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"seq\":1 | \"seq\":7 | bad:3: seq: must be 1, not 7",
        "{\"end\":2} | {\"end\":9} | bad:4: end: says 9 calls, the trace holds 2",
        "{\"end\":2} | '' | bad:3: trace is cut off, its end line is missing",
        "\"format\":\"seamreplay-trace\" | \"format\":\"x\" | bad:1: no trace: format must be",
        "{\"end\":2} | {\"end\":2}@{\"end\":2} | bad:5: line after the end of the trace",
        "\"cpu\":1 | \"cpu\":one | bad:3: no JSON",
      })
  void whatIsNoTraceIsNamedWithItsLine(String from, String to, String message) throws Exception {
    Calls call = Calls.call("TDH.SYS.INIT", "ATTRIBUTES=0x0");
    String text = TraceWriter.toText(Calls.trace(call, call.cpu(1)));
    String broken = text.replace(from, to.replace('@', '\n')).replace("\n\n", "\n");
    assertThat(broken).isNotEqualTo(text);
    Path good = file("good", text);
    Path bad = file("bad", broken);
    for (Path[] pair : new Path[][] {{good, bad}, {bad, good}}) {
      assertThatThrownBy(() -> TraceFileDiff.between(pair[0], pair[1]))
          .isInstanceOf(TraceFormatException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void manyEqualAndManyDifferentRecordsEndInTime() throws Exception {
    List<Calls> equal = new ArrayList<>();
    List<Calls> others = new ArrayList<>();
    List<Calls> shuffled = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      equal.add(Calls.call("TDH.SYS.TDMR.INIT", "TDMR_BASE=0x0"));
      others.add(Calls.call("TDH.SYS.LP.INIT", "R8=0x" + Long.toHexString((long) i * i)));
      shuffled.add(Calls.call("TDH.SYS.TDMR.INIT", "TDMR_BASE=0x" + i * 7919L % 20_000 % 5));
    }
    Trace a = Calls.trace(equal);
    Trace b = Calls.trace(others);
    Trace c = Calls.trace(shuffled);
    for (Trace[] pair : new Trace[][] {{a, b}, {a, c}, {b, c}, {c, a}}) {
      List<Divergence> all = TraceDiff.between(pair[0], pair[1]);
      assertThat(all).isNotEmpty();
      assertThat(TraceFileDiff.between(file("a", pair[0]), file("b", pair[1]))).isEqualTo(all);
    }
  }
}
