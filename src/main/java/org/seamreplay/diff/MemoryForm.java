package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.TraceValue;

/** Writes decoded memory in one way, however the values of an array were folded into series. */
final class MemoryForm {
  /** Values of one array that are unfolded; a larger one is compared as it was folded. */
  private static final long MOST_VALUES = 1 << 16;

  private MemoryForm() {}

  static List<MemoryView> canonical(List<MemoryView> views) {
    if (views.isEmpty()) {
      return views;
    }
    List<MemoryView> result = new ArrayList<>(views.size());
    for (MemoryView view : views) {
      MemoryNode content = canonical(view.content());
      result.add(
          content == view.content() ? view : new MemoryView(view.operand(), view.kind(), content));
    }
    return List.copyOf(result);
  }

  /** The node with every array's values unfolded, as far as that is reasonable. */
  private static MemoryNode canonical(MemoryNode node) {
    if (node instanceof MemoryNode.Series series) {
      return series.times() <= MOST_VALUES
          ? canonical(new MemoryNode.Sequence(List.of(series)))
          : node;
    }
    if (node instanceof MemoryNode.Struct struct) {
      boolean changed = false;
      List<MemoryNode.Field> fields = new ArrayList<>(struct.fields().size());
      for (MemoryNode.Field field : struct.fields()) {
        MemoryNode content = canonical(field.content());
        changed |= content != field.content();
        fields.add(new MemoryNode.Field(field.name(), content));
      }
      return changed ? new MemoryNode.Struct(fields) : node;
    }
    return node instanceof MemoryNode.Sequence sequence ? canonical(sequence) : node;
  }

  private static MemoryNode canonical(MemoryNode.Sequence sequence) {
    long total = 0;
    for (MemoryNode element : sequence.elements()) {
      long more = element instanceof MemoryNode.Series series ? series.times() : 1;
      total = more > MOST_VALUES ? MOST_VALUES + 1 : total + more;
      if (total > MOST_VALUES) {
        return sequence;
      }
    }
    boolean changed = false;
    List<MemoryNode> elements = new ArrayList<>();
    for (MemoryNode element : sequence.elements()) {
      if (element instanceof MemoryNode.Series series) {
        changed = true;
        for (long i = 0; i < series.times(); i++) {
          TraceValue value = series.first().plus(series.step(), i);
          elements.add(new MemoryNode.Leaf(value));
        }
      } else {
        MemoryNode same = canonical(element);
        changed |= same != element;
        elements.add(same);
      }
    }
    return changed ? new MemoryNode.Sequence(elements) : sequence;
  }
}
