package org.seamreplay.series;

/**
 * A line of a hunk.
 *
 * @param kind whether it is in the old file, the new one, or both
 * @param text the line of the file, without the mark in front
 * @param line its line in the diff, from 1
 */
public record HunkLine(Kind kind, TextLine text, int line) {
  /** What the mark in front says. */
  public enum Kind {
    /** In both files. */
    CONTEXT,
    /** In the old file only. */
    REMOVED,
    /** In the new file only. */
    ADDED
  }

  HunkLine withoutNewline() {
    return new HunkLine(kind, text.withoutNewline(), line);
  }

  HunkLine reversed() {
    Kind undone =
        switch (kind) {
          case CONTEXT -> Kind.CONTEXT;
          case REMOVED -> Kind.ADDED;
          case ADDED -> Kind.REMOVED;
        };
    return new HunkLine(undone, text, line);
  }

  boolean isOld() {
    return kind != Kind.ADDED;
  }

  boolean isNew() {
    return kind != Kind.REMOVED;
  }
}
