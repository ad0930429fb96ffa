package org.seamreplay.series;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a series is read from. */
public sealed interface SeriesSource {
  /** A mailbox file, or one patch, mail or diff; may be compressed with gzip. */
  record File(Path path) implements SeriesSource {}

  /** A maildir, with its directories cur and new. */
  record Maildir(Path path) implements SeriesSource {}

  /** A directory of patch files, in the order of their numbers or else of their names. */
  record Directory(Path path) implements SeriesSource {}

  /** Commits of a repository, {@code A..B}. */
  record Range(Path repository, String range) implements SeriesSource {}

  /**
   * A stream that holds what a {@link File} may hold.
   *
   * @param name what to call it, for example {@code standard input}
   */
  record Stream(InputStream in, String name) implements SeriesSource {}

  /**
   * The file or directory of this name, whatever form it has.
   *
   * @throws BadSeries if there is none
   */
  static SeriesSource of(Path path) {
    if (Files.isDirectory(path)) {
      boolean maildir =
          Files.isDirectory(path.resolve("cur")) && Files.isDirectory(path.resolve("new"));
      return maildir ? new Maildir(path) : new Directory(path);
    }
    if (!Files.exists(path)) {
      throw new BadSeries(
          BadSeries.Reason.BAD_PATH,
          path + ": no such file; give a mailbox, a maildir, a directory of patches, or A..B");
    }
    return new File(path);
  }
}
