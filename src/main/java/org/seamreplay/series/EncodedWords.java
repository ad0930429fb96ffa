package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;

/**
 * Text of header fields in which words are written as {@code =?utf-8?q?=C3=A4?=} (RFC 2047). One
 * pass without going back: the pattern that Mime4j uses takes hours on a field made for it. Words
 * next to each other are joined as bytes, since mail programs cut within characters.
 */
final class EncodedWords {
  /** RFC 2047 allows 75; what is longer than this is no word. */
  private static final int LONGEST = 2000;

  private static final int LONGEST_CHARSET = 60;

  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Charset charset = US_ASCII;

  private EncodedWords() {}

  /**
   * A word.
   *
   * @param end where the text goes on
   */
  private record Word(Charset charset, byte[] bytes, int end) {}

  /** Decodes all words; one that is broken, or in no known character set, stays as it is. */
  static String decode(String text) {
    EncodedWords words = new EncodedWords();
    int done = 0;
    int open = text.indexOf("=?");
    while (open >= 0) {
      Optional<Word> word = word(text, open);
      if (word.isPresent()) {
        words.between(text.substring(done, open));
        words.take(word.get());
        done = word.get().end();
        open = text.indexOf("=?", done);
      } else {
        open = text.indexOf("=?", open + 2);
      }
    }
    words.flush();
    return words.out + text.substring(done);
  }

  /** Blanks between two words only hold them apart. */
  private void between(String text) {
    if (pending.size() > 0 && text.isBlank()) {
      return;
    }
    flush();
    out.append(text);
  }

  private void take(Word word) {
    if (!word.charset().equals(charset)) {
      flush();
      charset = word.charset();
    }
    pending.writeBytes(word.bytes());
  }

  private void flush() {
    out.append(pending.toString(charset));
    pending.reset();
  }

  private static Optional<Word> word(String text, int open) {
    int name = open + 2;
    int encoding = bounded(text, "?", name, LONGEST_CHARSET) + 1;
    if (encoding == 0 || encoding + 1 >= text.length() || text.charAt(encoding + 1) != '?') {
      return Optional.empty();
    }
    int start = encoding + 2;
    int end = bounded(text, "?=", start, LONGEST);
    Optional<Charset> charset = charset(text.substring(name, encoding - 1));
    if (end < 0 || charset.isEmpty()) {
      return Optional.empty();
    }
    String content = text.substring(start, end);
    Optional<byte[]> bytes =
        switch (text.charAt(encoding)) {
          case 'q', 'Q' -> quoted(content);
          case 'b', 'B' -> base64(content);
          default -> Optional.empty();
        };
    return bytes.map(decoded -> new Word(charset.get(), decoded, end + 2));
  }

  private static int bounded(String text, String wanted, int from, int length) {
    int limit = Math.min(text.length(), from + length + wanted.length());
    for (int i = from; i + wanted.length() <= limit; i++) {
      if (text.startsWith(wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  /** A language may follow the name of the set, behind an asterisk (RFC 2231). */
  private static Optional<Charset> charset(String name) {
    int language = name.indexOf('*');
    return Charsets.named(language < 0 ? name : name.substring(0, language));
  }

  private static Optional<byte[]> quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_') {
        bytes.write(' ');
      } else if (c == '=') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toByteArray());
  }

  private static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
