package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.util.QuotedString;

/**
 * Writes what a patch does as a diff in git's form. {@link DiffReader} reads the same from it, but
 * for the numbers of lines in the diff.
 */
public final class DiffText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private DiffText() {}

  /** The diff of some files. */
  public static byte[] of(List<FilePatch> files) {
    DiffText text = new DiffText();
    files.forEach(text::file);
    return text.out.toByteArray();
  }

  private void file(FilePatch file) {
    String left = file.oldPath().or(file::newPath).orElseThrow();
    String right = file.newPath().or(file::oldPath).orElseThrow();
    boolean added = file.kind() == FilePatch.Kind.ADDED;
    boolean deleted = file.kind() == FilePatch.Kind.DELETED;
    if ((added && file.newMode() == 0) || (deleted && file.oldMode() == 0)) {
      // Git's form would have to name a mode, the traditional one does not.
      hunks(file);
      return;
    }
    line("diff --git " + quoted("a/" + left) + " " + quoted("b/" + right));
    boolean mode = file.newMode() != 0 && file.newMode() != file.oldMode();
    switch (file.kind()) {
      case ADDED -> line("new file mode " + octal(file.newMode()));
      case DELETED -> line("deleted file mode " + octal(file.oldMode()));
      case MODIFIED, RENAMED, COPIED -> {
        if (mode && file.oldMode() != 0) {
          line("old mode " + octal(file.oldMode()));
        }
        if (mode) {
          line("new mode " + octal(file.newMode()));
        }
      }
    }
    if (file.kind() == FilePatch.Kind.RENAMED) {
      line("rename from " + quoted(left));
      line("rename to " + quoted(right));
    } else if (file.kind() == FilePatch.Kind.COPIED) {
      line("copy from " + quoted(left));
      line("copy to " + quoted(right));
    }
    if (!file.oldId().isEmpty()) {
      boolean same = !added && !deleted && !mode && file.oldMode() != 0;
      line(
          "index "
              + file.oldId()
              + ".."
              + file.newId()
              + (same ? " " + octal(file.oldMode()) : ""));
    }
    hunks(file);
  }

  private void hunks(FilePatch file) {
    if (!file.hunks().isEmpty()) {
      line("--- " + side("a/", file.oldPath()));
      line("+++ " + side("b/", file.newPath()));
      file.hunks().forEach(this::hunk);
    }
  }

  private void hunk(Hunk hunk) {
    line(hunk.position() + (hunk.heading().isEmpty() ? "" : " " + hunk.heading()));
    for (HunkLine line : hunk.lines()) {
      out.write(
          switch (line.kind()) {
            case CONTEXT -> ' ';
            case ADDED -> '+';
            case REMOVED -> '-';
          });
      line.text().writeTo(out);
      if (!line.text().hasNewline()) {
        line("");
        line("\\ No newline at end of file");
      }
    }
  }

  private static String side(String prefix, Optional<String> path) {
    // A name with a blank needs a tab behind it, as git writes it.
    return path.map(p -> quoted(prefix + p) + (p.indexOf(' ') >= 0 ? "\t" : ""))
        .orElse(DiffPaths.NULL);
  }

  private static String octal(int mode) {
    return Integer.toOctalString(mode);
  }

  private static String quoted(String path) {
    return QuotedString.GIT_PATH.quote(path);
  }

  private void line(String text) {
    out.writeBytes((text + "\n").getBytes(UTF_8));
  }
}
