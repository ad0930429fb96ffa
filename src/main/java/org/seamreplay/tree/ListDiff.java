package org.seamreplay.tree;

import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/** What differs between two lists, as a diff finds it. */
public final class ListDiff {
  /** Elements of the first list, from and to, that became those of the second. */
  public record Change(int fromA, int toA, int fromB, int toB) {}

  private ListDiff() {}

  /** The changes from one list to another, in order. */
  public static <T> List<Change> of(List<T> a, List<T> b) {
    return new HistogramDiff()
        .diff(new Equality<T>(), new Elements<>(a), new Elements<>(b)).stream()
            .map(ListDiff::change)
            .toList();
  }

  private static Change change(Edit edit) {
    return new Change(edit.getBeginA(), edit.getEndA(), edit.getBeginB(), edit.getEndB());
  }

  /** A list, for JGit's algorithms. */
  static final class Elements<T> extends Sequence {
    private final List<T> list;

    Elements(List<T> list) {
      this.list = list;
    }

    @Override
    public int size() {
      return list.size();
    }
  }

  /** Elements are compared as they are. */
  static final class Equality<T> extends SequenceComparator<Elements<T>> {
    @Override
    public boolean equals(Elements<T> a, int ai, Elements<T> b, int bi) {
      return a.list.get(ai).equals(b.list.get(bi));
    }

    @Override
    public int hash(Elements<T> elements, int at) {
      return elements.list.get(at).hashCode();
    }
  }
}
