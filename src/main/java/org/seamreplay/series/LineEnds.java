package org.seamreplay.series;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Line ends that belong to the way a mail went, not to what is in it. */
final class LineEnds {
  private LineEnds() {}

  /** Whether every line ends with a carriage return and a newline. */
  static boolean allCrLf(byte[] text) {
    int lines = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        if (i == 0 || text[i - 1] != '\r') {
          return false;
        }
        lines++;
      }
    }
    return lines > 0;
  }

  /** Whether the first line does. */
  static boolean startsCrLf(byte[] text) {
    int end = TextLine.endOfLine(text, 0, text.length);
    return end >= 2 && text[end - 1] == '\n' && text[end - 2] == '\r';
  }

  /** Takes one carriage return off each line end; one that is left is part of the line. */
  static byte[] withoutCr(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    int start = 0;
    for (int i = 1; i < text.length; i++) {
      if (text[i] == '\n' && text[i - 1] == '\r') {
        out.write(text, start, i - 1 - start);
        start = i;
      }
    }
    out.write(text, start, text.length - start);
    return out.toByteArray();
  }

  /** With a newline at the end, unless it is empty. */
  static byte[] ended(byte[] text) {
    if (text.length == 0 || text[text.length - 1] == '\n') {
      return text;
    }
    byte[] ended = Arrays.copyOf(text, text.length + 1);
    ended[text.length] = '\n';
    return ended;
  }
}
