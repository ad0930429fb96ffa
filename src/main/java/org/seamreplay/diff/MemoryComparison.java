package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.TraceValue;

/**
 * Names the parts in which decoded memory differs: the field of a structure, the entry of an array.
 * Arrays are aligned, so an entry in front does not make all others differ.
 */
final class MemoryComparison {
  /** Longest text that is shown whole. */
  private static final int SHOWN = 64;

  /** Entries of an array that are shown one by one where all of it is one-sided. */
  private static final int SHOWN_ENTRIES = 2;

  private final List<CallDifference> parts;

  private MemoryComparison(List<CallDifference> parts) {
    this.parts = parts;
  }

  /** Adds at least one part; the views must not be equal. */
  static void compare(
      String path, Optional<MemoryView> a, Optional<MemoryView> b, List<CallDifference> parts) {
    if (a.isEmpty() || b.isEmpty()) {
      parts.add(
          new CallDifference(
              Divergence.Kind.MEMORY,
              path,
              a.map(view -> text(view.content())).orElse(""),
              b.map(view -> text(view.content())).orElse("")));
      return;
    }
    if (!a.get().kind().equals(b.get().kind())) {
      parts.add(
          new CallDifference(
              Divergence.Kind.MEMORY, path + " kind", a.get().kind(), b.get().kind()));
      return;
    }
    new MemoryComparison(parts).compare(path, a.get().content(), b.get().content());
  }

  private void compare(String path, MemoryNode a, MemoryNode b) {
    if (a.equals(b)) {
      return;
    }
    if (a instanceof MemoryNode.Struct left && b instanceof MemoryNode.Struct right) {
      fields(path, left.fields(), right.fields());
    } else if (a instanceof MemoryNode.Sequence left && b instanceof MemoryNode.Sequence right) {
      elements(path, left.elements(), right.elements());
    } else if (a instanceof MemoryNode.Text left && b instanceof MemoryNode.Text right) {
      texts(path, left.text(), right.text());
    } else {
      add(path, text(a), text(b));
    }
  }

  private void fields(String path, List<MemoryNode.Field> a, List<MemoryNode.Field> b) {
    Set<String> names = new LinkedHashSet<>();
    a.forEach(field -> names.add(field.name()));
    b.forEach(field -> names.add(field.name()));
    int before = parts.size();
    for (String name : names) {
      Optional<MemoryNode> x = field(a, name);
      Optional<MemoryNode> y = field(b, name);
      if (x.isPresent() && y.isPresent()) {
        compare(path + "." + name, x.get(), y.get());
      } else {
        add(
            path + "." + name,
            x.map(MemoryComparison::text).orElse(""),
            y.map(MemoryComparison::text).orElse(""));
      }
    }
    if (parts.size() == before) {
      add(path + " order", names(a), names(b));
    }
  }

  private static String names(List<MemoryNode.Field> fields) {
    return String.join(" ", fields.stream().map(MemoryNode.Field::name).toList());
  }

  private static Optional<MemoryNode> field(List<MemoryNode.Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(MemoryNode.Field::content)
        .findFirst();
  }

  private void elements(String path, List<MemoryNode> a, List<MemoryNode> b) {
    SequenceAligner.gaps(a, b, (x, y, i, j) -> gap(path, x, y, i, j));
  }

  /** Entries between equal ones: they stand for each other in order, the rest is one-sided. */
  private void gap(String path, List<MemoryNode> a, List<MemoryNode> b, int i, int j) {
    int common = Math.min(a.size(), b.size());
    int paired = 0;
    while (paired < common) {
      int length = evenRun(a, b, paired, common);
      if (length > 2) {
        add(
            path + "[" + (i + paired) + ".." + (i + paired + length - 1) + "]",
            series(a, paired, length),
            series(b, paired, length));
        paired += length;
      } else {
        compare(path + "[" + (i + paired) + "]", a.get(paired), b.get(paired));
        paired++;
      }
    }
    oneSided(path, a, common, i, true);
    oneSided(path, b, common, j, false);
  }

  private void oneSided(String path, List<MemoryNode> nodes, int from, int index, boolean first) {
    int at = from;
    while (at < nodes.size()) {
      int length = Math.max(1, evenLength(nodes, at, nodes.size()));
      String where =
          length < 3
              ? path + "[" + (index + at) + "]"
              : path + "[" + (index + at) + ".." + (index + at + length - 1) + "]";
      length = length < 3 ? 1 : length;
      String text = length == 1 ? text(nodes.get(at)) : series(nodes, at, length);
      add(where, first ? text : "", first ? "" : text);
      at += length;
    }
  }

  private static int evenRun(List<MemoryNode> a, List<MemoryNode> b, int from, int to) {
    return Math.min(evenLength(a, from, to), evenLength(b, from, to));
  }

  /** How many values from here on step evenly; 0 if the first is no value. */
  private static int evenLength(List<MemoryNode> nodes, int from, int to) {
    if (!(nodes.get(from) instanceof MemoryNode.Leaf first)) {
      return 0;
    }
    TraceValue.Step step = null;
    int length = 1;
    while (from + length < to && nodes.get(from + length) instanceof MemoryNode.Leaf leaf) {
      TraceValue next = leaf.value();
      if (step == null) {
        step =
            new TraceValue.Step(
                next.ordinal() - first.value().ordinal(), next.number() - first.value().number());
      }
      if (!first.value().plus(step, length).equals(next)) {
        break;
      }
      length++;
    }
    return length;
  }

  private static String series(List<MemoryNode> nodes, int from, int length) {
    TraceValue first = ((MemoryNode.Leaf) nodes.get(from)).value();
    TraceValue next = ((MemoryNode.Leaf) nodes.get(from + 1)).value();
    return series(
        first,
        new TraceValue.Step(next.ordinal() - first.ordinal(), next.number() - first.number()),
        length);
  }

  private static String series(TraceValue first, TraceValue.Step step, long times) {
    return first + (step.equals(TraceValue.Step.NONE) ? "" : " step " + step) + " x " + times;
  }

  /** Texts are shown from where they differ on. */
  private void texts(String path, String a, String b) {
    if (a.length() <= SHOWN && b.length() <= SHOWN) {
      add(path, a, b);
      return;
    }
    int at = 0;
    while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    add(path, from(a, at), from(b, at));
  }

  private static String from(String text, int at) {
    int end = Math.min(text.length(), at + SHOWN / 2);
    return (at == 0 ? "" : "character " + at + ": ")
        + text.substring(at, end)
        + (end < text.length() ? "..." : "");
  }

  private void add(String path, String expected, String got) {
    parts.add(new CallDifference(Divergence.Kind.MEMORY, path, expected, got));
  }

  private static String text(MemoryNode node) {
    if (node instanceof MemoryNode.Leaf leaf) {
      return leaf.value().toString();
    }
    if (node instanceof MemoryNode.Text text) {
      return text.text().length() <= SHOWN ? text.text() : from(text.text(), 0);
    }
    if (node instanceof MemoryNode.Series series) {
      return series(series.first(), series.step(), series.times());
    }
    if (node instanceof MemoryNode.Struct struct) {
      List<String> fields = new ArrayList<>();
      for (MemoryNode.Field field : struct.fields()) {
        fields.add(field.name() + "=" + text(field.content()));
      }
      return "{" + String.join(" ", fields) + "}";
    }
    MemoryNode.Sequence sequence = (MemoryNode.Sequence) node;
    int size = sequence.elements().size();
    return size > SHOWN_ENTRIES
        ? size + " entries"
        : "["
            + String.join(", ", sequence.elements().stream().map(MemoryComparison::text).toList())
            + "]";
  }
}
