package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The directory in which compiled units and what the program unpacks are kept: the user's cache, or
 * where that cannot be written, as in containers, one that ends with the process.
 */
public final class UserCache {
  private final Path usual;
  private final Consumer<String> say;
  private Path path;

  /**
   * A cache; nothing is made yet.
   *
   * @param environment the process's environment
   * @param home the user's home directory
   * @param say is told, in one line, that the usual directory cannot be used
   */
  public UserCache(Map<String, String> environment, Path home, Consumer<String> say) {
    this.usual = CacheDirectory.defaultPath(environment, home);
    this.say = say;
  }

  /** The directory, which can be written. */
  public synchronized Path path() {
    if (path == null) {
      path = isWritable(usual) ? usual : temporary();
    }
    return path;
  }

  private static boolean isWritable(Path directory) {
    try {
      return Files.isWritable(Files.createDirectories(directory));
    } catch (IOException e) {
      return false;
    }
  }

  private Path temporary() {
    try {
      // Not closed: it serves as long as the process lives, and goes with it.
      Path fresh = ScratchDirectory.make().path();
      say.accept(
          usual
              + ": cannot be written, so what is compiled is kept for this run only; set"
              + " XDG_CACHE_HOME to a directory that can");
      return fresh;
    } catch (IOException e) {
      throw new CompileFailed(
          CompileFailed.Reason.BAD_PATH,
          usual + ": cannot be written, and a temporary directory neither: " + e.getMessage());
    }
  }
}
