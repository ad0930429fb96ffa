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
  private boolean cut;

  private DiffReader(byte[] diff, String where) {
    this.cursor = new DiffCursor(diff, where);
  }

  /**
   * What a diff does.
   *
   * @param files in the order of the diff; the same file may come twice
   * @param cut whether further diffs follow after scissors, and were left out
   */
  public record Diff(List<FilePatch> files, boolean cut) {
    /** Copies the list. */
    public Diff {
      files = List.copyOf(files);
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
    return new Diff(reader.files, reader.cut);
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
        cut = true;
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
      } else if (cursor.startsWith("@@ -") && !scissors) {
        throw cursor.corrupt("a hunk without the name of its file");
      } else {
        scissors |= !files.isEmpty() && Scissors.isCut(cursor.latin1(0));
        cursor.next();
      }
    }
  }

  private void file(FilePatchHead head) {
    if (!cursor.atEnd()
        && (cursor.startsWith("GIT binary patch") || cursor.startsWith("Binary files "))) {
      throw cursor.refused(
          "binary files are not taken: " + head.with(List.of()).path(), head.line());
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
  }
}
