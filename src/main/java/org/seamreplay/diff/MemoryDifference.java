package org.seamreplay.diff;

import java.util.List;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.TraceValue;

/** Finds the first part of decoded memory that differs, so that reports need not show all of it. */
final class MemoryDifference {
  private MemoryDifference() {}

  /** {@code path=value} on both sides; the views must not be equal. */
  static String[] first(List<MemoryView> a, List<MemoryView> b) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      if (i >= a.size() || i >= b.size()) {
        return new String[] {present(a, i), present(b, i)};
      }
      if (!a.get(i).equals(b.get(i))) {
        String path = a.get(i).operand();
        return first(path, a.get(i).content(), b.get(i).content());
      }
    }
    throw new IllegalArgumentException("memory is equal");
  }

  private static String present(List<MemoryView> views, int index) {
    return index < views.size() ? views.get(index).operand() + " present" : "nothing";
  }

  private static String[] first(String path, MemoryNode a, MemoryNode b) {
    if (a instanceof MemoryNode.Struct left && b instanceof MemoryNode.Struct right) {
      int common = Math.min(left.fields().size(), right.fields().size());
      for (int i = 0; i < common; i++) {
        MemoryNode.Field x = left.fields().get(i);
        MemoryNode.Field y = right.fields().get(i);
        if (!x.equals(y)) {
          return x.name().equals(y.name())
              ? first(path + "." + x.name(), x.content(), y.content())
              : new String[] {path + "." + x.name(), path + "." + y.name()};
        }
      }
    }
    if (a instanceof MemoryNode.Sequence left && b instanceof MemoryNode.Sequence right) {
      int common = Math.min(left.elements().size(), right.elements().size());
      for (int i = 0; i < common; i++) {
        if (!left.elements().get(i).equals(right.elements().get(i))) {
          return first(path + "[" + i + "]", left.elements().get(i), right.elements().get(i));
        }
      }
      return new String[] {
        path + " has " + left.elements().size() + " elements",
        path + " has " + right.elements().size() + " elements"
      };
    }
    return new String[] {path + "=" + text(a), path + "=" + text(b)};
  }

  private static String text(MemoryNode node) {
    if (node instanceof MemoryNode.Leaf leaf) {
      return leaf.value().toString();
    }
    if (node instanceof MemoryNode.Text text) {
      return text.text();
    }
    if (node instanceof MemoryNode.Series series) {
      TraceValue first = series.first();
      return series.times() + " x " + first + " step " + series.step();
    }
    return node instanceof MemoryNode.Struct ? "a structure" : "an array";
  }
}
