package org.seamreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.seamreplay.compile.Resources;
import org.seamreplay.replay.boundary.BadInput;

/** The patch series that the program brings along, for the kernel code that it brings along. */
final class ShippedSeries {
  /** What to call it on the command line. */
  static final String NAME = "shipped";

  private static final String RESOURCE = "fixture-series";

  private ShippedSeries() {}

  /** Puts the patches into the cache, once for each version of them. */
  static Path unpack(Path cache) {
    try {
      return Resources.load(RESOURCE).materialise(cache.resolve(RESOURCE));
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
