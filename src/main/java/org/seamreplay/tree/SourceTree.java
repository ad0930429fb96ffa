package org.seamreplay.tree;

import java.util.List;
import java.util.Optional;

/** The files of a kernel at one moment: the base, or a step of the series on it. */
public interface SourceTree {
  /** Bytes of the largest file that is read. */
  int MAX_FILE = 64 << 20;

  /**
   * What stands under a path.
   *
   * @param path relative, with slashes, without {@code .} and {@code ..}; empty for the root
   * @return empty if there is nothing, or if a file or a link stands where a directory is needed
   */
  Optional<Entry> entry(String path);

  /** The names in a directory, sorted; none if it is no directory. */
  List<String> names(String directory);

  /** The file under a path; links are not followed. */
  default Optional<Entry> file(String path) {
    return entry(path).filter(Entry::isFile);
  }

  /**
   * A file's lines, with the patch each comes from.
   *
   * @return empty if there is no such file
   */
  default Optional<List<BlamedLine>> blame(String path) {
    return file(path).map(entry -> TextFile.ofBase(path, entry).lines());
  }
}
