package org.seamreplay.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.kernel.Errno;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.json.JsonText;

/**
 * Two traces beside each other for a page: which record stands beside which, what lies far from any
 * difference left out. Equal records of all runs are kept once.
 */
final class TraceRows {
  private static final int CONTEXT = 4;
  private static final int MAX_ROWS = 300;
  private static final int MAX_PARTS = 64;
  private static final int MAX_TEXT = 200;

  /** Above this, the middle that differs is not aligned but shown one after the other. */
  private static final int MAX_ALIGNED = 1500;

  private final Map<String, Integer> records = new LinkedHashMap<>();
  private long size;

  /** A record: what it means, for comparing, and how it is shown. */
  private record Line(String identity, String meaning, String json) {}

  /** A pair; null for none. */
  private record Pair(Line left, Line right) {
    boolean same() {
      return left != null && right != null && left.meaning().equals(right.meaning());
    }
  }

  /** All records so far, as JSON; a row names them by number. */
  List<String> records() {
    return List.copyOf(records.keySet());
  }

  /** Bytes of the records so far. */
  long size() {
    return size;
  }

  /**
   * Rows as JSON: {@code [left,right,same]} with -1 for nothing, or a number for so many equal
   * records that are left out.
   */
  String compare(Trace before, Sources sourcesBefore, Trace after, Sources sourcesAfter) {
    List<Pair> pairs = align(lines(before, sourcesBefore), lines(after, sourcesAfter));
    return rows(pairs, pairs.stream().map(pair -> !pair.same()).toList());
  }

  /** Rows of one trace: those around the calls that {@code marked} names, else the last ones. */
  String alone(Trace trace, Sources sources, List<Long> marked) {
    List<Pair> pairs = new ArrayList<>();
    List<Boolean> shown = new ArrayList<>();
    for (TraceLine line : trace.lines()) {
      Optional<Line> made = line(line, sources);
      if (made.isPresent()) {
        pairs.add(new Pair(made.get(), made.get()));
        shown.add(
            line instanceof SeamcallRecord call
                && marked.stream()
                    .anyMatch(n -> n >= call.sequence() && n < call.sequence() + call.calls()));
      }
    }
    if (!pairs.isEmpty() && !shown.contains(true)) {
      shown.set(shown.size() - 1, true);
    }
    return rows(pairs, shown);
  }

  private String rows(List<Pair> pairs, List<Boolean> wanted) {
    boolean[] shown = new boolean[pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      if (wanted.get(i)) {
        for (int j = Math.max(0, i - CONTEXT); j <= Math.min(pairs.size() - 1, i + CONTEXT); j++) {
          shown[j] = true;
        }
      }
    }
    JsonText json = new JsonText().openArray();
    int left = 0;
    int rows = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (!shown[i] || rows >= MAX_ROWS) {
        left++;
        continue;
      }
      if (left > 0) {
        json.add(left);
        left = 0;
      }
      Pair pair = pairs.get(i);
      rows++;
      json.openArray();
      json.add(number(pair.same() ? pair.right() : pair.left())).add(number(pair.right()));
      json.add(pair.same() ? 1 : 0).closeArray();
    }
    if (left > 0) {
      json.add(left);
    }
    return json.closeArray().toString();
  }

  private int number(Line line) {
    if (line == null) {
      return -1;
    }
    Integer known = records.get(line.json());
    if (known == null) {
      known = records.size();
      records.put(line.json(), known);
      size += line.json().length() + 1;
    }
    return known;
  }

  private static List<Line> lines(Trace trace, Sources sources) {
    return trace.lines().stream().flatMap(line -> line(line, sources).stream()).toList();
  }

  /** Longest common subsequence by meaning, then what is left between by identity. */
  private static List<Pair> align(List<Line> a, List<Line> b) {
    List<Pair> pairs = new ArrayList<>();
    int start = 0;
    while (start < a.size() && start < b.size() && meansSame(a.get(start), b.get(start))) {
      pairs.add(new Pair(a.get(start), b.get(start)));
      start++;
    }
    int endA = a.size();
    int endB = b.size();
    while (endA > start && endB > start && meansSame(a.get(endA - 1), b.get(endB - 1))) {
      endA--;
      endB--;
    }
    middle(a.subList(start, endA), b.subList(start, endB), pairs);
    for (int i = 0; endA + i < a.size(); i++) {
      pairs.add(new Pair(a.get(endA + i), b.get(endB + i)));
    }
    return pairs;
  }

  private static boolean meansSame(Line a, Line b) {
    return a.meaning().equals(b.meaning());
  }

  private static void middle(List<Line> a, List<Line> b, List<Pair> pairs) {
    if (a.size() > MAX_ALIGNED || b.size() > MAX_ALIGNED) {
      a.forEach(line -> pairs.add(new Pair(line, null)));
      b.forEach(line -> pairs.add(new Pair(null, line)));
      return;
    }
    int[] meaningA = numbers(a, b, true);
    int[] meaningB = numbers(a, b, false);
    short[][] length = new short[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            meaningA[i] == meaningB[j]
                ? (short) (length[i + 1][j + 1] + 1)
                : (short) Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    int gapA = 0;
    int gapB = 0;
    while (i < a.size() && j < b.size()) {
      if (meaningA[i] == meaningB[j]) {
        gap(a.subList(gapA, i), b.subList(gapB, j), pairs);
        pairs.add(new Pair(a.get(i++), b.get(j++)));
        gapA = i;
        gapB = j;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    gap(a.subList(gapA, a.size()), b.subList(gapB, b.size()), pairs);
  }

  /** The same number for the same meaning in both lists. */
  private static int[] numbers(List<Line> a, List<Line> b, boolean first) {
    Map<String, Integer> numbers = new HashMap<>();
    a.forEach(line -> numbers.putIfAbsent(line.meaning(), numbers.size()));
    b.forEach(line -> numbers.putIfAbsent(line.meaning(), numbers.size()));
    return (first ? a : b).stream().mapToInt(line -> numbers.get(line.meaning())).toArray();
  }

  /** Calls of the same leaf stand beside each other, in order. */
  private static void gap(List<Line> a, List<Line> b, List<Pair> pairs) {
    int j = 0;
    for (Line left : a) {
      int at = j;
      while (at < b.size() && !b.get(at).identity().equals(left.identity())) {
        at++;
      }
      if (at == b.size()) {
        pairs.add(new Pair(left, null));
        continue;
      }
      while (j < at) {
        pairs.add(new Pair(null, b.get(j++)));
      }
      pairs.add(new Pair(left, b.get(j++)));
    }
    while (j < b.size()) {
      pairs.add(new Pair(null, b.get(j++)));
    }
  }

  private static Optional<Line> line(TraceLine line, Sources sources) {
    if (line instanceof SeamcallRecord call) {
      return Optional.of(call(call, sources));
    }
    if (line instanceof EventRecord event) {
      return Optional.of(event(event, sources));
    }
    if (line instanceof StepRecord step) {
      return Optional.of(step(step));
    }
    if (line instanceof EndRecord) {
      return Optional.empty();
    }
    throw new IllegalArgumentException("no line of a trace: " + line);
  }

  private static Line step(StepRecord step) {
    JsonText parts = new JsonText().openArray();
    String returned =
        step.returned().isPresent() ? Errno.name(step.returned().getAsLong()) : "nothing";
    part(parts, "returned", returned);
    for (int i = 0; i < Math.min(MAX_PARTS, step.log().size()); i++) {
      part(parts, "log", step.log().get(i));
    }
    parts.closeArray();
    JsonText json = new JsonText().open().put("step", step.step()).key("parts");
    String text = json + parts.toString() + "}";
    return new Line("step " + step.step(), step.toString(), text);
  }

  /** Where it stands says before which call it happened. */
  private static Line event(EventRecord event, Sources sources) {
    JsonText parts = new JsonText().openArray();
    if (!event.what().isEmpty()) {
      part(parts, "what", event.what());
    }
    event.at().ifPresent(at -> part(parts, "at", at + ", " + event.size() + " bytes"));
    parts.closeArray();
    JsonText json = new JsonText().open().put("seq", event.before()).put("cpu", event.cpu());
    json.put("leaf", event.event()).put("calls", event.times());
    Place.of(event.stack(), sources, 0).ifPresent(place -> place(json, place));
    String text = json.key("parts") + parts.toString() + "}";
    return new Line(event.event(), event.text() + event.repeat(), text);
  }

  private static Line call(SeamcallRecord call, Sources sources) {
    JsonText parts = new JsonText().openArray();
    if (call.version() > 0) {
      part(parts, "version", Integer.toString(call.version()));
    }
    values(parts, "", call.in());
    memory(parts, "read ", call.read());
    part(parts, "status", call.status());
    values(parts, "out ", call.out());
    memory(parts, "written ", call.written());
    if (call.repeat().stream().anyMatch(loop -> !loop.steps().isEmpty())) {
      for (Repeat loop : call.repeat()) {
        loop.steps()
            .forEach((name, step) -> part(parts, "each round " + name, "+ " + step.toString()));
      }
    }
    parts.closeArray();
    JsonText json = new JsonText().open().put("seq", call.sequence()).put("cpu", call.cpu());
    json.put("leaf", call.leaf());
    if (!call.note().isEmpty()) {
      json.put("note", call.note());
    }
    json.put("calls", call.calls());
    Place.of(call.stack(), sources, 0).ifPresent(place -> place(json, place));
    String text = json.key("parts") + parts.toString() + "}";
    String meaning =
        call.number()
            + " "
            + call.cpu()
            + call.in()
            + call.read()
            + call.result()
            + call.out()
            + call.written()
            + call.repeat();
    return new Line(call.leaf() + call.note(), meaning, text);
  }

  private static void place(JsonText json, Place place) {
    json.put("at", place.frame().file() + ":" + place.frame().line());
    json.put("in", place.frame().function());
    json.put("patch", place.patch());
    place.code().stream()
        .filter(line -> line.number() == place.frame().line())
        .forEach(line -> json.put("c", Printable.cut(line.text().strip(), MAX_TEXT)));
  }

  private static void part(JsonText json, String name, String value) {
    json.openArray().add(name).add(Printable.cut(value, MAX_TEXT)).closeArray();
  }

  private static void values(JsonText json, String prefix, List<NamedValue> values) {
    values.forEach(v -> part(json, prefix + v.name(), v.value().toString()));
  }

  private static void memory(JsonText json, String prefix, List<MemoryView> views) {
    List<String[]> leaves = new ArrayList<>();
    views.forEach(view -> flatten(view.operand(), view.content(), leaves));
    for (String[] leaf : leaves.subList(0, Math.min(MAX_PARTS, leaves.size()))) {
      part(json, prefix + leaf[0], leaf[1]);
    }
    if (leaves.size() > MAX_PARTS) {
      part(json, prefix + "and more", (leaves.size() - MAX_PARTS) + " values");
    }
  }

  private static void flatten(String path, MemoryNode node, List<String[]> into) {
    if (node instanceof MemoryNode.Leaf leaf) {
      into.add(new String[] {path, leaf.value().toString()});
    } else if (node instanceof MemoryNode.Text text) {
      into.add(new String[] {path, text.text()});
    } else if (node instanceof MemoryNode.Series series) {
      into.add(
          new String[] {path, series.times() + " x " + series.first() + " step " + series.step()});
    } else if (node instanceof MemoryNode.Struct struct) {
      struct.fields().forEach(f -> flatten(path + "." + f.name(), f.content(), into));
    } else if (node instanceof MemoryNode.Sequence sequence) {
      for (int i = 0; i < sequence.elements().size(); i++) {
        flatten(path + "[" + i + "]", sequence.elements().get(i), into);
      }
    }
  }
}
