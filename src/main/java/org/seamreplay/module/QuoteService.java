package org.seamreplay.module;

import java.util.Optional;

/** Who makes quotes; outlives updates of the module. */
final class QuoteService {
  private QuoteSource source;

  void set(QuoteSource newSource) {
    source = newSource;
  }

  Optional<QuoteSource> source() {
    return Optional.ofNullable(source);
  }
}
