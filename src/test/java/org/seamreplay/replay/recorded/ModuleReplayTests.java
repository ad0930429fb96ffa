package org.seamreplay.replay.recorded;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.golden.TraceFiles;
import org.seamreplay.replay.golden.TraceOwner;
import org.seamreplay.replay.golden.TraceVerification;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;

/** A trace drives the TDX module without a kernel. */
class ModuleReplayTests {
  private static final Path TRACES = Path.of("traces");
  private static final Path BOOT = TRACES.resolve("fixture/boot.jsonl");

  @TempDir private Path directory;

  private final TraceOwner owner = TraceOwner.shipped();
  private final LoadedProfiles profiles = new LoadedProfiles();

  /** A trace without what no module answers: the kernel's own events. */
  private static String callsOf(String trace) {
    return trace
        .lines()
        .filter(line -> !line.startsWith("{\"event\":"))
        .map(line -> line + "\n")
        .collect(joining())
        .replaceFirst("\"version\":2", "\"version\":1");
  }

  @TestFactory
  Stream<DynamicTest> goldenTraceComesOutByteForByte() {
    return TraceFiles.below(TRACES).stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    TRACES.relativize(file).toString(),
                    () -> {
                      TraceVerification answer = TraceVerification.of(file, owner, profiles);
                      assertThat(answer.divergences()).isEmpty();
                      assertThat(TraceWriter.toText(answer.now()))
                          .isEqualTo(callsOf(Files.readString(file)));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> goldenTraceFitsIntoAMail() {
    return TraceFiles.below(TRACES).stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    TRACES.relativize(file).toString(),
                    () -> assertThat(Files.size(file)).isLessThan(100_000)));
  }

  @Test
  void anotherAnswerIsADivergence() throws Exception {
    List<Divergence> divergences = divergences("\"VALUE\":\"0x5\"", "\"VALUE\":\"0x6\"");
    assertThat(divergences).hasSize(1);
    assertThat(divergences.get(0).call()).isEqualTo("TDH.SYS.RD");
    assertThat(divergences.get(0).expectedAt()).isEqualTo(9);
  }

  @Test
  void anotherOperandGetsTheAnswerThatItDeserves() throws Exception {
    // One page of PAMT less than the module needs.
    List<Divergence> divergences =
        divergences("\"pamt_4k_size\":\"0x8000000\"", "\"pamt_4k_size\":\"0x7fff000\"");
    assertThat(divergences).isNotEmpty();
    assertThat(divergences.get(0).call()).isEqualTo("TDH.SYS.CONFIG");
  }

  @Test
  void operandThatIsMissingIsNamed() {
    assertThatThrownBy(() -> now(boot("\"NUM_TDMR_INFO\":3,", "")))
        .isInstanceOf(NotReplayable.class)
        .hasMessage("call 126: in.NUM_TDMR_INFO: is missing");
  }

  @Test
  void operandThatTheLeafDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> now(boot("\"NUM_TDMR_INFO\":3,", "\"NUM_TDMR_INFO\":3,\"X\":3,")))
        .isInstanceOf(NotReplayable.class)
        .hasMessage("call 126: in.X: not of TDH.SYS.CONFIG");
  }

  @Test
  void leafAndItsNumberMustGoTogether() {
    assertThatThrownBy(() -> now(boot("\"rax\":\"0x2d\"", "\"rax\":\"0x2c\"")))
        .isInstanceOf(NotReplayable.class)
        .hasMessage("call 126: rax is that of TDH.SYS.LP.SHUTDOWN, not of TDH.SYS.CONFIG");
  }

  @Test
  void cpuThatTheMachineDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> now(boot("\"seq\":126,\"cpu\":0", "\"seq\":126,\"cpu\":80")))
        .isInstanceOf(NotReplayable.class)
        .hasMessage("call 126: cpu: the machine has 8 CPUs, there is no CPU 80");
  }

  @Test
  void objectLargerThanTheMachineIsRefused() {
    assertThatThrownBy(
            () ->
                now(
                    boot(
                        "\"at\":\"alloc_pages_exact@alloc_tdmr_table[0]\"",
                        "\"at\":\"alloc_pages_exact@alloc_tdmr_table[0]+0xf000000000\"")))
        .isInstanceOf(NotReplayable.class)
        .hasMessageContaining("alloc_pages_exact@alloc_tdmr_table: 1 objects do not fit");
  }

  @Test
  void traceThatStandsForTooManyCallsIsRefusedAtOnce() throws Exception {
    String text = Files.readString(BOOT);
    String many =
        text.replace("\"repeat\":[{\"times\":8,", "\"repeat\":[{\"times\":1099511627776,");
    StringBuilder renumbered = new StringBuilder();
    for (String line : many.lines().toList()) {
      if (line.startsWith("{\"format\"") || line.contains("\"seq\":0,")) {
        renumbered.append(line).append('\n');
      } else if (line.contains("1099511627776")) {
        renumbered.append(line).append('\n');
      }
    }
    renumbered.append("{\"end\":1099511627777}\n");
    Trace trace = TraceReader.read(new StringReader(renumbered.toString()), "huge.jsonl");
    assertThatThrownBy(() -> now(trace))
        .isInstanceOf(NotReplayable.class)
        .hasMessageContaining("more calls than are made again");
  }

  @Test
  void traceOfNoScenarioIsAnOrphan() throws IOException {
    Path file = Files.writeString(directory.resolve("x.jsonl"), text("\"boot\"", "\"bot\""));
    assertThatThrownBy(() -> TraceVerification.of(file, owner, profiles))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            file
                + ": no scenario owns this trace: there is no 'bot'; give its file with --scenario,"
                + " or delete the trace");
  }

  @Test
  void namesOfTheHeaderNeverOpenAFile() throws IOException {
    for (String name : List.of("boot", "bench-64g", "tdx-1.5")) {
      String text = text("\"" + name + "\"", "\"../../etc/passwd.yaml\"");
      Path file = Files.writeString(directory.resolve("x.jsonl"), text);
      assertThatThrownBy(() -> TraceVerification.of(file, owner, profiles))
          .isInstanceOf(BadInput.class)
          .hasMessageStartingWith(file + ": no ");
    }
  }

  @Test
  void otherFormatVersionIsNamed() throws IOException {
    Path file =
        Files.writeString(directory.resolve("x.jsonl"), text("\"version\":2", "\"version\":9"));
    assertThatThrownBy(() -> TraceVerification.of(file, owner, profiles))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            file + ":1: version: this program reads format versions 1 to 2, the trace has 9");
  }

  @Test
  void imageThatTheScenarioDoesNotLoadIsNotGuessed() throws Exception {
    Path update = TRACES.resolve("fixture/update.jsonl");
    String text =
        Files.readString(update).replaceAll("'sha256:[0-9a-f]+", "'sha256:0000000000000000");
    Trace trace = TraceReader.read(new StringReader(text), "update.jsonl");
    assertThatThrownBy(() -> now(trace))
        .isInstanceOf(NotReplayable.class)
        .hasMessageContaining("the scenario loads no module image of content sha256:0000");
  }

  private List<Divergence> divergences(String from, String to) throws Exception {
    Trace trace = boot(from, to);
    return TraceDiff.between(trace, now(trace));
  }

  private Trace now(Trace trace) throws NotReplayable {
    return ModuleReplay.of(trace, owner.run("trace", trace.header()), profiles);
  }

  /** The trace with a change. */
  private static Trace boot(String from, String to) throws IOException, TraceFormatException {
    return TraceReader.read(new StringReader(text(from, to)), "boot.jsonl");
  }

  private static String text(String from, String to) throws IOException {
    String text = Files.readString(BOOT);
    assertThat(text).contains(from);
    return text.replace(from, to);
  }
}
