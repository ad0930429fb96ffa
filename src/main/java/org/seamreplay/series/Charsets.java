package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Character sets as mail names them, and text that is not in the one it names. */
final class Charsets {
  private static final byte[] PROBE = "diff --git @@ -1 +1 @@\n".getBytes(US_ASCII);

  private Charsets() {}

  /**
   * All there are, by their names in small letters. To ask Java for one that it does not have takes
   * a millisecond, and a mail can name a hundred thousand.
   */
  private static final class All {
    static final Map<String, Charset> BY_NAME = new HashMap<>();

    static {
      for (Charset charset : Charset.availableCharsets().values()) {
        charset.aliases().forEach(alias -> BY_NAME.put(alias.toLowerCase(Locale.ROOT), charset));
        BY_NAME.put(charset.name().toLowerCase(Locale.ROOT), charset);
      }
    }

    private All() {}
  }

  /** The character set of this name, if there is one. */
  static Optional<Charset> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "utf-8", "utf8" -> Optional.of(UTF_8);
      case "us-ascii", "ascii" -> Optional.of(US_ASCII);
      case "iso-8859-1" -> Optional.of(ISO_8859_1);
      default -> Optional.ofNullable(All.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    };
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
