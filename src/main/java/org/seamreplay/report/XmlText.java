package org.seamreplay.report;

/**
 * Text as content of XML 1.0 and HTML: markup escaped, characters that XML does not have made
 * visible.
 */
final class XmlText {
  private XmlText() {}

  /** For content and for attribute values in double quotes. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append('\n');
                case '\t' -> out.append('\t');
                default -> {
                  // XML 1.0, production 2: no controls, surrogates, U+FFFE and U+FFFF.
                  if (Printable.isInvisible(c) || (c & 0xfffe) == 0xfffe) {
                    out.append("\\u{").append(Integer.toHexString(c)).append('}');
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }

  /** For an attribute: the same in one line, as a parser would make a space of a line end. */
  static String attribute(String text) {
    return of(text).replace("\n", "&#10;").replace("\t", "&#9;");
  }
}
