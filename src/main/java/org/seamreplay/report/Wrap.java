package org.seamreplay.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text at spaces. */
final class Wrap {
  private Wrap() {}

  /**
   * Lines of at most {@code width} characters; a longer word is broken.
   *
   * @param head before the first line
   * @param rest before each other line
   */
  static List<String> text(String text, int width, String head, String rest) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean empty = true;
    for (String word : text.strip().split(" +", -1)) {
      String left = word;
      while (true) {
        int room = width - line.length() - (empty ? 0 : 1);
        if (left.length() <= room) {
          line.append(empty ? "" : " ").append(left);
          empty = false;
          break;
        }
        if (empty) {
          int part = Math.max(1, room);
          line.append(left, 0, part);
          left = left.substring(part);
        }
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(rest);
        empty = true;
      }
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
