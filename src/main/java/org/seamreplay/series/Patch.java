package org.seamreplay.series;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * One patch of a series.
 *
 * @param number its place, from 1
 * @param subject of the commit, without brackets
 * @param body the commit message below the subject, without what follows {@code ---}
 * @param author who wrote it: the From line of the text, or else of the mail
 * @param date when, if it says so
 * @param files what it does, in the order of the diff
 * @param filesInUtf8 the same read from text that was first turned to UTF-8, if the mail came in
 *     another character set and the two differ. Git takes the bytes as they came; mail programs
 *     that change the character set of a diff make that fail.
 * @param origin where it comes from
 */
public record Patch(
    int number,
    String subject,
    String body,
    Author author,
    Optional<OffsetDateTime> date,
    List<FilePatch> files,
    Optional<List<FilePatch>> filesInUtf8,
    Origin origin) {
  /** Copies the lists. */
  public Patch {
    files = List.copyOf(files);
    filesInUtf8 = filesInUtf8.map(List::copyOf);
  }
}
