package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Text of mail headers: folded lines, encoded words (RFC 2047), addresses. */
final class HeaderText {
  private HeaderText() {}

  /** Without line ends and encoded words. */
  static String decode(String folded) {
    String unfolded = folded.replaceAll("\\r?\\n(?=[ \\t])", "").replaceAll("[\\r\\n]+", " ");
    try {
      return DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT, UTF_8).strip();
    } catch (IllegalArgumentException e) {
      // A character set or an encoding that is none: the text as it is.
      return unfolded.strip();
    }
  }

  /** As UTF-8, or, if it is none, as the given character set. */
  static String text(byte[] bytes, Charset otherwise) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, otherwise.equals(UTF_8) ? ISO_8859_1 : otherwise);
    }
  }

  /** Name and address of a decoded From header or line; empty if there is neither. */
  static Optional<Author> author(String from) {
    String text = from.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int open = text.lastIndexOf('<');
    int close = text.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
      String name = unquoted(text.substring(0, open).strip());
      String mail = text.substring(open + 1, close).strip();
      return Optional.of(new Author(name.isEmpty() ? mail : name, mail));
    }
    Mailbox mailbox = parsed(text);
    if (mailbox == null || mailbox.getDomain() == null) {
      return Optional.of(new Author(text, ""));
    }
    // The old form: address (name).
    int comment = text.indexOf('(');
    int end = text.lastIndexOf(')');
    String mail = mailbox.getAddress();
    String name = comment >= 0 && end > comment ? text.substring(comment + 1, end).strip() : mail;
    return Optional.of(new Author(name, mail));
  }

  private static Mailbox parsed(String text) {
    try {
      return LenientAddressParser.DEFAULT.parseMailbox(text);
    } catch (RuntimeException e) {
      // The parser is lenient, and still throws on some: then it is no address.
      return null;
    }
  }

  private static String unquoted(String name) {
    if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
      return name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    return name;
  }
}
