package org.seamreplay.standin;

import java.util.List;
import java.util.Optional;

/**
 * One change of one file.
 *
 * @param where the line of the file of edits that says it
 * @param path the file that it changes
 * @param within the definition that it keeps to; the whole file without one
 */
record Edit(String where, String path, Optional<Definition> within, Action action) {

  /** What is done. */
  sealed interface Action {}

  /** Lines come before or after something. */
  record Insert(boolean after, Target target, List<Line> lines) implements Action {}

  /**
   * Lines come in place of something.
   *
   * @param name what later edits of the patch put the removed lines back by
   */
  record Replace(Target target, Optional<String> name, List<Line> lines) implements Action {}

  /** A word becomes another one wherever it stands. */
  record Rename(String from, String to) implements Action {}

  /** What an edit is made at. */
  sealed interface Target {}

  /** A function or a structure that the file defines. */
  record Definition(Kind kind, String name) implements Target {
    /** What can be defined. */
    enum Kind {
      FUNCTION,
      STRUCT
    }

    @Override
    public String toString() {
      return (kind == Kind.FUNCTION ? "function " : "struct ") + name;
    }
  }

  /**
   * Lines from the only one that has a text to the next one that has another text.
   *
   * @param last without it there is one line
   */
  record Span(String first, Optional<String> last) implements Target {}

  /** A line to put in. */
  sealed interface Line {}

  /** A line of ours. */
  record Own(String text) implements Line {}

  /** Lines that were removed under a name. */
  record Moved(String name) implements Line {}
}
