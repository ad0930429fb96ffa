package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where in a tree files can be. */
final class PathRules {
  private final SourceTree tree;

  PathRules(SourceTree tree) {
    this.tree = tree;
  }

  /** Why there is no file under a path. */
  String absence(String path) {
    Optional<Entry> entry = tree.entry(path);
    if (entry.isPresent()) {
      return switch (entry.get().kind()) {
        case LINK -> "is a symbolic link, which patches do not change here";
        case DIRECTORY -> "is a directory";
        case SUBMODULE -> "is a submodule";
        case FILE -> "is a file";
      };
    }
    return blockedBy(path, Map.of())
        .map(parent -> "is not in the tree: " + parent + " is no directory")
        .orElse("no such file in the tree");
  }

  /**
   * The conflicts of files with directories that changes would make.
   *
   * @param changes by path; empty for a file that goes
   */
  List<Conflict> check(Map<String, Optional<TextFile>> changes, SourceTree after) {
    List<Conflict> conflicts = new ArrayList<>();
    changes.forEach(
        (path, file) -> {
          if (file.isPresent()) {
            blockedBy(path, changes)
                .ifPresent(
                    parent ->
                        conflicts.add(
                            Conflict.ofFile(
                                path, "cannot be written: " + parent + " is no directory")));
            if (!after.names(path).isEmpty()) {
              conflicts.add(Conflict.ofFile(path, "cannot be written: it is a directory"));
            }
          }
        });
    return conflicts;
  }

  /** The first of the parents that is something else than a directory. */
  private Optional<String> blockedBy(String path, Map<String, Optional<TextFile>> changes) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String parent = path.substring(0, slash);
      Optional<TextFile> change = changes.get(parent);
      if (change != null) {
        if (change.isPresent()) {
          return Optional.of(parent);
        }
        continue;
      }
      Optional<Entry> entry = tree.entry(parent);
      if (entry.isPresent() && entry.get().kind() != Entry.Kind.DIRECTORY) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }
}
