package org.seamreplay.module.port;

import java.util.Optional;

/** Who makes quotes; outlives updates of the module. */
public final class QuoteService {
  private QuoteSource source;

  public void set(QuoteSource newSource) {
    source = newSource;
  }

  public Optional<QuoteSource> source() {
    return Optional.ofNullable(source);
  }
}
