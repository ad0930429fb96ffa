package org.seamreplay.trace.record;

import java.util.Optional;

/** Finds what a trace holds as a hash only. */
@FunctionalInterface
public interface HashedContent {
  /** Nothing is known. */
  HashedContent NONE = hash -> Optional.empty();

  /**
   * The bytes of a hash, as a trace writes it.
   *
   * @return empty if they are not known
   */
  Optional<byte[]> bytes(String hash);

  /** What a trace writes for bytes that it does not hold. */
  static String hash(byte[] content) {
    return MemoryDecoder.hash(content);
  }
}
