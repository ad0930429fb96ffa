package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a patch mail in its parts: lines like headers at the start, the commit message, what
 * comes behind {@code ---}, the diff. The rules are those of {@code git mailinfo --scissors}.
 */
final class PatchText {
  private static final Pattern IN_BODY = Pattern.compile("(?i)(from|subject|date):\\s.*");
  private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

  private final boolean cuts;
  private final StringBuilder message = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private final ByteArrayOutputStream diff = new ByteArrayOutputStream();
  private ByteArrayOutputStream recoded;
  private boolean foreign;
  private byte[] diffBytes = {};
  private Optional<byte[]> diffInUtf8 = Optional.empty();
  private Optional<String> from = Optional.empty();
  private Optional<String> subject = Optional.empty();
  private Optional<OffsetDateTime> date = Optional.empty();
  private Stage stage = Stage.HEADERS;
  private StringBuilder header = new StringBuilder();

  private enum Stage {
    HEADERS,
    MESSAGE,
    COMMENT,
    DIFF
  }

  private PatchText(boolean cuts) {
    this.cuts = cuts;
  }

  /**
   * Takes texts apart.
   *
   * @param texts the parts of the mail
   * @param cuts whether scissors in the message throw away what is above them: not in a cover
   *     letter, which shows others what to cut
   */
  static PatchText of(List<MailText> texts, boolean cuts) {
    PatchText text = new PatchText(cuts);
    for (MailText part : texts) {
      byte[] bytes = part.bytes();
      for (int at = 0; at < bytes.length; ) {
        int end = TextLine.endOfLine(bytes, at, bytes.length);
        text.line(bytes, at, end, part.charset());
        at = end;
      }
    }
    text.endOfHeader();
    text.diffBytes = text.diff.toByteArray();
    text.diff.reset();
    if (text.foreign) {
      text.diffInUtf8 = Optional.of(text.recoded.toByteArray());
    }
    text.recoded = null;
    return text;
  }

  private void line(byte[] bytes, int start, int end, Charset charset) {
    if (stage == Stage.DIFF) {
      diffLine(bytes, start, end, charset);
      return;
    }
    boolean dash = bytes[start] == '-' || bytes[start] == 'd' || bytes[start] == 'I';
    if (dash && startsDiff(new String(bytes, start, Math.min(end - start, 10), ISO_8859_1))) {
      endOfHeader();
      stage = Stage.DIFF;
      diffLine(bytes, start, end, charset);
      return;
    }
    byte[] copy = Arrays.copyOfRange(bytes, start, end);
    String text = Charsets.decoded(copy, charset).stripTrailing();
    if (stage == Stage.COMMENT) {
      comment.append(text).append('\n');
    } else if (text.equals("---")) {
      endOfHeader();
      stage = Stage.COMMENT;
    } else if (cuts && Scissors.isCut(text)) {
      restart();
    } else if (stage == Stage.MESSAGE || !headerLine(text)) {
      stage = Stage.MESSAGE;
      message.append(text).append('\n');
    }
  }

  private static boolean startsDiff(String start) {
    return start.startsWith("diff -")
        || start.startsWith("Index: ")
        || (start.startsWith("--- ")
            && start.length() > 4
            && !Character.isWhitespace(start.charAt(4)));
  }

  private void diffLine(byte[] bytes, int start, int end, Charset charset) {
    boolean plain = charset.equals(UTF_8) || charset.equals(US_ASCII);
    if (!plain && recoded == null) {
      recoded = new ByteArrayOutputStream();
      recoded.writeBytes(diff.toByteArray());
    }
    diff.write(bytes, start, end - start);
    if (plain) {
      if (recoded != null) {
        recoded.write(bytes, start, end - start);
      }
      return;
    }
    byte[] line = new String(bytes, start, end - start, charset).getBytes(UTF_8);
    recoded.writeBytes(line);
    foreign |= !Arrays.equals(line, 0, line.length, bytes, start, end);
  }

  private void restart() {
    message.setLength(0);
    header.setLength(0);
    from = Optional.empty();
    subject = Optional.empty();
    date = Optional.empty();
    stage = Stage.HEADERS;
  }

  /** Whether the line is one of the headers that open the text, or the blank one after them. */
  private boolean headerLine(String text) {
    if (text.isEmpty()) {
      boolean first = header.length() == 0;
      endOfHeader();
      // Blank lines before anything else mean nothing; one after headers ends them.
      if (!first) {
        stage = Stage.MESSAGE;
      }
      return true;
    }
    if (header.length() > 0 && (text.charAt(0) == ' ' || text.charAt(0) == '\t')) {
      header.append('\n').append(text);
      return true;
    }
    if (IN_BODY.matcher(text).matches()) {
      endOfHeader();
      header.append(text);
      return true;
    }
    endOfHeader();
    return false;
  }

  private void endOfHeader() {
    if (header.length() == 0) {
      return;
    }
    String value = HeaderText.decode(header.substring(header.indexOf(":") + 1));
    switch (Character.toLowerCase(header.charAt(0))) {
      case 'f' -> from = Optional.of(value);
      case 's' -> subject = Optional.of(value);
      default -> date = MailDate.of(value);
    }
    header = new StringBuilder();
  }

  /** The From line of the text, decoded. */
  Optional<String> from() {
    return from;
  }

  /** The Subject line of the text, decoded. */
  Optional<String> subject() {
    return subject;
  }

  /** The Date line of the text. */
  Optional<OffsetDateTime> date() {
    return date;
  }

  /** The commit message behind the subject: no blank lines at its ends, single ones in between. */
  String message() {
    return tidy(message);
  }

  /** Takes the first line of the message out of it: the title of what has no head. */
  Optional<String> takeTitle() {
    String tidy = message();
    int end = tidy.indexOf('\n') < 0 ? tidy.length() : tidy.indexOf('\n');
    message.setLength(0);
    message.append(tidy, end, tidy.length());
    return end == 0 ? Optional.empty() : Optional.of(tidy.substring(0, end));
  }

  /** Without blank lines at its ends, and with single ones in between. */
  static String tidy(CharSequence lines) {
    return BLANK_LINES.matcher(lines).replaceAll("\n\n").replaceFirst("^\n+", "").stripTrailing();
  }

  /** What stands between {@code ---} and the diff. */
  String comment() {
    return comment.toString();
  }

  /** The diff, and all that follows, as the mail has it; empty if there is none. Not to change. */
  byte[] diff() {
    return diffBytes;
  }

  /** The same in UTF-8, if the mail is in another character set and that makes a difference. */
  Optional<byte[]> diffInUtf8() {
    return diffInUtf8;
  }
}
