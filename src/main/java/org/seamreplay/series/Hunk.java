package org.seamreplay.series;

import java.util.List;

/**
 * Lines of a file that belong together: what is there before and after.
 *
 * @param oldStart first line in the old file, from 1; 0 if the hunk has no old lines
 * @param oldCount lines in the old file
 * @param newStart first line in the new file, from 1; 0 if the hunk has no new lines
 * @param newCount lines in the new file
 * @param heading what stands behind the second {@code @@}: usually the function
 * @param lines as in the diff; at least one is added or removed
 * @param line the hunk's line in the diff, from 1
 */
public record Hunk(
    int oldStart,
    int oldCount,
    int newStart,
    int newCount,
    String heading,
    List<HunkLine> lines,
    int line) {
  /** Copies the list. */
  public Hunk {
    lines = List.copyOf(lines);
  }

  /** Context and removed lines: what the file must have. */
  public List<TextLine> oldLines() {
    return lines.stream().filter(HunkLine::isOld).map(HunkLine::text).toList();
  }

  /** Context and added lines: what the file has afterwards. */
  public List<TextLine> newLines() {
    return lines.stream().filter(HunkLine::isNew).map(HunkLine::text).toList();
  }

  /** What undoes it. */
  public Hunk reversed() {
    List<HunkLine> undone = lines.stream().map(HunkLine::reversed).toList();
    return new Hunk(newStart, newCount, oldStart, oldCount, heading, undone, line);
  }

  /** Lines of context before the first change. */
  public int leadingContext() {
    int count = 0;
    while (lines.get(count).kind() == HunkLine.Kind.CONTEXT) {
      count++;
    }
    return count;
  }

  /** Lines of context after the last change. */
  public int trailingContext() {
    int count = 0;
    while (lines.get(lines.size() - 1 - count).kind() == HunkLine.Kind.CONTEXT) {
      count++;
    }
    return count;
  }

  /** As in the diff, without the heading: {@code @@ -10,6 +10,8 @@}. */
  public String position() {
    return "@@ -" + oldStart + "," + oldCount + " +" + newStart + "," + newCount + " @@";
  }
}
