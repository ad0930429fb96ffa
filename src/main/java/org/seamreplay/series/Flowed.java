package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Undoes {@code format=flowed} (RFC 3676): a line that ends with a blank goes on in the next one,
 * and a blank in front of a line is padding. Quoting is not looked at: a quoted diff is no diff.
 */
final class Flowed {
  private static final byte[] SIGNATURE = "-- ".getBytes(US_ASCII);

  private Flowed() {}

  /**
   * Joins the lines.
   *
   * @param deleteBlank whether the blank at the end of a joined line is padding too (DelSp=yes)
   */
  static byte[] unfold(byte[] text, boolean deleteBlank) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    ByteArrayOutputStream paragraph = new ByteArrayOutputStream();
    int start = 0;
    while (start < text.length) {
      int end = TextLine.endOfLine(text, start, text.length);
      int last = text[end - 1] == '\n' ? end - 1 : end;
      if (Arrays.equals(text, start, last, SIGNATURE, 0, SIGNATURE.length)) {
        if (paragraph.size() > 0) {
          out.writeBytes(paragraph.toByteArray());
          out.write('\n');
          paragraph.reset();
        }
        out.write(text, start, end - start);
      } else {
        int from = text[start] == ' ' ? start + 1 : start;
        boolean soft = last > from && text[last - 1] == ' ';
        paragraph.write(text, from, (soft && deleteBlank ? last - 1 : last) - from);
        if (!soft) {
          out.writeBytes(paragraph.toByteArray());
          paragraph.reset();
          out.write('\n');
        }
      }
      start = end;
    }
    out.writeBytes(paragraph.toByteArray());
    return out.toByteArray();
  }
}
