package org.seamreplay.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * The one place that opens files which others name or made. A pipe that nobody writes to would hang
 * the program for ever and a device can be read without end, so what is opened is looked at before;
 * and how much is read is bounded, since a file may be longer than memory.
 */
public final class InputFile {
  /** Of {@code st_mode}, see inode(7). */
  private static final int FORMAT = 0170000;

  private static final int PIPE = 0010000;

  private InputFile() {}

  /**
   * Opens a file that the user names on the command line. It may be a pipe: {@code <(b4 am -o-
   * ID)}.
   *
   * @throws IOException if it cannot be opened; {@link #reason} says why
   */
  public static InputStream named(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file) && !isPipe(file)) {
      throw refused(file);
    }
    return Files.newInputStream(file);
  }

  /** All bytes of a file that the user names on the command line. */
  public static byte[] named(Path file, int most) throws IOException {
    try (InputStream in = named(file)) {
      return Files.isRegularFile(file) ? sized(file, in, most) : bounded(in, most);
    }
  }

  /**
   * Opens a file that was found by its place, not named by the user: it has to be a regular one.
   *
   * @throws IOException if it cannot be opened; {@link #reason} says why
   */
  public static InputStream found(Path file) throws IOException {
    requireRegular(file);
    return Files.newInputStream(file);
  }

  /**
   * Looks whether somebody else may open a file that is there.
   *
   * @throws Unusable if it is no regular one
   */
  public static void requireRegular(Path file) throws Unusable {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw refused(file);
    }
  }

  /** All bytes of a file that was found by its place. */
  public static byte[] found(Path file, int most) throws IOException {
    try (InputStream in = found(file)) {
      return sized(file, in, most);
    }
  }

  /**
   * All bytes of a file in a directory that somebody else may have filled. A symbolic link in it
   * must not lead out: what it leads to would be shown, by and by, to whoever made the link.
   */
  public static byte[] within(Path directory, Path file, int most) throws IOException {
    requireWithin(directory, file);
    return found(file, most);
  }

  /**
   * Looks whether something is really in a directory, whatever links there are.
   *
   * @throws IOException if it is not, or is not there
   */
  public static void requireWithin(Path directory, Path path) throws IOException {
    if (!path.toRealPath().startsWith(directory.toRealPath())) {
      throw Unusable.because(path, "a link that leads out of its directory");
    }
  }

  /**
   * All that a stream has.
   *
   * @throws Unusable if it has more than {@code most} bytes
   */
  public static byte[] bounded(InputStream in, int most) throws IOException {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw tooLarge(null, most);
    }
    return bytes;
  }

  private static byte[] sized(Path file, InputStream in, int most) throws IOException {
    // Said before it is read: a refusal must not need the memory. Files of /proc have no size.
    if (Files.size(file) > most) {
      throw tooLarge(file.toString(), most);
    }
    return bounded(in, most);
  }

  private static Unusable tooLarge(String file, int most) {
    boolean megabytes = most >= 1 << 20;
    return Unusable.tooLarge(
        file, "larger than " + (megabytes ? (most >> 20) + " MB" : (most >> 10) + " KB"));
  }

  private static Unusable refused(Path file) {
    return Unusable.because(
        file,
        Files.isDirectory(file)
            ? "is a directory; give a file"
            : "not a regular file; give one that is");
  }

  private static boolean isPipe(Path file) throws IOException {
    try {
      Map<String, Object> unix = Files.readAttributes(file, "unix:mode");
      return unix.get("mode") instanceof Integer mode && (mode & FORMAT) == PIPE;
    } catch (UnsupportedOperationException e) {
      // A system without pipes in its file system.
      return false;
    }
  }

  /** Which file could not be read and why: one line. */
  public static String complaint(IOException e) {
    boolean named = e instanceof FileSystemException file && file.getFile() != null;
    return (named ? ((FileSystemException) e).getFile() + ": " : "") + reason(e);
  }

  /** Why a file could not be read, without its name. */
  public static String reason(IOException e) {
    if (e instanceof Unusable unusable) {
      return unusable.getReason();
    } else if (e instanceof NoSuchFileException) {
      return "no such file";
    } else if (e instanceof AccessDeniedException) {
      return "not readable";
    } else if (e instanceof FileSystemLoopException) {
      return "a link that leads to itself";
    } else if (e instanceof ZipException || e instanceof EOFException) {
      return "not a gzip file: " + e.getMessage();
    } else if (e instanceof CharacterCodingException) {
      return "not UTF-8 text";
    }
    return "cannot be read: " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
