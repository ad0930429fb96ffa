package org.seamreplay.series;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of one file's diff, up to the first hunk, as git does with one directory less. */
final class FilePatchHead {
  private static final Pattern INDEX =
      Pattern.compile("([0-9a-f]{4,64})\\.\\.([0-9a-f]{4,64})(?: ([0-7]{1,7}))?.*");
  private static final Pattern EPOCH = Pattern.compile("(1969-12-31|1970-01-01) \\d\\d:\\d\\d.*");

  private static final int TYPE = 0170000;
  private static final int TYPE_REGULAR = 0100000;

  private final DiffCursor cursor;
  private final int line;
  private Optional<String> common = Optional.empty();
  private Optional<String> oldPath = Optional.empty();
  private Optional<String> newPath = Optional.empty();
  private boolean added;
  private boolean deleted;
  private boolean renamed;
  private boolean copied;
  private int oldMode;
  private int newMode;
  private String oldId = "";
  private String newId = "";

  private FilePatchHead(DiffCursor cursor) {
    this.cursor = cursor;
    this.line = cursor.line();
  }

  /** From a {@code diff --git} line on. */
  static FilePatchHead git(DiffCursor cursor) {
    FilePatchHead head = new FilePatchHead(cursor);
    head.checkLength();
    head.common = DiffPaths.common(cursor.bytes("diff --git ".length()));
    cursor.next();
    while (!cursor.atEnd() && head.extended()) {
      cursor.next();
    }
    return head;
  }

  /** From a {@code ---} line on, with a {@code +++} line after it. */
  static FilePatchHead traditional(DiffCursor cursor) {
    FilePatchHead head = new FilePatchHead(cursor);
    head.checkLength();
    byte[] first = cursor.bytes(4);
    cursor.next();
    head.checkLength();
    byte[] second = cursor.bytes(4);
    cursor.next();
    String oldName = DiffPaths.name(first);
    String newName = DiffPaths.name(second);
    if (oldName.equals(DiffPaths.NULL)) {
      head.added = true;
      head.newPath = head.stripped(newName);
    } else if (newName.equals(DiffPaths.NULL)) {
      head.deleted = true;
      head.oldPath = head.stripped(oldName);
    } else {
      head.added = isEpoch(DiffPaths.behindName(first));
      head.deleted = isEpoch(DiffPaths.behindName(second));
      // Of file.c and file.c.orig the shorter is the file.
      String left = head.stripped(oldName).orElseThrow();
      String right = head.stripped(newName).orElseThrow();
      Optional<String> path = Optional.of(right.startsWith(left) ? left : right);
      head.oldPath = head.added ? Optional.empty() : path;
      head.newPath = head.deleted ? Optional.empty() : path;
    }
    return head;
  }

  private static boolean isEpoch(String date) {
    Matcher matcher = EPOCH.matcher(date);
    if (!matcher.matches()) {
      return false;
    }
    // Midnight UTC, in whatever zone the date is given.
    Matcher time =
        Pattern.compile(
                "(\\d{4}-\\d\\d-\\d\\d) (\\d\\d):(\\d\\d):00(?:\\.0+)? ([+-])(\\d\\d):?(\\d\\d)")
            .matcher(date.strip());
    if (!time.matches()) {
      return false;
    }
    int minutes = Integer.parseInt(time.group(2)) * 60 + Integer.parseInt(time.group(3));
    int zone = Integer.parseInt(time.group(5)) * 60 + Integer.parseInt(time.group(6));
    int day = time.group(1).startsWith("1970") ? 0 : -24 * 60;
    return day + minutes == (time.group(4).equals("-") ? -zone : zone);
  }

  private void checkLength() {
    if (cursor.length() > SeriesLimits.HEAD_LINE) {
      throw cursor.corrupt("longer than two paths can be");
    }
  }

  /** Takes one line of the head; false if it is not of the head. */
  private boolean extended() {
    if (cursor.startsWith("@@ -")) {
      return false;
    }
    checkLength();
    if (cursor.startsWith("--- ")) {
      oldPath = side(oldPath, added, "new", "---");
    } else if (cursor.startsWith("+++ ")) {
      newPath = side(newPath, deleted, "deleted", "+++");
    } else if (cursor.startsWith("old mode ")) {
      oldMode = mode(cursor.latin1(9));
    } else if (cursor.startsWith("new mode ")) {
      newMode = mode(cursor.latin1(9));
    } else if (cursor.startsWith("deleted file mode ")) {
      deleted = true;
      oldMode = mode(cursor.latin1(18));
      oldPath = common.or(() -> oldPath);
    } else if (cursor.startsWith("new file mode ")) {
      added = true;
      newMode = mode(cursor.latin1(14));
      newPath = common.or(() -> newPath);
    } else if (cursor.startsWith("copy from ")) {
      copied = true;
      oldPath = whole(10);
    } else if (cursor.startsWith("copy to ")) {
      copied = true;
      newPath = whole(8);
    } else if (cursor.startsWith("rename from ") || cursor.startsWith("rename old ")) {
      renamed = true;
      oldPath = whole(cursor.startsWith("rename from ") ? 12 : 11);
    } else if (cursor.startsWith("rename to ") || cursor.startsWith("rename new ")) {
      renamed = true;
      newPath = whole(cursor.startsWith("rename to ") ? 10 : 11);
    } else if (cursor.startsWith("index ")) {
      index(cursor.latin1(6));
    } else {
      return cursor.startsWith("similarity index ") || cursor.startsWith("dissimilarity index ");
    }
    return true;
  }

  private Optional<String> side(
      Optional<String> known, boolean absent, String adjective, String marker) {
    String name = DiffPaths.name(cursor.bytes(4));
    if (name.equals(DiffPaths.NULL)) {
      if (!absent && !(marker.equals("---") ? isZero(oldId) : isZero(newId))) {
        throw cursor.corrupt("the file is not said to be " + adjective + ", but is /dev/null");
      }
      added |= marker.equals("---");
      deleted |= marker.equals("+++");
      return Optional.empty();
    }
    if (absent) {
      throw cursor.corrupt("the file is said to be " + adjective + ", so /dev/null belongs here");
    }
    Optional<String> path = stripped(name);
    Optional<String> expected = known.or(() -> renamed || copied ? Optional.empty() : common);
    if (expected.isPresent() && !expected.equals(path)) {
      throw cursor.corrupt(
          "'"
              + Shown.cut(path.orElseThrow())
              + "' and '"
              + Shown.cut(expected.get())
              + "' are given for one file");
    }
    return path;
  }

  private static boolean isZero(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c == '0');
  }

  private Optional<String> stripped(String name) {
    Optional<String> path = DiffPaths.stripped(name);
    if (path.isEmpty()) {
      throw cursor.corrupt(
          "'"
              + Shown.cut(name)
              + "' has no directory in front; make the patch with a/ and b/ prefixes");
    }
    return path;
  }

  private Optional<String> whole(int skip) {
    return Optional.of(DiffPaths.whole(cursor.bytes(skip)));
  }

  private int mode(String octal) {
    String digits = octal.strip();
    if (!digits.matches("[0-7]{1,7}")) {
      throw cursor.corrupt("'" + Shown.cut(octal) + "' is no file mode");
    }
    return canonical(Integer.parseInt(digits, 8));
  }

  /** Git keeps one bit of the permissions. */
  private int canonical(int mode) {
    return switch (mode & TYPE) {
      case TYPE_REGULAR -> (mode & 0100) != 0 ? FilePatch.EXECUTABLE : FilePatch.REGULAR;
      case 0120000 -> throw cursor.refused("symbolic links are not taken" + named(), line);
      case 0160000 -> throw cursor.refused("submodules are not taken" + named(), line);
      default ->
          throw cursor.refused(
              "a file of mode " + Integer.toOctalString(mode) + " is not taken" + named(), line);
    };
  }

  private String named() {
    return newPath
        .or(() -> oldPath)
        .or(() -> common)
        .map(path -> ": " + Shown.cut(path))
        .orElse("");
  }

  private void index(String text) {
    Matcher matcher = INDEX.matcher(text);
    if (matcher.matches()) {
      oldId = matcher.group(1);
      newId = matcher.group(2);
      if (matcher.group(3) != null) {
        oldMode = mode(matcher.group(3));
      }
    }
  }

  /** The line that the head starts on. */
  int line() {
    return line;
  }

  boolean isAdded() {
    return added;
  }

  boolean isDeleted() {
    return deleted;
  }

  /** Whether it does something even without hunks. */
  boolean hasEffect() {
    return added || deleted || renamed || copied || (newMode != 0 && newMode != oldMode);
  }

  /** Puts head and hunks together. */
  FilePatch with(List<Hunk> hunks) {
    if ((added ? 1 : 0) + (deleted ? 1 : 0) + (renamed ? 1 : 0) + (copied ? 1 : 0) > 1) {
      throw cursor.corrupt("the file is said to be two of new, deleted, renamed, copied", line);
    }
    if ((renamed || copied) && (oldPath.isEmpty() || newPath.isEmpty())) {
      throw cursor.corrupt("a rename or copy without one of its names", line);
    }
    if (!added && oldPath.isEmpty()) {
      oldPath = common;
    }
    if (!deleted && newPath.isEmpty()) {
      newPath = common;
    }
    if ((!added && oldPath.isEmpty()) || (!deleted && newPath.isEmpty())) {
      throw cursor.corrupt("the head of the file does not say its name", line);
    }
    Optional<String> from = added ? Optional.empty() : oldPath;
    Optional<String> to = deleted ? Optional.empty() : newPath;
    check(from);
    check(to);
    return new FilePatch(kind(), from, to, oldMode, newMode, oldId, newId, hunks, line);
  }

  private FilePatch.Kind kind() {
    if (added) {
      return FilePatch.Kind.ADDED;
    } else if (deleted) {
      return FilePatch.Kind.DELETED;
    } else if (renamed) {
      return FilePatch.Kind.RENAMED;
    }
    return copied ? FilePatch.Kind.COPIED : FilePatch.Kind.MODIFIED;
  }

  private void check(Optional<String> path) {
    path.flatMap(SafePath::objection)
        .ifPresent(
            objection -> {
              throw cursor.refused(
                  "the path '" + Shown.cut(path.orElseThrow()) + "' " + objection, line);
            });
  }
}
