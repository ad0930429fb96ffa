package org.seamreplay.diff;

import java.util.Optional;

/** Where the text of source lines comes from. */
@FunctionalInterface
public interface SourceText {
  /** No file is known. */
  SourceText NONE = (file, line) -> Optional.empty();

  /**
   * The text of a line.
   *
   * @param file path in the tree
   * @param line from 1
   * @return empty if there is no such line
   */
  Optional<String> line(String file, int line);
}
