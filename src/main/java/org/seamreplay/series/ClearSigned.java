package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Text signed with OpenPGP within itself (RFC 9580, section 7): between two lines of dashes, and
 * with {@code "- "} before each line that starts with a dash, which no diff survives.
 */
final class ClearSigned {
  private static final byte[] BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----".getBytes(US_ASCII);
  private static final byte[] SIGNATURE = "-----BEGIN PGP SIGNATURE-----".getBytes(US_ASCII);

  private ClearSigned() {}

  /** The text that was signed, or the text itself if it is not signed. Nothing is verified. */
  static byte[] opened(byte[] text) {
    int at = skipBlank(text, 0);
    if (!isLine(text, at, BEGIN)) {
      return text;
    }
    at = TextLine.endOfLine(text, at, text.length);
    // The armor's own headers, and the blank line that ends them.
    while (at < text.length && !isBlank(text, at)) {
      at = TextLine.endOfLine(text, at, text.length);
    }
    at = TextLine.endOfLine(text, at, text.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    while (at < text.length && !isLine(text, at, SIGNATURE)) {
      int end = TextLine.endOfLine(text, at, text.length);
      boolean escaped = end - at >= 2 && text[at] == '-' && text[at + 1] == ' ';
      int from = escaped ? at + 2 : at;
      out.write(text, from, end - from);
      at = end;
    }
    return out.toByteArray();
  }

  private static int skipBlank(byte[] text, int from) {
    int at = from;
    while (at < text.length && isBlank(text, at)) {
      at = TextLine.endOfLine(text, at, text.length);
    }
    return at;
  }

  private static boolean isBlank(byte[] text, int at) {
    return text[at] == '\n' || (text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n');
  }

  private static boolean isLine(byte[] text, int at, byte[] line) {
    int end = at + line.length;
    return end <= text.length
        && Arrays.equals(text, at, end, line, 0, line.length)
        && (end == text.length || text[end] == '\n' || text[end] == '\r');
  }
}
