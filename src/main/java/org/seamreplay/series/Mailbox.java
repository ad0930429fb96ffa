package org.seamreplay.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return isSeparator(bytes, 0);
  }

  /**
   * Whether lines of messages that start with {@code From} have a {@code >} in front: the archives
   * of kernel lists and b4 do that, and sign their separators.
   */
  static boolean isEscaped(byte[] bytes) {
    int end = TextLine.endOfLine(bytes, 0, Math.min(bytes.length, LINE));
    return TextLine.of(bytes, 0, end).text().startsWith("From mboxrd@z ");
  }

  /** Hands over each message without its {@code From } line, with its number from 1. */
  static void split(byte[] bytes, BiConsumer<Integer, byte[]> message) {
    List<Integer> starts = new ArrayList<>();
    for (int at = 0; at < bytes.length; at = TextLine.endOfLine(bytes, at, bytes.length)) {
      if (bytes[at] == 'F' && isSeparator(bytes, at)) {
        starts.add(at);
      }
    }
    starts.add(bytes.length);
    for (int i = 0; i + 1 < starts.size(); i++) {
      int start = TextLine.endOfLine(bytes, starts.get(i), bytes.length);
      message.accept(i + 1, Arrays.copyOfRange(bytes, start, starts.get(i + 1)));
    }
  }

  private static boolean isSeparator(byte[] bytes, int at) {
    int end = TextLine.endOfLine(bytes, at, bytes.length);
    if (end - at < 20 || end - at > LINE || bytes[at] != 'F' || bytes[at + 4] != ' ') {
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
