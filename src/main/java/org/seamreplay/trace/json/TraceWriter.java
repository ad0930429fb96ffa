package org.seamreplay.trace.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.EventRecord;
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

/**
 * Writes traces as JSON Lines: ASCII, one record a line, keys in a fixed order, keys without
 * content left out. Equal traces give equal bytes.
 */
public final class TraceWriter {
  /** Key that marks a series; no field of a structure is called so. */
  static final String SERIES = "*";

  /** First character of text, to tell it from a value. */
  static final String TEXT_MARK = "'";

  private TraceWriter() {}

  /** Writes a trace line by line. */
  public static void write(Trace trace, Appendable out) throws IOException {
    out.append(header(trace.header())).append('\n');
    for (TraceLine line : trace.lines()) {
      out.append(line(line, trace.patches())).append('\n');
    }
  }

  /** The whole trace as text. */
  public static String toText(Trace trace) {
    StringBuilder out = new StringBuilder();
    try {
      write(trace, out);
    } catch (IOException e) {
      throw new AssertionError("a StringBuilder does not fail", e);
    }
    return out.toString();
  }

  /** The header as a line of JSON without line end. */
  public static String header(TraceHeader header) {
    return new JsonText()
        .open()
        .put("format", TraceHeader.FORMAT)
        .put("version", header.version())
        .put("tool", header.tool())
        .put("kernel", header.kernel())
        .put("tree", header.tree())
        .put("series", header.series())
        .put("scenario", header.scenario())
        .put("platform", header.platform())
        .put("module", header.module())
        .close()
        .toString();
  }

  /** A record as a line of JSON without line end. */
  public static String line(TraceLine line) {
    return line(line, Map.of());
  }

  /**
   * A record as a line of JSON without line end.
   *
   * @param patches which patch a line on a stack is of, see {@link Trace#patches}
   */
  public static String line(TraceLine line, Map<SourceFrame, Integer> patches) {
    JsonText json = new JsonText().open();
    if (line instanceof SeamcallRecord call) {
      seamcall(json, call, patches);
    } else if (line instanceof EventRecord event) {
      event(json, event, patches);
    } else if (line instanceof StepRecord step) {
      json.put("step", step.step());
      step.returned().ifPresent(value -> json.put("returned", value));
      if (!step.log().isEmpty()) {
        json.openArray("log");
        step.log().forEach(json::add);
        json.closeArray();
      }
    } else if (line instanceof EndRecord end) {
      end(json, end, patches);
    }
    return json.close().toString();
  }

  private static void seamcall(
      JsonText json, SeamcallRecord call, Map<SourceFrame, Integer> patches) {
    json.put("seq", call.sequence()).put("cpu", call.cpu()).put("leaf", call.leaf());
    if (!call.note().isEmpty()) {
      json.put("note", call.note());
    }
    json.put("rax", TraceValue.hex(call.number()).toString());
    values(json, "in", call.in());
    json.put("status", call.status());
    if (call.result() != 0) {
      json.put("result", TraceValue.hex(call.result()).toString());
    }
    values(json, "out", call.out());
    memory(json, "read", call.read());
    memory(json, "written", call.written());
    repeat(json, call.repeat());
    if (!call.choices().isEmpty()) {
      json.openArray("choices");
      call.choices().forEach(json::add);
      json.closeArray();
    }
    json.put("via", call.via());
    stack(json, call.stack(), patches);
  }

  private static void event(JsonText json, EventRecord event, Map<SourceFrame, Integer> patches) {
    json.put("event", event.event()).put("before", event.before()).put("cpu", event.cpu());
    if (!event.what().isEmpty()) {
      json.put("what", event.what());
    }
    if (event.at().isPresent()) {
      json.key("at");
      value(json, event.at().get());
      json.put("size", event.size());
    }
    repeat(json, event.repeat());
    stack(json, event.stack(), patches);
  }

  private static void repeat(JsonText json, List<Repeat> loops) {
    if (loops.isEmpty()) {
      return;
    }
    json.openArray("repeat");
    for (Repeat loop : loops) {
      json.open().put("times", loop.times());
      if (!loop.steps().isEmpty()) {
        json.open("step");
        loop.steps().forEach((name, step) -> json.put(name, step.toString()));
        json.close();
      }
      json.close();
    }
    json.closeArray();
  }

  private static void end(JsonText json, EndRecord end, Map<SourceFrame, Integer> patches) {
    json.put("end", end.calls());
    if (!end.findings().isEmpty()) {
      json.openArray("findings");
      for (EndRecord.RecordedFinding defect : end.findings()) {
        json.open().put("kind", defect.kind()).put("message", defect.message());
        stack(json, defect.stack(), patches);
        json.close();
      }
      json.closeArray();
    }
  }

  private static void values(JsonText json, String key, List<NamedValue> values) {
    if (values.isEmpty()) {
      return;
    }
    json.open(key);
    for (NamedValue v : values) {
      json.key(v.name());
      value(json, v.value());
    }
    json.close();
  }

  private static void value(JsonText json, TraceValue value) {
    if (value.form() == TraceValue.Form.DECIMAL) {
      json.add(value.number());
    } else {
      json.add(value.toString());
    }
  }

  private static void memory(JsonText json, String key, List<MemoryView> views) {
    if (views.isEmpty()) {
      return;
    }
    json.open(key);
    for (MemoryView view : views) {
      json.open(view.operand()).key(view.kind());
      node(json, view.content());
      json.close();
    }
    json.close();
  }

  public static void node(JsonText json, MemoryNode node) {
    if (node instanceof MemoryNode.Leaf leaf) {
      value(json, leaf.value());
    } else if (node instanceof MemoryNode.Text text) {
      json.add(TEXT_MARK + text.text());
    } else if (node instanceof MemoryNode.Struct struct) {
      json.open();
      for (MemoryNode.Field field : struct.fields()) {
        json.key(field.name());
        node(json, field.content());
      }
      json.close();
    } else if (node instanceof MemoryNode.Sequence sequence) {
      json.openArray();
      sequence.elements().forEach(element -> node(json, element));
      json.closeArray();
    } else if (node instanceof MemoryNode.Series series) {
      json.open().put(SERIES, series.times()).key("first");
      value(json, series.first());
      json.put("step", series.step().toString()).close();
    }
  }

  private static void stack(
      JsonText json, List<SourceFrame> stack, Map<SourceFrame, Integer> patches) {
    if (stack.isEmpty()) {
      return;
    }
    json.openArray("stack");
    stack.forEach(frame -> json.add(StackText.of(frame, patches.getOrDefault(frame, 0))));
    json.closeArray();
  }
}
