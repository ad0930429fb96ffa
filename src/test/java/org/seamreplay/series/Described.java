package org.seamreplay.series;

import java.util.List;
import java.util.stream.Collectors;

/** A series in words and lines, to be read and compared. */
final class Described {
  private Described() {}

  static String series(Series series) {
    StringBuilder out = new StringBuilder();
    out.append("title: ").append(series.title()).append('\n');
    out.append("id: ").append(series.id()).append('\n');
    out.append("version ").append(series.version());
    out.append(", ").append(series.count()).append(series.count() == 1 ? " patch" : " patches");
    out.append(series.cover().isPresent() ? "" : ", no cover letter").append('\n');
    series.baseCommits().forEach(base -> out.append("base: ").append(base).append('\n'));
    series.cover().ifPresent(cover -> cover(out, cover));
    series.patches().forEach(patch -> patch(out, series, patch));
    for (Note note : series.notes()) {
      out.append("note ").append(note.kind()).append(": ").append(note).append('\n');
    }
    return out.toString();
  }

  private static void cover(StringBuilder out, Cover cover) {
    out.append("cover by ").append(cover.author()).append('\n');
    origin(out, cover.origin());
    body(out, cover.body().strip());
  }

  private static void patch(StringBuilder out, Series series, Patch patch) {
    out.append(series.label(patch.number())).append(' ').append(patch.subject()).append('\n');
    out.append("  by ").append(patch.author());
    patch.date().ifPresent(date -> out.append(", ").append(date));
    out.append('\n');
    origin(out, patch.origin());
    body(out, patch.body());
    out.append(files(patch).indent(2));
    patch
        .filesInUtf8()
        .ifPresent(files -> out.append("  in UTF-8:\n").append(files(files).indent(2)));
  }

  private static void origin(StringBuilder out, Origin origin) {
    out.append("  from ").append(origin.where());
    origin.messageId().ifPresent(id -> out.append(" <").append(id).append('>'));
    out.append('\n');
  }

  private static void body(StringBuilder out, String body) {
    body.lines().forEach(line -> out.append(("  | " + line).stripTrailing()).append('\n'));
  }

  static String files(Patch patch) {
    return files(patch.files());
  }

  private static String files(List<FilePatch> files) {
    return files.stream().map(Described::file).collect(Collectors.joining());
  }

  private static String file(FilePatch file) {
    StringBuilder out = new StringBuilder();
    out.append(file.kind()).append(' ').append(file.path());
    boolean moved = file.oldPath().isPresent() && !file.oldPath().get().equals(file.path());
    out.append(moved ? " from " + file.oldPath().get() : "");
    if (file.newMode() != 0) {
      String before = file.oldMode() == 0 ? "" : Integer.toOctalString(file.oldMode()) + " to ";
      out.append(" mode ").append(before).append(Integer.toOctalString(file.newMode()));
    }
    out.append('\n');
    for (Hunk hunk : file.hunks()) {
      out.append((hunk.position() + " " + hunk.heading()).strip()).append('\n');
      for (HunkLine line : hunk.lines()) {
        if (line.kind() != HunkLine.Kind.CONTEXT) {
          out.append(line.kind() == HunkLine.Kind.ADDED ? '+' : '-');
          out.append(line.text().text().replace("\r", "\\r").replace("\t", "\\t"));
          out.append(line.text().hasNewline() ? "\n" : " (no newline)\n");
        }
      }
    }
    return out.toString();
  }
}
