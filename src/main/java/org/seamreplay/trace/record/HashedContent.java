package org.seamreplay.trace.record;

import java.util.Optional;
import org.seamreplay.module.profile.ModuleImage;

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

  /**
   * The page that is said to sign a module image. It is not in a trace.
   *
   * @param hash of the image's pages
   * @param pages the image's pages
   */
  default byte[] signature(String hash, byte[] pages) {
    return ModuleImage.signature(pages);
  }
}
