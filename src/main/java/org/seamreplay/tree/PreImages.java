package org.seamreplay.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.seamreplay.series.FilePatch;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;

/**
 * The files that a series was made on, as its index lines name them: each as the first patch found
 * it that touches it.
 */
final class PreImages {
  /** By path, the id or its start; empty for a file that must not be there. */
  private final SortedMap<String, String> ids = new TreeMap<>();

  /** What a tree has at a path: the blob's id, nothing if there is no file. */
  @FunctionalInterface
  interface Tree {
    Optional<ObjectId> blob(String path);
  }

  private PreImages() {}

  static PreImages of(Series series) {
    PreImages images = new PreImages();
    Set<String> touched = new HashSet<>();
    for (Patch patch : series.patches()) {
      for (FilePatch file : patch.files()) {
        file.oldPath()
            .filter(path -> !touched.contains(path) && !file.oldId().isEmpty())
            .ifPresent(path -> images.ids.put(path, file.oldId()));
        if (file.kind() == FilePatch.Kind.ADDED && !touched.contains(file.path())) {
          images.ids.putIfAbsent(file.path(), "");
        }
      }
      for (FilePatch file : patch.files()) {
        file.oldPath().ifPresent(touched::add);
        file.newPath().ifPresent(touched::add);
      }
    }
    return images;
  }

  /** How many files are known. */
  int size() {
    return ids.size();
  }

  /** The paths at which a tree has something else. */
  List<String> differing(Tree tree) {
    return ids.entrySet().stream()
        .filter(image -> !matches(tree.blob(image.getKey()), image.getValue()))
        .map(image -> image.getKey())
        .toList();
  }

  private static boolean matches(Optional<ObjectId> blob, String id) {
    return id.isEmpty() ? blob.isEmpty() : blob.filter(b -> b.name().startsWith(id)).isPresent();
  }
}
