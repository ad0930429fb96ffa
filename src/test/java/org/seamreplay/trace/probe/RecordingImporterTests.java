package org.seamreplay.trace.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.trace.probe.RecordingImporter.Format;

class RecordingImporterTests {
  private static final Path SAMPLES = Path.of("fixtures/recordings");
  private static final TraceHeader HEADER =
      new TraceHeader("test", "hardware", "", "", "boot", "bench-64g", "tdx-1.5");
  private static final int KEY_ID_SHIFT = 46;

  private static final String REGISTERS = " rcx=0x0 rdx=0x0 r8=0x0 r9=0x0 r10=0x0 r11=0x0";

  @ParameterizedTest
  @EnumSource(Format.class)
  void sampleIsTheSameInBothFormats(Format format) throws Exception {
    Trace trace = sample(format);
    assertThat(trace.calls())
        .extracting(call -> call.calls() + " " + call.leaf() + " " + call.status())
        .containsExactly(
            "1 TDH.SYS.INIT TDX_SUCCESS",
            "4 TDH.SYS.LP.INIT TDX_SUCCESS",
            "1 TDH.SYS.RD TDX_SUCCESS",
            "1 TDH.SYS.RD TDX_SUCCESS",
            "1 TDH.SYS.CONFIG TDX_SUCCESS",
            "1 TDH.SYS.KEY.CONFIG TDX_SUCCESS",
            "3 TDH.SYS.TDMR.INIT TDX_SUCCESS",
            "1 TDH.SYS.TDMR.INIT TDX_SUCCESS",
            "1 TDH.EXT.MEM.ADD TDX_INTERRUPTED_RESUMABLE",
            "1 TDH.SYS.LP.SHUTDOWN TDX_SUCCESS",
            "1 TDH.EXT.MEM.ADD TDX_SUCCESS",
            "1 TDH.QUOTE.GET TDX_SEAMCALL_VMFAILINVALID");
    assertThat(gaps(trace))
        .extracting(line -> line.replaceAll("line \\d+: |CPU 0: ", ""))
        .containsExactly(
            "TDH.SYS.RD on CPU 0 is left out: its return may be among lost events",
            "17 events were lost",
            "a return of __seamcall_ret on CPU 0 without its call",
            "TDH.SYS.LP.SHUTDOWN on CPU 0 is left out: the recording ends before its return");
  }

  @Test
  void callsOfSeveralCpusAreInTheOrderInWhichTheyBegan() throws Exception {
    SeamcallRecord lpInit = sample(Format.KPROBE).calls().get(1);
    assertThat(lpInit.repeat())
        .containsExactly(new Repeat(4, java.util.Map.of("cpu", new TraceValue.Step(0, 1))));
  }

  @Test
  void callWithinACallComesAfterItAndBothHaveTheirReturn() throws Exception {
    List<SeamcallRecord> calls = sample(Format.KPROBE).calls();
    assertThat(calls.get(8).out("HPA_LIST_INFO.FIRST_ENTRY")).hasToString("Optional[100]");
    assertThat(calls.get(9).leaf()).isEqualTo("TDH.SYS.LP.SHUTDOWN");
  }

  @Test
  void pagesAreNamedByTheirFirstUse() throws Exception {
    List<SeamcallRecord> calls = sample(Format.BPFTRACE).calls();
    assertThat(calls.get(4).in("TDMR_INFO_PA"))
        .hasToString("Optional[TDMR_INFO_PA@TDH.SYS.CONFIG[0]+0x800]");
    assertThat(calls.get(8).in("HPA_LIST_INFO")).isEqualTo(calls.get(10).in("HPA_LIST_INFO"));
  }

  @Test
  void pagesAreNamedAsAnotherTraceNamesThoseOfTheSameUse() throws Exception {
    Trace golden = TraceReader.read(Path.of("traces/fixture/boot.jsonl"));
    Trace trace =
        RecordingImporter.read(
            Format.KPROBE,
            List.of(SAMPLES.resolve("boot.kprobe.txt")),
            HEADER,
            KEY_ID_SHIFT,
            Optional.of(golden));
    assertThat(trace.calls().get(4).in("TDMR_INFO_PA"))
        .hasToString("Optional[kzalloc@config_module[0]+0x800]");
  }

  @Test
  void recordingHasNoMemory() throws Exception {
    assertThat(sample(Format.KPROBE).calls())
        .allMatch(call -> call.read().isEmpty() && call.written().isEmpty());
  }

  @Test
  void traceThatIsMadeCanBeRead() throws Exception {
    Trace trace = sample(Format.KPROBE);
    String text = TraceWriter.toText(trace);
    assertThat(TraceReader.read(new java.io.StringReader(text), "x")).isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name with - and [3] in it-77 [001] d..1. 5.000001",
        "<...>-77 [001] 5.000001",
        "kworker/u8:1-ev-77 (     77) [001] .N.2. 5.000001",
        "a-77 [001] d..1. 5000001",
      })
  void taskCpuFlagsAndTimeComeInManyShapes(String front) throws Exception {
    Trace trace =
        kprobe(
            front + ": seamcall_in: (__seamcall+0x0/0x70) fn=0x21" + REGISTERS,
            front + ": seamcall_out: (f+0x1/0x2 <- __seamcall) ret=0x0");
    assertThat(trace.calls()).hasSize(1);
    assertThat(trace.calls().get(0).cpu()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "CPU:1 [LOST 17 EVENTS],CPU 1: 17 events were lost",
    "CPU:1 [LOST EVENTS],CPU 1: events were lost",
    "CPU:1 [17 EVENTS DROPPED],CPU 1: 17 events were lost",
    "CPU:1 [EVENTS DROPPED],CPU 1: events were lost",
  })
  void lostEventsAreSaid(String line, String said) throws Exception {
    Trace trace = kprobe(in(1, 7), out(1, 7), line, in(1, 7), out(1, 7));
    assertThat(gaps(trace)).containsExactly(said);
    assertThat(trace.callCount()).isEqualTo(2);
  }

  @Test
  void lossOnOneCpuDoesNotConcernCallsOnAnother() throws Exception {
    Trace trace = kprobe(in(1, 7), "CPU:2 [LOST 3 EVENTS]", out(1, 7));
    assertThat(trace.callCount()).isEqualTo(1);
  }

  @Test
  void returnThatNeverCameIsNotTakenFromAnotherCall() throws Exception {
    Trace trace = kprobe(in(1, 7), in(1, 7), out(1, 7));
    assertThat(trace.callCount()).isEqualTo(1);
    assertThat(gaps(trace))
        .containsExactly(
            "line 1: TDH.SYS.INIT on CPU 1 is left out: the recording ends before its return");
  }

  @Test
  void idleThreadsOfTwoCpusAreApart() throws Exception {
    Trace trace = kprobe(in(1, 0), in(2, 0), out(1, 0), out(2, 0));
    assertThat(trace.callCount()).isEqualTo(2);
    assertThat(gaps(trace)).isEmpty();
  }

  @Test
  void filesOfSeveralCpusAreMergedByTime() throws Exception {
    Path one =
        file(
            "cpu0.txt",
            at(in(0, 7), "1.000001"),
            at(out(0, 7), "1.000004"),
            at(in(0, 7), "1.000009"),
            at(out(0, 7), "1.000010"));
    Path two = file("cpu1.txt", at(in(1, 8), "1.000002"), at(out(1, 8), "1.000003"));
    Trace trace =
        RecordingImporter.read(
            Format.KPROBE, List.of(one, two), HEADER, KEY_ID_SHIFT, Optional.empty());
    List<Long> cpus = new ArrayList<>();
    for (SeamcallRecord record : trace.calls()) {
      for (long i = 0; i < record.calls(); i++) {
        cpus.add((long) record.expand(i).cpu());
      }
    }
    assertThat(cpus).containsExactly(0L, 1L, 0L);
  }

  @Test
  void linesOfOthersArePassedOver() throws Exception {
    Trace trace =
        kprobe(
            "# tracer: nop",
            "",
            "cpus=8",
            "x-1 [000] ..... 1.000000: sched_switch: prev_comm=a prev_pid=1",
            in(1, 7),
            "##### CPU 1 buffer started ####",
            out(1, 7));
    assertThat(trace.callCount()).isEqualTo(1);
    assertThat(gaps(trace)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-7 [001] 1.000000: seamcall_in: (f) fn=0x21|field rcx is missing",
        "x-7 [001] 1.000000: seamcall_in: (f) rcx=0x0|field fn is missing",
        "x-7 [001] 1.000000: seamcall_in: (f) fn=0xfffffffffffffffff|fn: not a number",
        "x-7 [001] 1.000000: seamcall_in: (f) fn=0x21 fn=0x22|fn: given twice",
        "x-7 [001] 1.000000: seamcall_out: (f) ret=(fault)|ret: the probe could not read it",
        "x-7 [one] 1.000000: seamcall_in: (f) fn=0x21|not of the form TASK-PID",
      })
  void brokenLineIsNamedWithItsNumber(String line, String what) throws IOException {
    Path file = file("trace.txt", in(1, 7), out(1, 7), line);
    assertThatThrownBy(() -> read(Format.KPROBE, file))
        .isInstanceOf(TraceFormatException.class)
        .hasMessageStartingWith(file + ":3: " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ev\":\"in\"}|key fn is missing",
        "{\"ev\":\"up\",\"fn\":\"__seamcall\"}|ev: must be in or out, not up",
        "{\"ev\":\"in\",\"fn\":\"memcpy\"}|fn: not a stub of SEAMCALL",
        "{\"type\":\"printf\",\"data\":\"{\\\"ev\\\":1}\"}|data.ev: must be text",
        "{\"type\":\"printf\"|no JSON",
        "{\"type\":\"lost_events\",\"data\":{\"events\":-1}}|data.events: -1 is not in",
      })
  void brokenJsonIsNamedWithItsNumber(String line, String what) throws IOException {
    Path file = file("trace.jsonl", "Attached 6 probes", line);
    assertThatThrownBy(() -> read(Format.BPFTRACE, file))
        .isInstanceOf(TraceFormatException.class)
        .hasMessageStartingWith(file + ":2: " + what);
  }

  /** Before and since bpftrace prints a count as well. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"lost_events\", \"data\": {\"events\": 17}}",
        "{\"type\": \"lost_events\", \"count\": 17, \"data\": {\"events\": 17}}",
        "Lost 17 events",
      })
  void eventsThatBpftraceLostAreSaid(String line) throws Exception {
    List<String> lines = Files.readAllLines(SAMPLES.resolve("boot.bpftrace.jsonl")).subList(0, 3);
    Path file = file("trace.jsonl", lines.get(1), lines.get(2), line);
    assertThat(gaps(read(Format.BPFTRACE, file))).containsExactly("17 events were lost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"attached_probes\", \"count\": 4, \"data\": {\"probes\": 4}}",
        "{\"type\": \"map\", \"data\": {\"@args\": {\"412,0\": 18446683600572546512}}}",
        "{\"type\": \"value\", \"data\": 1.5}",
        "{\"type\": \"helper_error\", \"msg\": \"Bad address\", \"retcode\": -14}",
      })
  void whatElseBpftraceSaysIsPassedOver(String line) throws Exception {
    List<String> lines = Files.readAllLines(SAMPLES.resolve("boot.bpftrace.jsonl")).subList(0, 3);
    Trace trace =
        read(Format.BPFTRACE, file("trace.jsonl", line, lines.get(1), lines.get(2), line));
    assertThat(trace.callCount()).isEqualTo(1);
    assertThat(gaps(trace)).isEmpty();
  }

  @Test
  void recordingWithoutASeamcallIsNone() throws IOException {
    Path file = file("trace.txt", "# nothing");
    assertThatThrownBy(() -> read(Format.KPROBE, file))
        .isInstanceOf(TraceFormatException.class)
        .hasMessageContaining("no SEAMCALL in it");
  }

  @Test
  void lineWithoutEndIsRefused() throws IOException {
    Path file = file("trace.txt", "x".repeat(RecordedLines.MAX_LINE + 1));
    assertThatThrownBy(() -> read(Format.KPROBE, file))
        .isInstanceOf(TraceFormatException.class)
        .hasMessageContaining(":1: line longer than");
  }

  @Test
  void callsThatNeverReturnDoNotPileUp() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      lines.add(in(1, 1000 + i));
    }
    lines.add(in(1, 7));
    lines.add(out(1, 7));
    Trace trace = kprobe(lines.toArray(String[]::new));
    assertThat(trace.callCount()).isEqualTo(1);
    List<String> gaps = gaps(trace);
    assertThat(gaps).hasSize(1001);
    assertThat(gaps.get(1000)).isEqualTo("and 39000 more that are not shown");
  }

  @Provide
  Arbitrary<List<String>> changedSamples() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(SAMPLES.resolve("boot.kprobe.txt")));
    lines.addAll(Files.readAllLines(SAMPLES.resolve("boot.bpftrace.jsonl")));
    Arbitrary<String> line =
        Arbitraries.of(lines)
            .flatMap(
                text ->
                    Arbitraries.integers()
                        .between(0, text.length())
                        .flatMap(
                            at ->
                                Arbitraries.strings()
                                    .ascii()
                                    .ofMaxLength(3)
                                    .map(
                                        put ->
                                            text.substring(0, at)
                                                + put
                                                + text.substring(
                                                    Math.min(text.length(), at + put.length())))));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of(lines)), net.jqwik.api.Tuple.of(1, line))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void onlyFormatErrorsComeOutOfBrokenRecordings(
      @ForAll("changedSamples") List<String> lines, @ForAll Format format) throws IOException {
    Path file = Files.createTempFile("recording", ".txt");
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
      Trace trace = read(format, file);
      assertThat(TraceReader.read(new java.io.StringReader(TraceWriter.toText(trace)), "x"))
          .isEqualTo(trace);
    } catch (TraceFormatException e) {
      assertThat(e.getMessage()).startsWith(file + ":");
    } finally {
      Files.delete(file);
    }
  }

  private static Trace sample(Format format) throws Exception {
    String name = format == Format.KPROBE ? "boot.kprobe.txt" : "boot.bpftrace.jsonl";
    return read(format, SAMPLES.resolve(name));
  }

  private static Trace read(Format format, Path file) throws IOException, TraceFormatException {
    return RecordingImporter.read(format, List.of(file), HEADER, KEY_ID_SHIFT, Optional.empty());
  }

  private static Trace kprobe(String... lines) throws Exception {
    return read(Format.KPROBE, file("trace.txt", lines));
  }

  private static Path file(String name, String... lines) throws IOException {
    Path file = Files.createTempDirectory("recording").resolve(name);
    file.toFile().deleteOnExit();
    file.getParent().toFile().deleteOnExit();
    return Files.write(file, List.of(lines));
  }

  private static String in(int cpu, int task) {
    return String.format(
        "x-%d [%03d] d..1. 9.000000: seamcall_in: (__seamcall+0x0/0x70) fn=0x21%s",
        task, cpu, REGISTERS);
  }

  private static String out(int cpu, int task) {
    return String.format(
        "x-%d [%03d] d..1. 9.000001: seamcall_out: (f+0x1/0x2 <- __seamcall) ret=0x0", task, cpu);
  }

  private static String at(String line, String time) {
    return line.replaceFirst("9\\.00000\\d", time);
  }

  private static List<String> gaps(Trace trace) {
    List<String> gaps = new ArrayList<>();
    for (TraceLine line : trace.lines()) {
      if (line instanceof StepRecord step && step.step().equals(RecordingImporter.GAP)) {
        gaps.addAll(step.log());
      }
    }
    return gaps;
  }
}
