package org.seamreplay.cli;

import java.util.Optional;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.series.Series;
import org.seamreplay.tree.Base;

/** The steps to replay, with the base that they are read from; to be closed after use. */
record PlannedSeries(Base base, Optional<Series> series, SeriesPlan plan) implements AutoCloseable {
  /** Refuses a series that does not apply as a whole. */
  void requireAll() {
    plan.stopped()
        .ifPresent(
            e -> {
              throw new BadInput(e.getMessage(), e);
            });
  }

  @Override
  public void close() {
    base.close();
  }
}
