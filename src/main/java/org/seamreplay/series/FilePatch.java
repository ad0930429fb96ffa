package org.seamreplay.series;

import java.util.List;
import java.util.Optional;

/**
 * What a patch does to one file.
 *
 * @param kind what becomes of the file
 * @param oldPath the file that is read; empty if it is new
 * @param newPath the file that is written; empty if it is deleted
 * @param oldMode the file's mode before, as git writes it in octal; 0 if the patch does not say
 * @param newMode the mode after; 0 if the patch does not say
 * @param oldId the blob before, hexadecimal and usually cut short; empty if not said, all zero if
 *     there is none
 * @param newId the blob after
 * @param hunks in the order of the diff; none for an empty file, a pure rename, a change of mode
 * @param line the first line of its head in the diff, from 1
 */
public record FilePatch(
    Kind kind,
    Optional<String> oldPath,
    Optional<String> newPath,
    int oldMode,
    int newMode,
    String oldId,
    String newId,
    List<Hunk> hunks,
    int line) {
  /** An ordinary file. */
  public static final int REGULAR = 0100644;

  /** An ordinary file that may be executed. */
  public static final int EXECUTABLE = 0100755;

  /** What becomes of the file. */
  public enum Kind {
    /** Stays where it is. */
    MODIFIED,
    /** Was not there. */
    ADDED,
    /** Is there no more. */
    DELETED,
    /** Moves; the old path is gone afterwards. */
    RENAMED,
    /** A second one comes up beside it. */
    COPIED
  }

  /** Copies the list. */
  public FilePatch {
    hunks = List.copyOf(hunks);
  }

  /** What undoes it; of a copy the copy is deleted. */
  public FilePatch reversed() {
    Kind undone =
        switch (kind) {
          case MODIFIED, RENAMED -> kind;
          case ADDED, COPIED -> Kind.DELETED;
          case DELETED -> Kind.ADDED;
        };
    return new FilePatch(
        undone,
        newPath,
        undone == Kind.DELETED ? Optional.empty() : oldPath,
        newMode,
        oldMode,
        newId,
        oldId,
        hunks.stream().map(Hunk::reversed).toList(),
        line);
  }

  /** The path after, or before if it is deleted. */
  public String path() {
    return newPath.or(() -> oldPath).orElseThrow();
  }
}
