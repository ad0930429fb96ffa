package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** Character sets as mail names them, and text that is not in the one it names. */
final class Charsets {
  private static final byte[] PROBE = "diff --git @@ -1 +1 @@\n".getBytes(US_ASCII);

  private Charsets() {}

  /** The character set of this name, if there is one. */
  static Optional<Charset> named(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** Whether a diff is a diff in it: not so in UTF-16. */
  static boolean keepsAscii(Charset charset) {
    return new String(PROBE, charset).equals(new String(PROBE, US_ASCII));
  }

  /**
   * Decodes a text. One that claims UTF-8 or ASCII, or nothing, is UTF-8 if it can be, and else
   * ISO-8859-1, as git guesses.
   */
  static String decoded(byte[] bytes, Charset charset) {
    if (!charset.equals(UTF_8) && !charset.equals(US_ASCII)) {
      return new String(bytes, charset);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, ISO_8859_1);
    }
  }
}
