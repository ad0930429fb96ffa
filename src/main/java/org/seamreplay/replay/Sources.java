package org.seamreplay.replay;

import java.util.Optional;

/** The source files of a step: what a line says and which patch it comes from. */
public interface Sources {
  /** No file is known. */
  Sources NONE =
      new Sources() {
        @Override
        public Optional<String> line(String file, int line) {
          return Optional.empty();
        }

        @Override
        public int patch(String file, int line) {
          return 0;
        }
      };

  /**
   * The text of a line.
   *
   * @param file path in the tree
   * @param line from 1
   * @return empty if there is no such line
   */
  Optional<String> line(String file, int line);

  /** The number of the patch that put the line there; 0 if the base has it. */
  int patch(String file, int line);
}
