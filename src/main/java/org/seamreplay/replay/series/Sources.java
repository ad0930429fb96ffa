package org.seamreplay.replay.series;

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

  /**
   * Where a line is in the patch that put it there; lines move with every patch after it.
   *
   * @return empty if the base has the line or nothing is known
   */
  default Optional<PatchLine> patchLine(String file, int line) {
    return Optional.empty();
  }

  /**
   * A line as a patch put it there.
   *
   * @param patch number of the patch
   * @param line in the file as the patch left it, from 1
   * @param diffLine in the diff of the patch, from 1
   */
  record PatchLine(int patch, int line, int diffLine) {}
}
