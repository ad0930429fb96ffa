package org.seamreplay.replay.run;

import java.io.IOException;
import java.nio.file.Path;
import org.seamreplay.compile.Resources;
import org.seamreplay.replay.boundary.BadInput;

/** What the program brings along, so that it has something to replay without a kernel tree. */
public enum Shipped {
  /** A small kernel. */
  KERNEL("fixture-kernel"),
  /** A patch series for it. */
  SERIES("fixture-series");

  /** What to call the series on the command line. */
  public static final String NAME = "shipped";

  private final String resource;

  Shipped(String resource) {
    this.resource = resource;
  }

  /**
   * Puts the files where they can be read, once for each version of them.
   *
   * @param cache the user's cache directory
   * @throws BadInput if the directory cannot be written
   */
  public Path unpack(Path cache) {
    try {
      return Resources.load(resource).materialise(cache.resolve(resource));
    } catch (IOException e) {
      throw new BadInput(
          cache
              + ": cannot be written: "
              + e.getMessage()
              + "; set XDG_CACHE_HOME to a directory that can",
          e);
    }
  }
}
