package org.seamreplay.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.standin.Edit.Line;
import org.seamreplay.standin.Edit.Moved;
import org.seamreplay.standin.Edit.Own;

/** One patch of a posting: what its mail says, and its edits. */
record PatchEdits(String subject, String message, List<Edit> edits) {
  private static final String FILE = "file ";

  /** Reads a patch; {@code name} is what its lines are called by in messages. */
  static PatchEdits read(String name, String text) {
    MailText mail = MailText.read(name, text, List.of("Subject"));
    if (mail.rest().isEmpty()) {
      throw new BadEdits(name, "no line '---' after the message, and so no edits");
    }
    List<Edit> edits = edits(name, mail.rest(), mail.restAt());
    if (edits.isEmpty()) {
      throw new BadEdits(name, "no edits");
    }
    return new PatchEdits(mail.header("Subject"), mail.body(), edits);
  }

  private static List<Edit> edits(String name, List<String> lines, int first) {
    List<Edit> edits = new ArrayList<>();
    Optional<String> path = Optional.empty();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      String where = name + ":" + (first + at);
      at++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(FILE)) {
        path = Optional.of(path(where, line.substring(FILE.length())));
        continue;
      }
      if (isContent(line)) {
        throw new BadEdits(where, "a line to put in, and no edit before it");
      }
      List<Line> content = new ArrayList<>();
      while (at < lines.size() && isContent(lines.get(at))) {
        content.add(content(name + ":" + (first + at), lines.get(at)));
        at++;
      }
      String in = path.orElseThrow(() -> new BadEdits(where, "no 'file PATH' before the edit"));
      edits.add(EditLine.read(where, line, in, content));
    }
    return List.copyOf(edits);
  }

  private static String path(String where, String path) {
    if (!path.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*") || path.contains("..")) {
      throw new BadEdits(where, "'" + path + "' is no path in a tree");
    }
    return path;
  }

  private static boolean isContent(String line) {
    return line.startsWith("+") || line.startsWith("=");
  }

  private static Line content(String where, String line) {
    String text = line.substring(1);
    if (line.startsWith("=")) {
      return new Moved(text);
    }
    if (!text.equals(text.stripTrailing())) {
      throw new BadEdits(where, "blanks at the end of the line");
    }
    return new Own(text);
  }
}
