package org.seamreplay.trace.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.seamreplay.trace.json.JsonLine;
import org.seamreplay.trace.json.TraceFormatException;

/** The events of one recorded file, one at a time. */
final class RecordedLines {
  /** Characters in a line: a probe's line has some hundred. */
  static final int MAX_LINE = 1 << 16;

  private final String file;
  private final BufferedReader reader;
  private final ProbeLines format;
  private final Deque<ProbeEvent> waiting = new ArrayDeque<>();
  private long line;
  private long lastTime;

  /** How often the recorder's clock has begun anew. */
  private long epoch;

  RecordedLines(String file, BufferedReader reader, ProbeLines format) {
    this.file = file;
    this.reader = reader;
    this.format = format;
  }

  /** The next event without taking it; null at the end of the file. */
  ProbeEvent peek() throws IOException, TraceFormatException {
    while (waiting.isEmpty()) {
      String text = nextLine();
      if (text == null) {
        return null;
      }
      try {
        waiting.addAll(format.read(line, text));
      } catch (JsonLine.Malformed e) {
        throw new TraceFormatException(
            file, (int) Math.min(line, Integer.MAX_VALUE), e.getMessage());
      }
      ProbeEvent first = waiting.peek();
      if (first != null && first.kind() != ProbeEvent.Kind.LOSS) {
        if (first.time() < lastTime / 2) {
          epoch++;
        }
        lastTime = first.time();
      }
    }
    return waiting.peek();
  }

  /** Takes the event that {@link #peek} has shown. */
  ProbeEvent take() {
    return waiting.remove();
  }

  /** Whether the event that is next is older than the other file's. */
  boolean isBefore(RecordedLines other) {
    // What was lost was lost before the event that follows, whose time is not known yet.
    return epoch != other.epoch ? epoch < other.epoch : lastTime < other.lastTime;
  }

  private String nextLine() throws IOException, TraceFormatException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    line++;
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (text.length() >= MAX_LINE) {
        throw new TraceFormatException(
            file,
            (int) Math.min(line, Integer.MAX_VALUE),
            "line longer than " + MAX_LINE + " characters");
      }
      text.append((char) c);
    }
    if (text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }
}
