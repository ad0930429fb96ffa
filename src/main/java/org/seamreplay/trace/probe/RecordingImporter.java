package org.seamreplay.trace.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.input.InputFile;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.record.CallPlan;
import org.seamreplay.trace.record.MemoryDecoder;
import org.seamreplay.trace.record.Recorder;

/**
 * Turns recordings of SEAMCALLs made on hardware into a trace. A recording has registers only, no
 * memory, and perhaps holes: a step called {@code gap} says where something is missing and what.
 * Reads line by line and folds while it reads, so that the length of a recording does not matter.
 */
public final class RecordingImporter {
  /** Step that stands where something is missing. */
  public static final String GAP = "gap";

  /** Lines on what is missing that are kept; of more only the number is. */
  private static final int MAX_GAP_LINES = 1000;

  /** What recordings there are. */
  public enum Format {
    /** Text of tracefs or trace-cmd with our kprobes. */
    KPROBE,
    /** JSON lines of our bpftrace program. */
    BPFTRACE;

    /** As users write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    private ProbeLines lines() {
      return this == KPROBE ? new KprobeLines() : new BpftraceLines();
    }
  }

  private final UseNames names;
  private final Recorder recorder;
  private final int keyIdShift;
  private final Map<Long, CallPlan> plans = new HashMap<>();
  private long gapLines;
  private long calls;

  private RecordingImporter(int keyIdShift, Optional<Trace> like) {
    this.keyIdShift = keyIdShift;
    this.names = new UseNames(like);
    this.recorder = new Recorder(Abi.shipped(), names, MemoryDecoder.absent(), keyIdShift);
  }

  /**
   * Reads recordings. Several files are those of several CPUs, each in the order of time.
   *
   * @param header what to say of the trace
   * @param keyIdShift lowest KeyID bit of a physical address of the machine
   * @param like a trace whose names the pages get, by use
   * @throws TraceFormatException if a line is broken, naming file and line, or there is no call
   */
  public static Trace read(
      Format format, List<Path> files, TraceHeader header, int keyIdShift, Optional<Trace> like)
      throws IOException, TraceFormatException {
    List<BufferedReader> readers = new ArrayList<>();
    try {
      List<RecordedLines> sources = new ArrayList<>();
      for (Path file : files) {
        InputStream in = InputFile.named(file);
        // Names of tasks are any bytes.
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16);
        readers.add(reader);
        sources.add(new RecordedLines(file.toString(), reader, format.lines()));
      }
      return new RecordingImporter(keyIdShift, like).run(header, sources, files);
    } finally {
      for (BufferedReader reader : readers) {
        reader.close();
      }
    }
  }

  private Trace run(TraceHeader header, List<RecordedLines> sources, List<Path> files)
      throws IOException, TraceFormatException {
    PairedCalls pairs =
        new PairedCalls(
            new PairedCalls.Sink() {
              @Override
              public void call(int cpu, String via, SeamRegisters operands, SeamRegisters results) {
                record(cpu, via, operands, results);
              }

              @Override
              public void gap(List<String> what) {
                RecordingImporter.this.gap(what);
              }
            });
    for (RecordedLines next = oldest(sources); next != null; next = oldest(sources)) {
      pairs.add(next.take());
      if (recorder.overflowed()) {
        throw new TraceFormatException(
            files.get(0).toString(),
            1,
            "more than " + Recorder.MAX_RECORDS + " different calls; record a shorter time");
      }
    }
    pairs.end();
    if (gapLines > MAX_GAP_LINES) {
      recorder.step(
          new StepRecord(
              GAP,
              OptionalLong.empty(),
              List.of("and " + (gapLines - MAX_GAP_LINES) + " more that are not shown")));
    }
    if (calls == 0) {
      throw new TraceFormatException(
          files.get(0).toString(), 1, "no SEAMCALL in it; see the recipe for what to record");
    }
    return new Trace(header, recorder.finish(stack -> List.of(), List.of()));
  }

  private static RecordedLines oldest(List<RecordedLines> sources)
      throws IOException, TraceFormatException {
    RecordedLines oldest = null;
    for (RecordedLines source : sources) {
      if (source.peek() != null && (oldest == null || source.isBefore(oldest))) {
        oldest = source;
      }
    }
    return oldest;
  }

  private void record(int cpu, String via, SeamRegisters operands, SeamRegisters results) {
    calls++;
    CallPlan plan =
        plans.computeIfAbsent(
            operands.rax, rax -> new CallPlan(rax, Abi.shipped().leaves(), keyIdShift));
    for (CallPlan.Slot slot : plan.in) {
      if (slot.part().isAddress()) {
        names.use(plan.leaf, slot.name(), slot.part().of(slot.register().in(operands)));
      }
    }
    recorder.before(cpu, operands, via.intern());
    recorder.after(results, results.rax, new int[0]);
  }

  private void gap(List<String> what) {
    List<String> shown = new ArrayList<>();
    for (String line : what) {
      if (++gapLines <= MAX_GAP_LINES) {
        shown.add(line);
      }
    }
    if (!shown.isEmpty()) {
      recorder.step(new StepRecord(GAP, OptionalLong.empty(), shown));
    }
  }
}
