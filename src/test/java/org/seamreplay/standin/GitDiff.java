package org.seamreplay.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.diff.DiffDriver;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** The changes of a patch as git writes them. */
final class GitDiff {
  /** What the kernel asks of a commit id in a message; git's default is shorter. */
  private static final int ID = 12;

  /** How wide git makes a summary in a mail. */
  private static final int WIDTH = 72;

  private GitDiff() {}

  /** The whole diff; a character is a byte. */
  static String of(List<FileChange> changes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FileChange change : changes) {
      String head =
          """
          diff --git a/%1$s b/%1$s
          index %2$s..%3$s 100644
          --- a/%1$s
          +++ b/%1$s
          """;
      write(out, head.formatted(change.path(), id(change.before()), id(change.after())));
      try (DiffFormatter hunks = new DiffFormatter(out)) {
        // As .gitattributes of the kernel says.
        hunks.format(edits(change), raw(change.before()), raw(change.after()), DiffDriver.cpp);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return out.toString(ISO_8859_1);
  }

  static EditList edits(FileChange change) {
    return new HistogramDiff()
        .diff(RawTextComparator.DEFAULT, raw(change.before()), raw(change.after()));
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(ISO_8859_1));
  }

  private static String id(String text) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      ObjectId id = formatter.idFor(Constants.OBJ_BLOB, text.getBytes(ISO_8859_1));
      return id.abbreviate(ID).name();
    }
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(ISO_8859_1));
  }

  /** How many lines of a file are new and gone, as in git's summary. */
  private record Count(String path, int added, int deleted) {
    static Count of(FileChange change) {
      int added = 0;
      int deleted = 0;
      for (org.eclipse.jgit.diff.Edit edit : edits(change)) {
        added += edit.getLengthB();
        deleted += edit.getLengthA();
      }
      return new Count(change.path(), added, deleted);
    }
  }

  /** Git's summary of a diff. */
  static String stat(List<FileChange> changes) {
    List<Count> counts = changes.stream().map(Count::of).toList();
    int width = counts.stream().mapToInt(count -> count.path().length()).max().orElse(0);
    int most = counts.stream().mapToInt(count -> count.added() + count.deleted()).max().orElse(0);
    int digits = Integer.toString(most).length();
    int room = WIDTH - width - digits - 6;
    StringBuilder text = new StringBuilder();
    for (Count count : counts) {
      int all = count.added() + count.deleted();
      int bar = bar(all, most, room);
      // Git takes the rounding from the larger part.
      boolean fewer = count.added() < count.deleted();
      int less = bar(Math.min(count.added(), count.deleted()), most, room);
      text.append(
          String.format(
              Locale.ROOT,
              " %-" + width + "s | %" + digits + "d %s%s\n",
              count.path(),
              all,
              "+".repeat(fewer ? less : bar - less),
              "-".repeat(fewer ? bar - less : less)));
    }
    int added = counts.stream().mapToInt(Count::added).sum();
    int deleted = counts.stream().mapToInt(Count::deleted).sum();
    text.append(' ').append(plural(counts.size(), "file")).append(" changed");
    if (added > 0) {
      text.append(", ").append(plural(added, "insertion")).append("(+)");
    }
    if (deleted > 0) {
      text.append(", ").append(plural(deleted, "deletion")).append("(-)");
    }
    return text.append('\n').toString();
  }

  private static int bar(int lines, int most, int room) {
    return most <= room || lines == 0 ? lines : 1 + lines * (room - 1) / most;
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
