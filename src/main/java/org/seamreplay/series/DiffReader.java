package org.seamreplay.series;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the diff of a patch as {@code git apply} does: git's own form with renames, modes and blob
 * ids, and the traditional one. Text between the files' diffs is skipped.
 *
 * <p>Not taken, each in one line: binary files, symbolic links, submodules, paths that lead out of
 * the tree. A scissors line after the first file's diff ends the patch: what follows is something
 * else that the author shows.
 */
public final class DiffReader {
  private final DiffCursor cursor;
  private final List<FilePatch> files = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private DiffReader(byte[] diff, String where) {
    this.cursor = new DiffCursor(diff, where);
  }

  /**
   * What a diff does.
   *
   * @param files in the order of the diff; the same file may come twice
   * @param remarks what was left out and why: each one line
   */
  public record Diff(List<FilePatch> files, List<String> remarks) {
    /** Copies the lists. */
    public Diff {
      files = List.copyOf(files);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Reads a diff.
   *
   * @param diff the bytes; they must not change any more
   * @param where what to call it in messages: a file, or a message of a mailbox
   * @throws BadSeries if it is corrupt, refused or too large
   */
  public static Diff read(byte[] diff, String where) {
    DiffReader reader = new DiffReader(diff, where);
    reader.read();
    return new Diff(reader.files, reader.remarks);
  }

  private void read() {
    boolean scissors = false;
    while (!cursor.atEnd()) {
      boolean git = cursor.startsWith("diff --git ");
      boolean traditional =
          cursor.startsWith("--- ")
              && cursor.aheadStartsWith(1, "+++ ")
              && cursor.aheadStartsWith(2, "@@ -");
      if (scissors && (git || traditional)) {
        remarks.add("a further diff below scissors is not taken");
        return;
      }
      if (git) {
        FilePatchHead head = FilePatchHead.git(cursor);
        // The line alone is talk about a diff.
        if (cursor.line() > head.line() + 1) {
          file(head);
        }
      } else if (traditional) {
        file(FilePatchHead.traditional(cursor));
      } else if (!scissors && cursor.startsWith("@@ -")) {
        throw cursor.corrupt("a hunk without the name of its file");
      } else if (!scissors && isBinary(cursor)) {
        throw cursor.refused("binary files are not taken", cursor.line());
      } else if (!scissors && isCombined(cursor)) {
        throw cursor.refused("a diff of a merge is not taken; give its commits", cursor.line());
      } else {
        scissors |= !files.isEmpty() && Scissors.isCut(cursor.latin1(0));
        cursor.next();
      }
    }
  }

  /** What {@code diff -r} says of files without text; as a line of its own in no mail. */
  private static boolean isBinary(DiffCursor cursor) {
    return cursor.startsWith("Binary files ") && cursor.latin1(0).endsWith(" differ");
  }

  private static boolean isCombined(DiffCursor cursor) {
    return cursor.startsWith("diff --cc ")
        || cursor.startsWith("diff --combined ")
        || cursor.startsWith("@@@ -");
  }

  private void file(FilePatchHead head) {
    if (!cursor.atEnd()
        && (cursor.startsWith("GIT binary patch") || cursor.startsWith("Binary files "))) {
      String path = Shown.cut(head.with(List.of()).path());
      throw cursor.refused("binary files are not taken: " + path, head.line());
    }
    List<Hunk> hunks = new HunkReader(cursor).read();
    if (hunks.isEmpty() && !head.hasEffect()) {
      throw cursor.corrupt("the diff of a file says nothing", head.line());
    }
    for (Hunk hunk : hunks) {
      if (head.isAdded() && hunk.oldCount() > 0) {
        throw cursor.corrupt("a new file has old lines", hunk.line());
      }
      if (head.isDeleted() && hunk.newCount() > 0) {
        throw cursor.corrupt("a deleted file has lines left", hunk.line());
      }
    }
    files.add(head.with(hunks));
    leftOver(hunks);
  }

  /** Lines of a change that the head of the hunk above does not count; git passes them over. */
  private void leftOver(List<Hunk> hunks) {
    if (hunks.isEmpty() || cursor.atEnd() || cursor.length() < 2) {
      return;
    }
    boolean change = cursor.mark() == '+' || cursor.mark() == '-';
    boolean head = cursor.startsWith("--- ") && cursor.aheadStartsWith(1, "+++ ");
    boolean signature = cursor.latin1(0).strip().equals("--") || Scissors.isCut(cursor.latin1(0));
    if (change && !head && !signature) {
      remarks.add(
          "line "
              + cursor.line()
              + " of its diff is below what the hunk counts; not taken, as git does");
    }
  }
}
