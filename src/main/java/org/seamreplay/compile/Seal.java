package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import org.seamreplay.ir.Digest;

/**
 * Binds what a cache keeps to the key it is kept under: a file that was copied over another one, or
 * changed, is not what it is called. In front of the content stands a digest of key and content.
 */
final class Seal {
  private static final int DIGITS = 64;

  private Seal() {}

  /** Content with its seal. */
  static byte[] seal(String key, byte[] content) {
    byte[] sealed = Arrays.copyOf(digits(key, content), DIGITS + content.length);
    System.arraycopy(content, 0, sealed, DIGITS, content.length);
    return sealed;
  }

  /** The content, if it is what was sealed under this key. */
  static Optional<byte[]> open(String key, byte[] sealed) {
    if (sealed.length < DIGITS) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(sealed, DIGITS, sealed.length);
    byte[] digits = digits(key, content);
    return Arrays.equals(digits, 0, DIGITS, sealed, 0, DIGITS)
        ? Optional.of(content)
        : Optional.empty();
  }

  private static byte[] digits(String key, byte[] content) {
    return new Digest().add(key).add(content).hex().getBytes(US_ASCII);
  }
}
