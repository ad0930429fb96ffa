package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of a file: bytes up to and with the newline. Only the last line of a file may lack it.
 * Lines are equal if their bytes are, newline included. A carriage return is part of the line.
 */
public final class TextLine {
  private final byte[] buffer;
  private final int start;
  private final int end;
  private final int hash;

  private TextLine(byte[] buffer, int start, int end) {
    this.buffer = buffer;
    this.start = start;
    this.end = end;
    int h = 1;
    for (int i = start; i < end; i++) {
      h = 31 * h + buffer[i];
    }
    this.hash = h;
  }

  /** The bytes from {@code start} to {@code end} of a buffer that nobody changes any more. */
  static TextLine of(byte[] buffer, int start, int end) {
    return new TextLine(buffer, start, end);
  }

  /** A line of its own, for tests and messages. */
  public static TextLine of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new TextLine(bytes, 0, bytes.length);
  }

  /** Cuts a file into lines; an empty file has none. The bytes must not change any more. */
  public static List<TextLine> split(byte[] content) {
    List<TextLine> lines = new ArrayList<>();
    int start = 0;
    while (start < content.length) {
      int end = endOfLine(content, start, content.length);
      lines.add(new TextLine(content, start, end));
      start = end;
    }
    return lines;
  }

  /** How many lines there are. */
  static int count(byte[] content) {
    int count = content.length > 0 && content[content.length - 1] != '\n' ? 1 : 0;
    for (byte b : content) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }

  /** The offset after the next newline, or the limit. */
  static int endOfLine(byte[] bytes, int from, int limit) {
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return limit;
  }

  /** Bytes, newline included. */
  public int length() {
    return end - start;
  }

  /** Whether it ends with a newline. */
  public boolean hasNewline() {
    return end > start && buffer[end - 1] == '\n';
  }

  /** The same line without its newline. */
  public TextLine withoutNewline() {
    return hasNewline() ? new TextLine(buffer, start, end - 1) : this;
  }

  /** Appends the bytes. */
  public void writeTo(ByteArrayOutputStream out) {
    out.write(buffer, start, end - start);
  }

  /**
   * For people: without newline, read as UTF-8, or as ISO-8859-1 if it is not. A carriage return at
   * the end stays.
   */
  public String text() {
    int length = end - start - (hasNewline() ? 1 : 0);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, start, length)).toString();
    } catch (CharacterCodingException e) {
      return new String(buffer, start, length, ISO_8859_1);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextLine line
        && hash == line.hash
        && Arrays.equals(buffer, start, end, line.buffer, line.start, line.end);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text();
  }
}
