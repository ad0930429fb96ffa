package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.abi.Abi;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.TraceValue;

/** Names everything in which two runs of calls of one leaf differ, operand by operand. */
final class CallComparison {
  private static final long VERSION = 0xFF_0000L;

  private final CallLoop a;
  private final CallLoop b;
  private final List<CallDifference> parts = new ArrayList<>();

  private CallComparison(CallLoop a, CallLoop b) {
    this.a = a;
    this.b = b;
  }

  /** At least one part; the runs have as many calls and are not the same. */
  static List<CallDifference> parts(CallLoop expected, CallLoop got) {
    CallComparison comparison = new CallComparison(expected, got);
    comparison.compare();
    return comparison.parts;
  }

  private void compare() {
    Shape x = a.shape();
    Shape y = b.shape();
    if ((x.number() & ~VERSION) != (y.number() & ~VERSION)) {
      operand("rax", TraceValue.hex(x.number()).toString(), TraceValue.hex(y.number()).toString());
    } else if (x.number() != y.number()) {
      operand("version", version(x), version(y));
    }
    operand("cpu", CallText.cpu(a), CallText.cpu(b));
    values(Divergence.Kind.OPERAND, "in.", x.in(), y.in(), 1, 1);
    memory("read.", x.read(), y.read());
    if (x.result() != y.result()) {
      parts.add(new CallDifference(Divergence.Kind.RESULT, "status", status(x), status(y)));
    }
    values(
        Divergence.Kind.RESULT,
        "out.",
        x.out(),
        y.out(),
        1 + 2 * x.in().size(),
        1 + 2 * y.in().size());
    memory("written.", x.written(), y.written());
    if (parts.isEmpty()) {
      // Every value is the same at the start, so it is the loops that differ.
      parts.add(new CallDifference(Divergence.Kind.OPERAND, "loops", a.loops(), b.loops()));
    }
  }

  private void operand(String what, String expected, String got) {
    if (!expected.equals(got)) {
      parts.add(new CallDifference(Divergence.Kind.OPERAND, what, expected, got));
    }
  }

  private static String version(Shape shape) {
    return Long.toString((shape.number() & VERSION) >>> 16);
  }

  private static String status(Shape shape) {
    return Abi.shipped().statuses().name(shape.result());
  }

  private void values(
      Divergence.Kind kind,
      String prefix,
      List<Shape.Place> placesA,
      List<Shape.Place> placesB,
      int cellA,
      int cellB) {
    Set<String> names = new LinkedHashSet<>();
    placesA.forEach(place -> names.add(place.name()));
    placesB.forEach(place -> names.add(place.name()));
    for (String name : names) {
      String expected = text(a, placesA, name, cellA);
      String got = text(b, placesB, name, cellB);
      if (!expected.equals(got)) {
        parts.add(new CallDifference(kind, prefix + name, expected, got));
      }
    }
    if (placesA.size() == placesB.size() && !placesA.equals(placesB) && parts.isEmpty()) {
      parts.add(new CallDifference(kind, prefix + "order", names(placesA), names(placesB)));
    }
  }

  private static String names(List<Shape.Place> places) {
    return String.join(" ", places.stream().map(Shape.Place::name).toList());
  }

  private static String text(CallLoop run, List<Shape.Place> places, String name, int cell) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).name().equals(name)) {
        return CallText.value(run, places.get(i), cell + 2 * i);
      }
    }
    return "";
  }

  private void memory(String prefix, List<MemoryView> a, List<MemoryView> b) {
    Set<String> operands = new LinkedHashSet<>();
    a.forEach(view -> operands.add(view.operand()));
    b.forEach(view -> operands.add(view.operand()));
    for (String operand : operands) {
      Optional<MemoryView> x = view(a, operand);
      Optional<MemoryView> y = view(b, operand);
      if (!x.equals(y)) {
        MemoryComparison.compare(prefix + operand, x, y, parts);
      }
    }
  }

  private static Optional<MemoryView> view(List<MemoryView> views, String operand) {
    return views.stream().filter(view -> view.operand().equals(operand)).findFirst();
  }
}
