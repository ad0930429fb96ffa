package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the hunks of one file; their lines must be as many as their heads say. */
final class HunkReader {
  private static final Pattern HEAD =
      Pattern.compile(
          "@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@ ?(.*)", Pattern.DOTALL);

  private final DiffCursor cursor;

  HunkReader(DiffCursor cursor) {
    this.cursor = cursor;
  }

  /** All hunks that follow each other from here. */
  List<Hunk> read() {
    List<Hunk> hunks = new ArrayList<>();
    while (!cursor.atEnd() && cursor.startsWith("@@ -")) {
      hunks.add(hunk());
    }
    return hunks;
  }

  private Hunk hunk() {
    int line = cursor.line();
    Matcher head = HEAD.matcher(cursor.latin1(0));
    if (!head.matches()) {
      throw cursor.corrupt("not the head of a hunk: '" + Shown.cut(cursor.latin1(0)) + "'");
    }
    int oldStart = Integer.parseInt(head.group(1));
    int oldCount = count(head.group(2));
    int newStart = Integer.parseInt(head.group(3));
    int newCount = count(head.group(4));
    String heading = new String(head.group(5).getBytes(ISO_8859_1), UTF_8);
    cursor.next();
    List<HunkLine> lines = lines(oldCount, newCount, head.group(0));
    if (lines.stream().allMatch(hunkLine -> hunkLine.kind() == HunkLine.Kind.CONTEXT)) {
      throw cursor.corrupt("the hunk changes nothing", line);
    }
    return new Hunk(oldStart, oldCount, newStart, newCount, heading, lines, line);
  }

  private static int count(String digits) {
    return Optional.ofNullable(digits).map(Integer::parseInt).orElse(1);
  }

  private List<HunkLine> lines(int oldCount, int newCount, String head) {
    List<HunkLine> lines = new ArrayList<>();
    int oldLeft = oldCount;
    int newLeft = newCount;
    while (oldLeft > 0 || newLeft > 0) {
      if (cursor.atEnd()) {
        throw cursor.corrupt("the diff ends within the hunk " + Shown.cut(head));
      }
      HunkLine.Kind kind = kind(lines);
      if (kind == null) {
        noNewline(lines);
        continue;
      }
      oldLeft -= kind == HunkLine.Kind.ADDED ? 0 : 1;
      newLeft -= kind == HunkLine.Kind.REMOVED ? 0 : 1;
      if (oldLeft < 0 || newLeft < 0) {
        throw cursor.corrupt("the hunk has more lines than its head says: " + Shown.cut(head));
      }
      // An empty line stands for an empty line of context: mail programs cut blanks off.
      int skip = cursor.mark() == '\n' || cursor.mark() == '\r' ? 0 : 1;
      lines.add(new HunkLine(kind, cursor.rest(skip), cursor.line()));
      cursor.next();
    }
    if (!cursor.atEnd() && cursor.startsWith("\\ ")) {
      noNewline(lines);
    }
    return lines;
  }

  /** What the mark in front says; null for the remark that the line before has no newline. */
  private HunkLine.Kind kind(List<HunkLine> before) {
    return switch (cursor.mark()) {
      case ' ', '\n' -> HunkLine.Kind.CONTEXT;
      case '-' -> HunkLine.Kind.REMOVED;
      case '+' -> HunkLine.Kind.ADDED;
      case '\\' -> {
        if (!cursor.startsWith("\\ ") || before.isEmpty()) {
          throw cursor.corrupt("not a line of a hunk: '" + Shown.cut(cursor.latin1(0)) + "'");
        }
        yield null;
      }
      default -> {
        if (cursor.mark() == '\r' && cursor.latin1(0).isEmpty()) {
          yield HunkLine.Kind.CONTEXT;
        }
        throw cursor.corrupt(
            "not a line of a hunk: '"
                + Shown.cut(cursor.latin1(0))
                + "'; a mail program may have wrapped the line before");
      }
    };
  }

  private void noNewline(List<HunkLine> lines) {
    int last = lines.size() - 1;
    lines.set(last, lines.get(last).withoutNewline());
    cursor.next();
  }
}
