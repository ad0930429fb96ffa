package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories that the compiler can see, and the names it sees them by. It is given a virtual
 * file system with nothing else in it, so an include of another path finds no file.
 */
record Roots(List<Root> roots) {

  /**
   * One directory.
   *
   * @param name absolute path in the compiler's view, without a final slash
   * @param directory where it really is
   * @param shown what stands for {@code name} in reports and in the IR: a prefix without a final
   *     slash, or empty for paths relative to the directory
   */
  record Root(String name, Path directory, String shown) {
    String prefix() {
      return shown.isEmpty() || shown.endsWith("/") ? shown : shown + "/";
    }
  }

  /** Clang's virtual file system overlay, which is YAML and takes JSON. */
  String overlay() {
    StringBuilder json = new StringBuilder();
    json.append("{\"version\":0,\"redirecting-with\":\"redirect-only\",")
        .append("\"case-sensitive\":true,\"overlay-relative\":false,")
        .append("\"use-external-names\":false,\"roots\":[");
    String separator = "";
    for (Root root : roots) {
      json.append(separator)
          .append("{\"type\":\"directory-remap\",\"name\":")
          .append(quoted(root.name()))
          .append(",\"external-contents\":")
          .append(quoted(root.directory().toString()))
          .append('}');
      separator = ",";
    }
    return json.append("]}\n").toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The path in reports of a path in the compiler's view. */
  String shown(String path) {
    for (Root root : roots) {
      if (path.startsWith(root.name() + "/")) {
        return root.prefix() + path.substring(root.name().length() + 1);
      }
    }
    return path;
  }

  /** Replaces paths of the compiler's view within a message. */
  String shownWithin(String message) {
    String shown = message;
    for (Root root : roots) {
      shown = shown.replace("'" + root.name() + "/", "'" + root.prefix());
    }
    return shown;
  }

  /** Where a path of the compiler's view really is, or {@code null} if it is in no root. */
  Path real(String path) {
    for (Root root : roots) {
      if (path.startsWith(root.name() + "/")) {
        return root.directory().resolve(path.substring(root.name().length() + 1)).normalize();
      }
    }
    return null;
  }

  /** Whether a path of the compiler's view leads out of its root through a symbolic link. */
  boolean escapes(String path) {
    for (Root root : roots) {
      if (path.startsWith(root.name() + "/")) {
        try {
          Path real = root.directory().resolve(path.substring(root.name().length() + 1));
          // Where dots lead out of it, the view has no file.
          return real.normalize().startsWith(root.directory())
              && !real.toRealPath().startsWith(root.directory().toRealPath());
        } catch (IOException e) {
          // No such file: a name that a #line directive made up.
          return false;
        }
      }
    }
    return false;
  }
}
