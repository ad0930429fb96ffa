package org.seamreplay.cli;

import org.seamreplay.replay.SeriesPlan;
import org.seamreplay.tree.Base;

/** The steps to replay, with the base that they are read from; to be closed after use. */
record PlannedSeries(Base base, SeriesPlan plan) implements AutoCloseable {
  @Override
  public void close() {
    base.close();
  }
}
