package org.seamreplay.trace.record;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.seamreplay.text.Plural;

/**
 * Bytes of memory as text, whole and short enough for a trace: {@code hex:} and hexadecimal bytes,
 * where {@code 00*40} stands for forty zeros and {@code 0123*8} for eight times two bytes.
 */
final class ByteText {
  static final String PREFIX = "hex:";

  private static final int WORD = 8;

  private ByteText() {}

  static String of(byte[] bytes) {
    StringBuilder out = new StringBuilder(PREFIX);
    int literal = 0;
    int at = 0;
    while (at < bytes.length) {
      int unit = unit(bytes, at);
      int times = times(bytes, at, unit);
      // A repetition is worth its five or more characters from three words on.
      if (unit * times < 3 * WORD && at + unit * times < bytes.length) {
        at += WORD;
        continue;
      }
      if (unit * times < 3 * WORD) {
        at = bytes.length;
        continue;
      }
      item(out, bytes, literal, at, 1);
      item(out, bytes, at, at + unit, times);
      at += unit * times;
      literal = at;
    }
    item(out, bytes, literal, bytes.length, 1);
    return out.toString();
  }

  /** One byte if a word of equal bytes starts here, else a word. */
  private static int unit(byte[] bytes, int at) {
    int end = Math.min(at + WORD, bytes.length);
    for (int i = at + 1; i < end; i++) {
      if (bytes[i] != bytes[at]) {
        return Math.min(WORD, bytes.length - at);
      }
    }
    return 1;
  }

  private static int times(byte[] bytes, int at, int unit) {
    int times = 1;
    if (unit == 1) {
      while (at + times < bytes.length && bytes[at + times] == bytes[at]) {
        times++;
      }
      return times;
    }
    while (at + (times + 1) * unit <= bytes.length
        && Arrays.equals(bytes, at, at + unit, bytes, at + times * unit, at + (times + 1) * unit)) {
      times++;
    }
    return times;
  }

  private static void item(StringBuilder out, byte[] bytes, int from, int to, int times) {
    if (from == to) {
      return;
    }
    if (out.length() > PREFIX.length()) {
      out.append(',');
    }
    out.append(HexFormat.of().formatHex(bytes, from, to));
    if (times > 1) {
      out.append('*').append(times);
    }
  }

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException if it is none, or stands for another number of bytes
   */
  static byte[] parse(String text, int length) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not bytes such as hex:00*40,0123");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String item : text.substring(PREFIX.length()).split(",", -1)) {
      int star = item.indexOf('*');
      byte[] unit = HexFormat.of().parseHex(star < 0 ? item : item.substring(0, star));
      int times = star < 0 ? 1 : Integer.parseUnsignedInt(item.substring(star + 1));
      if ((long) unit.length * times > length - bytes.size() || times < 0) {
        throw new IllegalArgumentException("more than " + Plural.of(length, "byte"));
      }
      for (int i = 0; i < times; i++) {
        bytes.writeBytes(unit);
      }
    }
    if (bytes.size() != length) {
      throw new IllegalArgumentException(Plural.of(bytes.size(), "byte") + ", not " + length);
    }
    return bytes.toByteArray();
  }
}
