package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/** The difference of two short lists of lines, for people. */
final class LineDiff {
  /**
   * A line.
   *
   * @param mark {@code ' '}, {@code '-'} or {@code '+'}
   */
  record Line(char mark, String text) {}

  private LineDiff() {}

  static List<Line> of(List<String> before, List<String> after) {
    List<Line> lines = new ArrayList<>();
    int at = 0;
    for (Edit edit : new HistogramDiff().diff(new Equality(), new Text(before), new Text(after))) {
      add(lines, ' ', before.subList(at, edit.getBeginA()));
      add(lines, '-', before.subList(edit.getBeginA(), edit.getEndA()));
      add(lines, '+', after.subList(edit.getBeginB(), edit.getEndB()));
      at = edit.getEndA();
    }
    add(lines, ' ', before.subList(at, before.size()));
    return lines;
  }

  private static void add(List<Line> lines, char mark, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(mark, text)));
  }

  private static final class Text extends Sequence {
    private final List<String> lines;

    Text(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public int size() {
      return lines.size();
    }
  }

  private static final class Equality extends SequenceComparator<Text> {
    @Override
    public boolean equals(Text a, int ai, Text b, int bi) {
      return a.lines.get(ai).equals(b.lines.get(bi));
    }

    @Override
    public int hash(Text text, int at) {
      return text.lines.get(at).hashCode();
    }
  }
}
