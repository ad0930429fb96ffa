package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.seamreplay.report.Printable;

/**
 * The one way to a terminal, a pipe or a build log. File names, subjects, keys and numbers of
 * strangers come out here, in messages that nobody has looked at: so whatever a terminal would
 * obey, whatever turns the direction of writing and whatever is no text is made visible as in JSON,
 * {@code \u001b}, and a message has an end.
 */
final class Terminal extends PrintStream {
  /** Characters of a message: it names two paths and says what to do. */
  static final int LONGEST_MESSAGE = 600;

  private final Sink sink;
  private final boolean messages;

  private Terminal(Sink sink, boolean messages) {
    super(sink, false, UTF_8);
    this.sink = sink;
    this.messages = messages;
  }

  /** Results: lines of any length. */
  static Terminal results(OutputStream out) {
    return new Terminal(new Sink(out, Integer.MAX_VALUE, Set.of()), false);
  }

  /** Messages: each {@code println} is one line, however many there are in its text. */
  static Terminal messages(OutputStream out) {
    return new Terminal(new Sink(out, LONGEST_MESSAGE, Set.of()), true);
  }

  /** The same with these sequences let through, for who has cleaned the texts between them. */
  PrintStream letting(Set<String> sequences) {
    return new Terminal(new Sink(sink.out, sink.longest, sequences), messages);
  }

  /** The same without any cleaning, for the bytes of a program that somebody runs. */
  PrintStream raw() {
    return new PrintStream(sink.out, true, UTF_8);
  }

  /** Shows a text in place of the line that the cursor is in. */
  void replaceLine(String text, int width) {
    String cut = Printable.cut(Printable.of(text), width);
    String line = "\r" + cut + " ".repeat(width - cut.length()) + (text.isEmpty() ? "\r" : "");
    flush();
    sink.pass(line.getBytes(UTF_8));
  }

  @Override
  public void println(String text) {
    super.println(messages ? oneLine(String.valueOf(text)) : text);
    flush();
  }

  @Override
  public void println(Object value) {
    println(String.valueOf(value));
  }

  private static String oneLine(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\\n");
  }

  /** Cleans what goes through, a line or what there is of one at a time. */
  private static final class Sink extends OutputStream {
    private static final int MOST_BUFFERED = 1 << 13;
    private static final char ESCAPE = '\u001b';

    private final OutputStream out;
    private final int longest;
    private final Set<String> sequences;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int written;

    Sink(OutputStream out, int longest, Set<String> sequences) {
      this.out = out;
      this.longest = longest;
      this.sequences = sequences;
    }

    @Override
    public synchronized void write(int b) {
      // A character of several bytes stays whole: its first byte is never 10xxxxxx.
      if (line.size() >= MOST_BUFFERED && (b & 0xc0) != 0x80) {
        pass();
      }
      line.write(b);
      if (b == '\n') {
        pass();
        written = 0;
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      pass();
      out.flush();
    }

    /** Bytes of our own. */
    synchronized void pass(byte[] bytes) {
      try {
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void pass() {
      if (line.size() > 0) {
        String text = clean(line.toString(UTF_8));
        line.reset();
        try {
          out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private String clean(String text) {
      StringBuilder clean = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        int length = Character.charCount(c);
        if (c == '\n') {
          clean.append('\n');
        } else if (c == ESCAPE && sequence(text, i) > 0) {
          length = sequence(text, i);
          clean.append(text, i, i + length);
        } else if (written < longest) {
          written++;
          show(clean, c);
        } else if (written == longest) {
          written++;
          clean.append("...");
        }
        i += length;
      }
      return clean.toString();
    }

    private int sequence(String text, int at) {
      return sequences.stream()
          .filter(one -> text.startsWith(one, at))
          .mapToInt(String::length)
          .findFirst()
          .orElse(0);
    }

    private static void show(StringBuilder clean, int c) {
      if (c == '\t' || !Printable.isInvisible(c)) {
        clean.appendCodePoint(c);
      } else {
        for (char half : Character.toChars(c)) {
          clean.append("\\u").append(String.format("%04x", (int) half));
        }
      }
    }
  }
}
