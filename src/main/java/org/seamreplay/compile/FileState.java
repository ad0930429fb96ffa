package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says of a file without reading it. Two equal states mean equal content if the
 * file was left alone for a while before the state was taken: the change time cannot be set, and
 * the clocks of file systems are coarse only up to some seconds.
 *
 * @param bytes its size
 * @param modified nanoseconds since 1970
 * @param changed nanoseconds since 1970; of content, name, links or rights
 * @param inode number of the file in its file system
 */
public record FileState(long bytes, long modified, long changed, long inode) {
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** The state of a file, or nothing where the file system has no such attributes. */
  public static Optional<FileState> of(Path file) {
    try {
      Map<String, Object> unix = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
      return Optional.of(
          new FileState(
              (Long) unix.get("size"),
              ((FileTime) unix.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
              ((FileTime) unix.get("ctime")).to(TimeUnit.NANOSECONDS),
              (Long) unix.get("ino")));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a change after {@code now} is sure to give another state. */
  boolean isSettled(FileTime now) {
    return changed + SETTLED_NANOS < now.to(TimeUnit.NANOSECONDS);
  }

  @Override
  public String toString() {
    return bytes + "/" + modified + "/" + changed + "/" + inode;
  }
}
