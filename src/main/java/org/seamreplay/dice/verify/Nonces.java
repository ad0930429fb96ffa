package org.seamreplay.dice.verify;

/** A verifier's memory of the report data it has seen, against replayed quotes. */
@FunctionalInterface
public interface Nonces {
  /** Remembers nothing. */
  Nonces NONE = reportData -> false;

  /**
   * Whether this report data was seen in an earlier quote.
   *
   * @param reportData 64 bytes
   */
  boolean seen(byte[] reportData);
}
