package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Walks over the lines of a diff without cutting it up first. */
final class DiffCursor {
  private final byte[] bytes;
  private final String where;
  private int start;
  private int end;
  private int line = 1;

  DiffCursor(byte[] bytes, String where) {
    this.bytes = bytes;
    this.where = where;
    this.end = TextLine.endOfLine(bytes, 0, bytes.length);
  }

  boolean atEnd() {
    return start >= bytes.length;
  }

  /** Number of the current line, from 1. */
  int line() {
    return line;
  }

  void next() {
    start = end;
    end = TextLine.endOfLine(bytes, start, bytes.length);
    line++;
    if (line > SeriesLimits.LINES) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          where
              + ": has more than "
              + SeriesLimits.LINES
              + " lines of diff; give a smaller series");
    }
  }

  /** Whether the current line starts so. */
  boolean startsWith(String prefix) {
    return startsWith(start, end, prefix);
  }

  private boolean startsWith(int from, int limit, String prefix) {
    int length = prefix.length();
    if (limit - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the line that comes {@code ahead} lines later starts so. */
  boolean aheadStartsWith(int ahead, String prefix) {
    int from = end;
    for (int i = 1; i < ahead; i++) {
      from = TextLine.endOfLine(bytes, from, bytes.length);
    }
    return startsWith(from, bytes.length, prefix);
  }

  /** Bytes of the current line. */
  int length() {
    return end - start;
  }

  /** First character of the current line; a newline for an empty one. */
  char mark() {
    return (char) (bytes[start] & 0xff);
  }

  /** The current line without its first {@code skip} bytes, newline included. */
  TextLine rest(int skip) {
    return TextLine.of(bytes, start + skip, end);
  }

  /** The current line without line end and without its first {@code skip} bytes, byte by byte. */
  String latin1(int skip) {
    int limit = end;
    while (limit > start + skip && (bytes[limit - 1] == '\n' || bytes[limit - 1] == '\r')) {
      limit--;
    }
    return new String(bytes, start + skip, limit - start - skip, ISO_8859_1);
  }

  /** As {@link #latin1}, as bytes. */
  byte[] bytes(int skip) {
    int limit = end;
    while (limit > start + skip && (bytes[limit - 1] == '\n' || bytes[limit - 1] == '\r')) {
      limit--;
    }
    return Arrays.copyOfRange(bytes, start + skip, limit);
  }

  BadSeries corrupt(String what) {
    return corrupt(what, line);
  }

  BadSeries corrupt(String what, int at) {
    return new BadSeries(
        BadSeries.Reason.CORRUPT, where + ": line " + at + " of its diff: " + what);
  }

  BadSeries refused(String what, int at) {
    return new BadSeries(
        BadSeries.Reason.REFUSED, where + ": line " + at + " of its diff: " + what);
  }
}
