package org.seamreplay.series;

import java.util.Optional;

/** Text of mail headers: folded lines, encoded words, addresses. */
final class HeaderText {
  private static final int LONGEST_NAME = 300;

  private HeaderText() {}

  /** Without line ends, encoded words, and characters that are none of a text. */
  static String decode(String folded) {
    StringBuilder unfolded = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c == '\n' || c == '\r') {
        boolean goesOn = i + 1 < folded.length() && " \t\r\n".indexOf(folded.charAt(i + 1)) >= 0;
        if (!goesOn) {
          unfolded.append(' ');
        }
      } else {
        unfolded.append(c);
      }
    }
    return Shown.clean(EncodedWords.decode(unfolded.toString()), ' ').strip();
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
      return Optional.of(author(text.substring(0, open), text.substring(open + 1, close)));
    }
    // The old form: address (name).
    int comment = text.indexOf('(');
    int end = text.lastIndexOf(')');
    String mail = (comment >= 0 ? text.substring(0, comment) : text).strip();
    if (mail.indexOf('@') <= 0 || mail.chars().anyMatch(Character::isWhitespace)) {
      return Optional.of(author(text, ""));
    }
    return Optional.of(author(end > comment ? text.substring(comment + 1, end) : "", mail));
  }

  private static Author author(String written, String address) {
    String mail = shortened(address.strip());
    String name = shortened(unquoted(written.strip()));
    return new Author(name.isEmpty() ? mail : name, mail);
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
  }

  private static String unquoted(String name) {
    if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
      return name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1").strip();
    }
    return name;
  }
}
