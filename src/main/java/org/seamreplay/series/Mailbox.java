package org.seamreplay.series;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a mailbox file (mbox, mboxrd) into messages at its {@code From } lines, which have a date
 * and a header field after them.
 */
final class Mailbox {
  private static final Pattern SEPARATOR =
      Pattern.compile("From .*\\d:\\d\\d:\\d\\d\\s+(\\d{2,4})(\\s.*)?");
  private static final Pattern FIELD = Pattern.compile("(>From |[!-9;-~]{1,100}:(\\s|$)).*");
  private static final int LINE = 1000;

  private Mailbox() {}

  /** Whether a file starts as a mailbox does. */
  static boolean isMailbox(byte[] bytes) {
    return bytes.length > 0 && isSeparator(bytes, 0);
  }

  /** Hands over each message without its {@code From } line, with its number from 1. */
  static void split(byte[] bytes, BiConsumer<Integer, byte[]> taker) {
    boolean escaped = isEscaped(bytes);
    int number = 0;
    int start = TextLine.endOfLine(bytes, 0, bytes.length);
    for (int at = start; start < bytes.length || number == 0; ) {
      boolean end = at >= bytes.length;
      if (end || isSeparator(bytes, at)) {
        number++;
        byte[] message = Arrays.copyOfRange(bytes, start, at);
        taker.accept(number, escaped ? unescaped(message) : message);
        start = end ? at : TextLine.endOfLine(bytes, at, bytes.length);
        at = start;
      } else {
        at = TextLine.endOfLine(bytes, at, bytes.length);
      }
    }
  }

  /**
   * Whether lines of messages that start with {@code From} have a {@code >} in front: the archives
   * of kernel lists and b4 do that, and sign their separators.
   */
  private static boolean isEscaped(byte[] bytes) {
    int end = TextLine.endOfLine(bytes, 0, Math.min(bytes.length, LINE));
    return TextLine.of(bytes, 0, end).text().startsWith("From mboxrd@z ");
  }

  /** Takes one {@code >} off each line that is {@code From } behind one or more of them. */
  private static byte[] unescaped(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
    for (int at = 0; at < message.length; ) {
      int end = TextLine.endOfLine(message, at, message.length);
      int name = at;
      while (name < end && message[name] == '>') {
        name++;
      }
      int from = name > at && startsFrom(message, name) ? at + 1 : at;
      out.write(message, from, end - from);
      at = end;
    }
    return out.toByteArray();
  }

  private static boolean startsFrom(byte[] bytes, int at) {
    return at + 5 <= bytes.length
        && bytes[at] == 'F'
        && bytes[at + 1] == 'r'
        && bytes[at + 2] == 'o'
        && bytes[at + 3] == 'm'
        && bytes[at + 4] == ' ';
  }

  private static boolean isSeparator(byte[] bytes, int at) {
    if (!startsFrom(bytes, at)) {
      return false;
    }
    int end = TextLine.endOfLine(bytes, at, Math.min(bytes.length, at + LINE));
    if (bytes[end - 1] != '\n') {
      return false;
    }
    Matcher matcher = SEPARATOR.matcher(TextLine.of(bytes, at, end).text().stripTrailing());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) <= 90) {
      return false;
    }
    int next = TextLine.endOfLine(bytes, end, Math.min(bytes.length, end + LINE));
    return FIELD.matcher(TextLine.of(bytes, end, next).text().stripTrailing()).matches();
  }
}
