package org.seamreplay.replay.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.trace.probe.RecordingImporter;
import org.seamreplay.trace.probe.RecordingImporter.Format;
import org.seamreplay.trace.record.ReplayedCall;

/**
 * What a golden trace would look like as a recording from hardware comes back as the same calls,
 * without memory and stacks.
 */
class RecordingsOfGoldenTracesTests {
  private static final Path TRACES = Path.of("traces/fixture");
  private static final List<Register> PASSED =
      List.of(
          Register.RCX,
          Register.RDX,
          Register.R8,
          Register.R9,
          Register.R10,
          Register.R11,
          Register.R12,
          Register.R13,
          Register.R14,
          Register.R15,
          Register.RBX,
          Register.RDI,
          Register.RSI);

  @TempDir private Path directory;

  private final LoadedProfiles profiles = new LoadedProfiles();

  @TestFactory
  Stream<DynamicTest> recordingOfAGoldenTraceIsImportedAsThatTrace() {
    return Stream.of("boot", "update", "boot-failures/not-loaded", "extensions/pages-513")
        .flatMap(
            name ->
                Stream.of(Format.values())
                    .map(
                        format ->
                            DynamicTest.dynamicTest(
                                name + " as " + format.id(),
                                () -> check(TRACES.resolve(name + ".jsonl"), format))));
  }

  private void check(Path golden, Format format) throws Exception {
    Trace trace = TraceReader.read(golden);
    MachineProfile machine = profiles.platform(trace.header().platform());
    int keyIdShift = machine.physicalAddressBits() - machine.keyIdBits();
    Path file = directory.resolve("recording");
    Files.write(file, lines(trace, format, machine, keyIdShift));

    Trace imported =
        RecordingImporter.read(
            format, List.of(file), trace.header(), keyIdShift, Optional.of(trace));

    assertThat(texts(imported)).isEqualTo(texts(trace));
  }

  private static List<String> texts(Trace trace) {
    List<String> texts = new ArrayList<>();
    for (SeamcallRecord call : trace.calls()) {
      // Loops are folded anew: the trace has borders at the steps of its scenario.
      for (long i = 0; i < Math.min(3, call.calls()); i++) {
        SeamcallRecord one = call.expand(i);
        texts.add(
            TraceWriter.line(
                new SeamcallRecord(
                    one.sequence(),
                    one.cpu(),
                    one.leaf(),
                    "",
                    one.number(),
                    one.in(),
                    one.status(),
                    one.result(),
                    one.via().equals("__seamcall") ? List.of() : one.out(),
                    List.of(),
                    List.of(),
                    List.of(),
                    one.via(),
                    List.of(),
                    List.of())));
      }
    }
    return texts;
  }

  private static List<String> lines(
      Trace trace, Format format, MachineProfile machine, int keyIdShift) throws Exception {
    ObjectLayout layout = ObjectLayout.of(ObjectUses.of(trace, Abi.shipped().leaves()), machine);
    List<String> lines = new ArrayList<>();
    long time = 1_000_000_000L;
    SeamRegisters registers = new SeamRegisters();
    for (SeamcallRecord record : trace.calls()) {
      ReplayedCall call = ReplayedCall.of(record, Abi.shipped().leaves(), keyIdShift);
      long[] rounds = call.start();
      do {
        call.operands(rounds, layout, registers);
        int cpu = (int) call.cpu(rounds);
        lines.add(line(format, true, cpu, time += 1000, record.via(), registers));
        call.results(rounds, layout, registers);
        registers.rax = record.result();
        lines.add(line(format, false, cpu, time += 1000, record.via(), registers));
      } while (call.next(rounds));
    }
    return lines;
  }

  private static String line(
      Format format, boolean entry, int cpu, long time, String via, SeamRegisters registers)
      throws IOException {
    List<Register> shown = via.equals("__seamcall_saved_ret") ? PASSED : PASSED.subList(0, 6);
    StringBuilder text = new StringBuilder();
    if (format == Format.KPROBE) {
      text.append(
          String.format(
              Locale.ROOT,
              "%16s-%d [%03d] d..1. %d.%09d: %s_%s: (f+0x0/0x1) %s=0x%x",
              "task",
              7,
              cpu,
              time / 1_000_000_000,
              time % 1_000_000_000,
              via.substring(2),
              entry ? "in" : "out",
              entry ? "fn" : "ret",
              registers.rax));
    } else {
      text.append(
          String.format(
              Locale.ROOT,
              "{\"ev\":\"%s\",\"ns\":%d,\"cpu\":%d,\"tid\":7,\"fn\":\"%s\",\"rax\":\"0x%x\"",
              entry ? "in" : "out",
              time,
              cpu,
              via,
              registers.rax));
    }
    if (entry || !via.equals("__seamcall")) {
      for (Register register : shown) {
        String name = register.name().toLowerCase(Locale.ROOT);
        String form = format == Format.KPROBE ? " %s=0x%x" : ",\"%s\":\"0x%x\"";
        text.append(String.format(Locale.ROOT, form, name, register.in(registers)));
      }
    }
    return text.append(format == Format.KPROBE ? "" : "}").toString();
  }
}
