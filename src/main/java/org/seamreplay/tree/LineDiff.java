package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;

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
    for (ListDiff.Change edit : ListDiff.of(before, after)) {
      add(lines, ' ', before.subList(at, edit.fromA()));
      add(lines, '-', before.subList(edit.fromA(), edit.toA()));
      add(lines, '+', after.subList(edit.fromB(), edit.toB()));
      at = edit.toA();
    }
    add(lines, ' ', before.subList(at, before.size()));
    return lines;
  }

  private static void add(List<Line> lines, char mark, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(mark, text)));
  }
}
