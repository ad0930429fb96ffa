package org.seamreplay.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths within a tree: relative, with slashes, without {@code .} and {@code ..}. */
final class TreePath {
  private TreePath() {}

  /** Whether a path is one. */
  static boolean isInTree(String path) {
    return !path.isEmpty()
        && path.indexOf('\0') < 0
        && resolve("", path).filter(path::equals).isPresent();
  }

  /**
   * Where a path leads from a directory.
   *
   * @param directory a path in the tree, empty for its root
   * @return empty if it leads out of the tree
   */
  static Optional<String> resolve(String directory, String path) {
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : (directory + "/" + path).split("/", -1)) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return Optional.of(String.join("/", names));
  }

  /** The directory that a path is in. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
