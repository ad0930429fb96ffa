package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.seamreplay.abi.Abi;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

/** Makes traces for tests, call by call. Immutable: each method gives a changed copy. */
record Calls(SeamcallRecord record) implements TraceMaker {
  static final TraceHeader HEADER =
      new TraceHeader("test", "linux-7.3", "0123456789ab", "", "boot", "bench-64g", "tdx-1.5");

  /** A successful call of a leaf; {@code NAME=0x1} are operands. */
  static Calls call(String leaf, String... operands) {
    long number =
        Abi.shipped()
            .leaves()
            .named(leaf)
            .map(l -> l.number() | (l.loader() ? Long.MIN_VALUE : 0))
            .orElseThrow();
    return new Calls(
        new SeamcallRecord(
            0,
            0,
            leaf,
            "",
            number,
            values(operands),
            "TDX_SUCCESS",
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "__seamcall",
            List.of(new SourceFrame("f", "arch/x86/virt/vmx/tdx/tdx.c", 7, 0, false)),
            List.of()));
  }

  private static List<NamedValue> values(String... texts) {
    List<NamedValue> values = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      String value = text.substring(equals + 1);
      values.add(
          new NamedValue(
              text.substring(0, equals),
              value.matches("-?[0-9]+")
                  ? TraceValue.decimal(Long.parseLong(value))
                  : TraceValue.parse(value)));
    }
    return values;
  }

  Calls out(String... results) {
    return with(record.cpu(), record.number(), record.result(), values(results), record.repeat());
  }

  Calls cpu(int cpu) {
    return with(cpu, record.number(), record.result(), record.out(), record.repeat());
  }

  Calls version(int version) {
    long number = record.number() | (long) version << 16;
    return with(record.cpu(), number, record.result(), record.out(), record.repeat());
  }

  Calls status(long status) {
    return with(record.cpu(), record.number(), status, record.out(), record.repeat());
  }

  /** Folded: so many times, {@code in.NAME=0x1000} are steps. */
  Calls times(long times, String... steps) {
    Map<String, TraceValue.Step> map = new LinkedHashMap<>();
    for (String step : steps) {
      int equals = step.indexOf('=');
      map.put(step.substring(0, equals), TraceValue.Step.parse(step.substring(equals + 1)));
    }
    List<Repeat> loops = new ArrayList<>(record.repeat());
    loops.add(new Repeat(times, map));
    return with(record.cpu(), record.number(), record.result(), record.out(), loops);
  }

  private Calls with(int cpu, long number, long result, List<NamedValue> out, List<Repeat> repeat) {
    return new Calls(
        new SeamcallRecord(
            record.sequence(),
            cpu,
            record.leaf(),
            record.note(),
            number,
            record.in(),
            record.status(),
            result,
            out,
            record.read(),
            record.written(),
            record.choices(),
            record.via(),
            record.stack(),
            repeat));
  }

  Calls reads(String operand, MemoryNode content) {
    return new Calls(
        new SeamcallRecord(
            0,
            record.cpu(),
            record.leaf(),
            record.note(),
            record.number(),
            record.in(),
            record.status(),
            record.result(),
            record.out(),
            List.of(new MemoryView(operand, "kind", content)),
            record.written(),
            record.choices(),
            record.via(),
            record.stack(),
            record.repeat()));
  }

  /** The same call as another kernel would note it: other lines, other stub. */
  Calls noise() {
    return new Calls(
        new SeamcallRecord(
            record.sequence(),
            record.cpu(),
            record.leaf(),
            record.note() + "noted",
            record.number(),
            record.in(),
            record.status(),
            record.result(),
            record.out(),
            record.read(),
            record.written(),
            List.of("a choice"),
            "another stub",
            List.of(new SourceFrame("g", "arch/x86/virt/vmx/tdx/seamldr.c", 99, 0, false)),
            record.repeat()));
  }

  @Override
  public TraceLine line(long sequence) {
    return new SeamcallRecord(
        sequence,
        record.cpu(),
        record.leaf(),
        record.note(),
        record.number(),
        record.in(),
        record.status(),
        record.result(),
        record.out(),
        record.read(),
        record.written(),
        record.choices(),
        record.via(),
        record.stack(),
        record.repeat());
  }

  /** The end of a step. */
  static TraceMaker step(String name, long returned, String... log) {
    return sequence -> new StepRecord(name, OptionalLong.of(returned), Arrays.asList(log));
  }

  /** A trace of these records, numbered, with its end. */
  static Trace trace(List<? extends TraceMaker> makers, EndRecord.RecordedFinding... findings) {
    List<TraceLine> lines = new ArrayList<>();
    long sequence = 0;
    for (TraceMaker maker : makers) {
      TraceLine line = maker.line(sequence);
      lines.add(line);
      if (line instanceof SeamcallRecord call) {
        sequence += call.calls();
      }
    }
    lines.add(new EndRecord(sequence, List.of(findings)));
    return new Trace(HEADER, lines);
  }

  static Trace trace(TraceMaker... makers) {
    return trace(Arrays.asList(makers));
  }

  /** Every call as a record of its own. */
  static Trace unfolded(Trace trace) {
    List<TraceLine> lines = new ArrayList<>();
    for (TraceLine line : trace.lines()) {
      if (line instanceof SeamcallRecord call) {
        for (long i = 0; i < call.calls(); i++) {
          lines.add(call.expand(i));
        }
      } else {
        lines.add(line);
      }
    }
    return new Trace(trace.header(), lines);
  }
}
