package org.seamreplay.replay.run;

import java.io.IOException;
import java.nio.file.Path;
import org.seamreplay.compile.Resources;
import org.seamreplay.replay.boundary.BadInput;

/** The kernel code that the program brings along, for use without a kernel tree. */
public final class FixtureKernel {
  private static final String RESOURCE = "fixture-kernel";

  private FixtureKernel() {}

  /**
   * Puts the sources where the compiler can read them, once for each version of them.
   *
   * @param cache the user's cache directory
   * @throws BadInput if the directory cannot be written
   */
  public static Path unpack(Path cache) {
    try {
      return Resources.load(RESOURCE).materialise(cache.resolve(RESOURCE));
    } catch (IOException e) {
      throw new BadInput(
          cache
              + ": cannot be written: "
              + e.getMessage()
              + "; set XDG_CACHE_HOME to a directory"
              + " that can",
          e);
    }
  }
}
