package org.seamreplay.series;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a path of a patch stays within the tree. The rules are git's for the index, including its
 * care for names that other file systems take for {@code .git}.
 */
final class SafePath {
  private static final int MAX_LENGTH = 4096;

  private SafePath() {}

  /** Why the path is refused, or empty. */
  static Optional<String> objection(String path) {
    if (path.isEmpty()) {
      return Optional.of("is empty");
    }
    if (path.length() > MAX_LENGTH) {
      return Optional.of("is longer than " + MAX_LENGTH + " characters");
    }
    if (path.startsWith("/")) {
      return Optional.of("is absolute");
    }
    if (path.indexOf('\ufffd') >= 0) {
      return Optional.of("is not in UTF-8");
    }
    for (int i = 0; i < path.length(); i++) {
      if (Shown.isControl(path.charAt(i))) {
        return Optional.of("has a control character in it");
      }
    }
    for (String name : path.split("/", -1)) {
      switch (name) {
        case "" -> {
          return Optional.of("has an empty name in it");
        }
        case ".", ".." -> {
          return Optional.of("leads out of the tree");
        }
        default -> {
          if (isGit(name)) {
            return Optional.of("leads into git's own files");
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Case-blind file systems, NTFS (short names, trailing dots, streams) and HFS+ (ignored). */
  private static boolean isGit(String name) {
    StringBuilder visible = new StringBuilder();
    name.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(visible::appendCodePoint);
    String lower = visible.toString().toLowerCase(Locale.ROOT);
    int stream = lower.indexOf(':');
    String base = stream >= 0 ? lower.substring(0, stream) : lower;
    String stripped = base.replaceAll("[ .]+$", "");
    return stripped.equals(".git") || stripped.equals("git~1");
  }
}
