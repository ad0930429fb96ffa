package org.seamreplay.series;

/** Text of strangers as messages show it: one line, not long, nothing that a terminal obeys. */
final class Shown {
  private static final int LENGTH = 80;

  private Shown() {}

  /** Cut to what fits into a message. */
  static String cut(String text) {
    int end = Math.min(text.length(), LENGTH);
    String shown = text.length() > end ? text.substring(0, end) + "..." : text;
    return clean(shown, '?');
  }

  /** The whole, with a replacement for each character that is none of a text. */
  static String clean(String text, char replacement) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(isControl(c) ? replacement : c);
    }
    return clean.toString();
  }

  /** Control characters, separators of lines, and marks that turn the direction of writing. */
  static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
