package org.seamreplay.trace.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.seamreplay.input.InputFile;
import org.seamreplay.text.Plural;
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
 * Reads traces. The file is untrusted: length and number of lines, nesting and counts are bounded,
 * unknown keys and wrong types are errors, and a trace without its end is refused as cut off.
 */
public final class TraceReader {
  /** Characters in a line. */
  static final int MAX_LINE = 1 << 20;

  /** Lines in a file. */
  static final int MAX_LINES = 1 << 18;

  /** Calls that one record may stand for. */
  static final long MAX_CALLS = 1L << 40;

  private static final int MAX_LOOPS = 8;

  private final String file;
  private int line;
  private long calls;
  private final Map<SourceFrame, Integer> patches = new HashMap<>();

  private TraceReader(String file) {
    this.file = file;
  }

  /** Reads a trace from a file. */
  public static Trace read(Path file) throws IOException, TraceFormatException {
    try (Reader in = new InputStreamReader(InputFile.named(file), StandardCharsets.UTF_8)) {
      return read(in, file.toString());
    }
  }

  /** Reads only the first line of a trace. */
  public static TraceHeader readHeader(Path file) throws IOException, TraceFormatException {
    TraceReader reader = new TraceReader(file.toString());
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(InputFile.named(file), StandardCharsets.UTF_8))) {
      String text = reader.nextLine(in);
      if (text == null) {
        throw new TraceFormatException(
            file.toString(), 1, "empty file, a trace starts with a header line");
      }
      return header(new JsonFields(JsonLine.parse(text), ""));
    } catch (JsonLine.Malformed e) {
      throw new TraceFormatException(file.toString(), 1, e.getMessage());
    }
  }

  /**
   * Reads a trace.
   *
   * @param name the name of the file in messages
   */
  public static Trace read(Reader in, String name) throws IOException, TraceFormatException {
    return new TraceReader(name).readAll(in);
  }

  /**
   * Reads one record out of a trace; its number is taken as it stands.
   *
   * @param name the name of the file in messages
   * @param number the number of the line in it, from 1
   */
  public static TraceLine readLine(String text, String name, int number)
      throws TraceFormatException {
    TraceReader reader = new TraceReader(name);
    reader.line = number;
    try {
      Map<String, Object> object = JsonLine.parse(text);
      Object calls = object.getOrDefault("seq", object.get("end"));
      reader.calls = calls instanceof Long count && count >= 0 ? count : 0;
      return reader.record(new JsonFields(object, ""));
    } catch (JsonLine.Malformed e) {
      throw new TraceFormatException(name, number, e.getMessage());
    }
  }

  /** Reads the first line of a trace. */
  public static TraceHeader readHeader(String text, String name) throws TraceFormatException {
    try {
      return header(new JsonFields(JsonLine.parse(text), ""));
    } catch (JsonLine.Malformed e) {
      throw new TraceFormatException(name, 1, e.getMessage());
    }
  }

  private Trace readAll(Reader in) throws IOException, TraceFormatException {
    try (BufferedReader reader = new BufferedReader(in)) {
      return parse(reader);
    } catch (JsonLine.Malformed e) {
      throw new TraceFormatException(file, line, e.getMessage());
    }
  }

  private Trace parse(BufferedReader reader)
      throws IOException, TraceFormatException, JsonLine.Malformed {
    String text = nextLine(reader);
    if (text == null) {
      throw new TraceFormatException(file, 1, "empty file, a trace starts with a header line");
    }
    TraceHeader header = header(new JsonFields(JsonLine.parse(text), ""));
    List<TraceLine> lines = new ArrayList<>();
    boolean ended = false;
    while ((text = nextLine(reader)) != null) {
      if (ended) {
        throw new TraceFormatException(file, line, "line after the end of the trace");
      }
      TraceLine next = record(new JsonFields(JsonLine.parse(text), ""));
      ended = next instanceof EndRecord;
      lines.add(next);
    }
    if (!ended) {
      throw new TraceFormatException(file, line, "trace is cut off, its end line is missing");
    }
    return new Trace(header, lines, patches);
  }

  private TraceLine record(JsonFields fields) throws TraceFormatException, JsonLine.Malformed {
    TraceLine next;
    if (fields.has("seq")) {
      next = seamcall(fields);
    } else if (fields.has("event")) {
      next = event(fields);
    } else if (fields.has("step")) {
      next = step(fields);
    } else if (fields.has("end")) {
      next = end(fields);
    } else {
      throw new TraceFormatException(file, line, "needs a key seq, event, step or end");
    }
    fields.finish();
    return next;
  }

  private String nextLine(BufferedReader reader) throws IOException, TraceFormatException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    line++;
    if (line > MAX_LINES) {
      throw new TraceFormatException(file, line, "more than " + MAX_LINES + " lines");
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (text.length() >= MAX_LINE) {
        throw new TraceFormatException(file, line, "line longer than " + MAX_LINE + " characters");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  private static TraceHeader header(JsonFields fields) throws JsonLine.Malformed {
    if (!fields.has("format") || !fields.text("format").equals(TraceHeader.FORMAT)) {
      throw new JsonLine.Malformed("no trace: format must be " + TraceHeader.FORMAT);
    }
    long version = fields.number("version");
    if (version != TraceHeader.CALLS && version != TraceHeader.EVENTS) {
      throw new JsonLine.Malformed(
          "version: this program reads format versions 1 to "
              + TraceHeader.EVENTS
              + ", the trace has "
              + version);
    }
    TraceHeader header =
        new TraceHeader(
            (int) version,
            fields.text("tool"),
            fields.text("kernel"),
            fields.text("tree"),
            fields.text("series"),
            fields.text("scenario"),
            fields.text("platform"),
            fields.text("module"));
    fields.finish();
    return header;
  }

  private SeamcallRecord seamcall(JsonFields fields) throws JsonLine.Malformed {
    long sequence = fields.number("seq");
    if (sequence != calls) {
      throw new JsonLine.Malformed("seq: must be " + calls + ", not " + sequence);
    }
    int cpu = (int) fields.number("cpu", 0, 1 << 16);
    String leaf = fields.text("leaf");
    String note = fields.has("note") ? fields.text("note") : "";
    long number = hex(fields, "rax");
    List<NamedValue> in = values(fields, "in");
    String status = fields.text("status");
    long result = fields.has("result") ? hex(fields, "result") : 0;
    List<NamedValue> out = values(fields, "out");
    List<MemoryView> read = memory(fields, "read");
    List<MemoryView> written = memory(fields, "written");
    List<Repeat> repeat = repeat(fields);
    List<String> choices = texts(fields, "choices");
    String via = fields.text("via");
    SeamcallRecord record =
        new SeamcallRecord(
            sequence,
            cpu,
            leaf,
            note,
            number,
            in,
            status,
            result,
            out,
            read,
            written,
            choices,
            via,
            stack(fields),
            repeat);
    calls += record.calls();
    return record;
  }

  private EventRecord event(JsonFields fields) throws JsonLine.Malformed {
    String event = fields.text("event");
    long before = fields.number("before", 0, Long.MAX_VALUE);
    int cpu = (int) fields.number("cpu", 0, 1 << 16);
    String what = fields.has("what") ? fields.text("what") : "";
    Optional<TraceValue> at =
        fields.has("at") ? Optional.of(value(fields.any("at"), "at")) : Optional.empty();
    long size = at.isPresent() ? fields.number("size", 0, Long.MAX_VALUE) : 0;
    List<Repeat> repeat = repeat(fields);
    return new EventRecord(before, cpu, event, what, at, size, stack(fields), repeat);
  }

  private static StepRecord step(JsonFields fields) throws JsonLine.Malformed {
    String step = fields.text("step");
    OptionalLong returned =
        fields.has("returned") ? OptionalLong.of(fields.number("returned")) : OptionalLong.empty();
    return new StepRecord(step, returned, texts(fields, "log"));
  }

  private EndRecord end(JsonFields fields) throws JsonLine.Malformed {
    long count = fields.number("end");
    if (count != calls) {
      throw new JsonLine.Malformed(
          "end: says " + Plural.of(count, "call") + ", the trace holds " + calls);
    }
    List<EndRecord.RecordedFinding> defects = new ArrayList<>();
    for (Object element : fields.array("findings")) {
      JsonFields defect = object(element, "findings");
      defects.add(
          new EndRecord.RecordedFinding(
              defect.text("kind"), defect.text("message"), stack(defect)));
      defect.finish();
    }
    return new EndRecord(count, defects);
  }

  private static List<NamedValue> values(JsonFields fields, String key) throws JsonLine.Malformed {
    List<NamedValue> result = new ArrayList<>();
    for (Map.Entry<String, Object> entry : fields.object(key).entrySet()) {
      result.add(
          new NamedValue(entry.getKey(), value(entry.getValue(), key + "." + entry.getKey())));
    }
    return result;
  }

  private static TraceValue value(Object json, String path) throws JsonLine.Malformed {
    if (json instanceof Long number) {
      return TraceValue.decimal(number);
    }
    if (json instanceof String text) {
      try {
        return TraceValue.parse(text);
      } catch (IllegalArgumentException e) {
        throw new JsonLine.Malformed(path + ": " + e.getMessage());
      }
    }
    throw new JsonLine.Malformed(path + ": must be a number or text");
  }

  private static List<MemoryView> memory(JsonFields fields, String key) throws JsonLine.Malformed {
    List<MemoryView> result = new ArrayList<>();
    for (Map.Entry<String, Object> entry : fields.object(key).entrySet()) {
      String path = key + "." + entry.getKey();
      if (!(entry.getValue() instanceof Map<?, ?> kinds) || kinds.size() != 1) {
        throw new JsonLine.Malformed(path + ": must be an object with one key, the kind");
      }
      Map.Entry<?, ?> content = kinds.entrySet().iterator().next();
      result.add(
          new MemoryView(
              entry.getKey(), (String) content.getKey(), node(content.getValue(), path)));
    }
    return result;
  }

  private static MemoryNode node(Object json, String path) throws JsonLine.Malformed {
    if (json instanceof String text && text.startsWith(TraceWriter.TEXT_MARK)) {
      return new MemoryNode.Text(text.substring(1));
    }
    if (json instanceof List<?> list) {
      List<MemoryNode> elements = new ArrayList<>();
      for (Object element : list) {
        elements.add(node(element, path));
      }
      return new MemoryNode.Sequence(elements);
    }
    if (json instanceof Map<?, ?>) {
      JsonFields fields = object(json, path);
      if (fields.has(TraceWriter.SERIES)) {
        long times = fields.number(TraceWriter.SERIES, 0, MAX_CALLS);
        TraceValue first = value(fields.any("first"), path + ".first");
        MemoryNode series = new MemoryNode.Series(first, step(fields, "step"), times);
        fields.finish();
        return series;
      }
      List<MemoryNode.Field> result = new ArrayList<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) json).entrySet()) {
        String name = (String) entry.getKey();
        result.add(new MemoryNode.Field(name, node(entry.getValue(), path + "." + name)));
      }
      return new MemoryNode.Struct(result);
    }
    return new MemoryNode.Leaf(value(json, path));
  }

  private static List<Repeat> repeat(JsonFields fields) throws JsonLine.Malformed {
    List<Repeat> result = new ArrayList<>();
    long product = 1;
    for (Object element : fields.array("repeat")) {
      JsonFields loop = object(element, "repeat");
      long times = loop.number("times", 2, MAX_CALLS);
      Map<String, TraceValue.Step> steps = new LinkedHashMap<>();
      Map<String, Object> named = loop.object("step");
      JsonFields stepFields = new JsonFields(named, "repeat.step");
      for (String name : List.copyOf(named.keySet())) {
        steps.put(name, step(stepFields, name));
      }
      loop.finish();
      if (times > MAX_CALLS / product || result.size() >= MAX_LOOPS) {
        throw new JsonLine.Malformed("repeat: stands for too many calls");
      }
      product *= times;
      result.add(new Repeat(times, steps));
    }
    return result;
  }

  private static TraceValue.Step step(JsonFields fields, String key) throws JsonLine.Malformed {
    String text = fields.text(key);
    try {
      return TraceValue.Step.parse(text);
    } catch (IllegalArgumentException e) {
      throw new JsonLine.Malformed(fields.name(key) + ": " + e.getMessage());
    }
  }

  private List<SourceFrame> stack(JsonFields fields) throws JsonLine.Malformed {
    List<SourceFrame> result = new ArrayList<>();
    for (String text : texts(fields, "stack")) {
      StackText.Frame frame =
          StackText.parse(text)
              .orElseThrow(
                  () ->
                      new JsonLine.Malformed("stack: not of the form FILE:LINE FUNCTION: " + text));
      result.add(frame.frame());
      if (frame.patch() > 0) {
        patches.put(frame.frame(), frame.patch());
      }
    }
    return result;
  }

  private static List<String> texts(JsonFields fields, String key) throws JsonLine.Malformed {
    List<String> result = new ArrayList<>();
    for (Object element : fields.array(key)) {
      if (!(element instanceof String text)) {
        throw new JsonLine.Malformed(fields.name(key) + ": must hold texts");
      }
      result.add(text);
    }
    return result;
  }

  private static long hex(JsonFields fields, String key) throws JsonLine.Malformed {
    Object text = fields.text(key);
    TraceValue value = value(text, fields.name(key));
    if (value.form() != TraceValue.Form.HEX) {
      throw new JsonLine.Malformed(fields.name(key) + ": must be hexadecimal, 0x...");
    }
    return value.number();
  }

  @SuppressWarnings("unchecked") // JsonLine makes maps with String keys only
  private static JsonFields object(Object json, String path) throws JsonLine.Malformed {
    if (!(json instanceof Map<?, ?> map)) {
      throw new JsonLine.Malformed(path + ": must hold objects");
    }
    return new JsonFields((Map<String, Object>) map, path);
  }
}
