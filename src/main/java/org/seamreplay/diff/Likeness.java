package org.seamreplay.diff;

import java.util.List;
import org.seamreplay.abi.Abi;
import org.seamreplay.trace.NamedValue;

/** How well two calls that differ can be taken for the same one. */
final class Likeness {
  /** What two calls of a leaf weigh with nothing else in common. */
  private static final int LEAF = 8;

  private static final int PART = 4;

  private static final long VERSION = 0xFF_0000L;

  private Likeness() {}

  /** A number for the leaf without its version; loader and module are apart. */
  static int leaf(CallLoop run) {
    return Long.hashCode(run.shape().number() & ~VERSION);
  }

  /** 0 if they are different calls. */
  static int weight(CallLoop a, CallLoop b) {
    Shape x = a.shape();
    Shape y = b.shape();
    if ((x.number() & ~VERSION) != (y.number() & ~VERSION)) {
      return 0;
    }
    boolean anotherField = anotherField(a, b);
    if (anotherField && !(x.result() == y.result() && equalValues(a, b, false))) {
      return 0;
    }
    boolean sameOperands = equalValues(a, b, true);
    if (a.cell(0) != b.cell(0) && !sameOperands && !anyEqual(a, b)) {
      return 0;
    }
    int weight = LEAF;
    weight += x.number() == y.number() ? PART : 0;
    weight += a.cell(0) == b.cell(0) ? PART : 0;
    weight += sameOperands ? 2 * PART : anyEqual(a, b) ? PART : 0;
    weight += x.result() == y.result() ? PART : 0;
    weight += equalValues(a, b, false) ? PART : 0;
    weight += x.read().equals(y.read()) && x.written().equals(y.written()) ? PART : 0;
    weight += a.calls() == b.calls() ? 2 : 0;
    return weight;
  }

  /** Whether the two read or write different metadata fields, which are things of their own. */
  private static boolean anotherField(CallLoop a, CallLoop b) {
    List<NamedValue> operands = a.record().in();
    int cell = 1;
    for (NamedValue operand : operands) {
      boolean field =
          Abi.shipped().leaves().find(a.shape().number()).stream()
              .flatMap(leaf -> leaf.in().stream())
              .anyMatch(o -> o.name().equals(operand.name()) && o.kind().equals("field-id"));
      if (field && b.shape().in().equals(a.shape().in()) && a.cell(cell + 1) != b.cell(cell + 1)) {
        return true;
      }
      cell += 2;
    }
    return false;
  }

  /** Whether at least one operand is the same. */
  private static boolean anyEqual(CallLoop a, CallLoop b) {
    List<Shape.Place> placesB = b.shape().in();
    for (int i = 0; i < a.shape().in().size(); i++) {
      int j = placesB.indexOf(a.shape().in().get(i));
      if (j >= 0
          && a.cell(1 + 2 * i) == b.cell(1 + 2 * j)
          && a.cell(2 + 2 * i) == b.cell(2 + 2 * j)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equalValues(CallLoop a, CallLoop b, boolean in) {
    List<Shape.Place> placesA = in ? a.shape().in() : a.shape().out();
    List<Shape.Place> placesB = in ? b.shape().in() : b.shape().out();
    if (!placesA.equals(placesB)) {
      return false;
    }
    int cellA = in ? 1 : 1 + 2 * a.shape().in().size();
    int cellB = in ? 1 : 1 + 2 * b.shape().in().size();
    for (int i = 0; i < 2 * placesA.size(); i++) {
      if (a.cell(cellA + i) != b.cell(cellB + i)) {
        return false;
      }
    }
    return true;
  }
}
