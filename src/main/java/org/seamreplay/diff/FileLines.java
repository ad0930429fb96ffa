package org.seamreplay.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;

/**
 * A trace in a file that may be too large to hold: for each record there is a 64-bit hash of what
 * is compared of it and the place in the file, and only records that differ are parsed.
 *
 * <p>Calls are read as the writer writes them: number first; choices, stub and stack last, which
 * are not hashed. A call written in another way is parsed at once. A call whose text has an equal
 * on the other side is checked for its number only; so both sides say the same of it, whatever it
 * is.
 */
final class FileLines implements TraceLines, AutoCloseable {
  /** Records of a file. */
  static final int MOST_LINES = 1 << 23;

  /** Bytes of a line. */
  private static final int LONGEST_LINE = 1 << 20;

  private static final int BUFFER = 1 << 21;

  /** Bytes that are read at once: they stay in the cache until they are looked at. */
  private static final int CHUNK = 1 << 18;

  /** Calls that one record may stand for, as {@link TraceReader} has it. */
  private static final long MOST_CALLS = 1L << 40;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How an event begins. */
  private static final String EVENT = "{\"event\":";

  private static final long SEQ = word("{\"seq\":");
  private static final long SEQ_MASK = (1L << 56) - 1;
  private static final long VIA = word(",\"via\":\"");
  private static final long CHOICES = word(",\"choice");
  private static final long REPEAT = word(",\"repeat");
  private static final long TIMES = word("\"times\":");

  /** How a call ends of which the stub is not known. */
  private static final String NO_VIA = ",\"via\":\"\"}";

  private final String name;
  private final FileChannel channel;
  private final Map<Integer, String> steps = new HashMap<>();
  private final List<Integer> stepLines = new ArrayList<>();
  private final BitSet stepBits = new BitSet();
  private final BitSet folded = new BitSet();
  private final Shape.Pool shapes;
  private final Map<Integer, CallLoop> runs = new HashMap<>();
  private long[] keys = new long[1 << 12];
  private long[] places = new long[1 << 12];
  private int[] tokens = {};
  private TraceHeader header;
  private final List<Placed> events = new ArrayList<>();
  private int count = -1;
  private long calls;
  private boolean ended;

  /** A record could not be parsed when it was needed. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(TraceFormatException cause) {
      super(cause);
    }

    TraceFormatException cause() {
      return (TraceFormatException) getCause();
    }
  }

  private FileLines(Path file, Shape.Pool shapes) throws IOException {
    this.name = file.toString();
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.shapes = shapes;
  }

  /** Reads a file once, from its start to its end. */
  static FileLines scan(Path file, Shape.Pool shapes) throws IOException, TraceFormatException {
    FileLines lines = new FileLines(file, shapes);
    try {
      lines.scan();
    } catch (IOException | TraceFormatException | RuntimeException e) {
      lines.close();
      throw e;
    }
    return lines;
  }

  private static long word(String text) {
    return (long) WORD.get(Arrays.copyOf(text.getBytes(UTF_8), 8), 0);
  }

  TraceHeader header() {
    return header;
  }

  private void scan() throws IOException, TraceFormatException {
    byte[] buffer = new byte[BUFFER + 8];
    int filled = 0;
    long base = 0;
    while (true) {
      int read = channel.read(ByteBuffer.wrap(buffer, filled, Math.min(CHUNK, BUFFER - filled)));
      if (read < 0) {
        break;
      }
      filled += read;
      int from = 0;
      int end;
      while ((end = find(buffer, from, filled, '\n')) < filled) {
        line(buffer, from, end, base + from);
        from = end + 1;
      }
      if (filled - from > LONGEST_LINE) {
        throw broken("line longer than " + LONGEST_LINE + " characters", count + 2);
      }
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      base += from;
      filled -= from;
    }
    if (filled > 0) {
      line(buffer, 0, filled, base);
    }
    if (header == null) {
      throw broken("empty file, a trace starts with a header line", 1);
    }
    if (!ended) {
      throw broken("trace is cut off, its end line is missing", count + 1);
    }
  }

  private TraceFormatException broken(String what, int line) {
    return new TraceFormatException(name, line, what);
  }

  /** Where a byte is next; {@code to} if nowhere. */
  private static int find(byte[] buffer, int from, int to, char wanted) {
    long pattern = wanted * 0x0101_0101_0101_0101L;
    int at = from;
    while (at + 8 <= to) {
      long word = (long) WORD.get(buffer, at) ^ pattern;
      long zero = (word - 0x0101_0101_0101_0101L) & ~word & 0x8080_8080_8080_8080L;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
      at += 8;
    }
    while (at < to && buffer[at] != wanted) {
      at++;
    }
    return at;
  }

  private void line(byte[] buffer, int from, int end, long place) throws TraceFormatException {
    int to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    int number = count + events.size() + 2;
    if (to - from > LONGEST_LINE) {
      throw broken("line longer than " + LONGEST_LINE + " characters", number);
    }
    if (header == null) {
      header = TraceReader.readHeader(new String(buffer, from, to - from, UTF_8), name);
      count = 0;
      return;
    }
    if (ended) {
      throw broken("line after the end of the trace", number);
    }
    if (count >= MOST_LINES) {
      throw broken("more than " + MOST_LINES + " lines", number);
    }
    if (count + 1 >= keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      places = Arrays.copyOf(places, 2 * places.length);
    }
    String start = new String(buffer, from, Math.min(EVENT.length(), to - from), UTF_8);
    if (start.equals(EVENT)) {
      String text = new String(buffer, from, to - from, UTF_8);
      EventRecord event = (EventRecord) TraceReader.readLine(text, name, number);
      events.add(new Placed(event, stepLines.size()));
      return;
    }
    places[count] = place;
    places[count + 1] = place + end - from + 1;
    if (!call(buffer, from, to, number)) {
      other(new String(buffer, from, to - from, UTF_8), number);
    }
    count++;
  }

  /** Takes down a call; false if the line does not look as the writer writes calls. */
  private boolean call(byte[] buffer, int from, int to, int number) throws TraceFormatException {
    if (to - from < 16 || ((long) WORD.get(buffer, from) & SEQ_MASK) != SEQ) {
      return false;
    }
    int at = from + 7;
    long sequence = 0;
    while (at < to && buffer[at] >= '0' && buffer[at] <= '9' && at < from + 7 + 15) {
      sequence = 10 * sequence + buffer[at++] - '0';
    }
    int start = at;
    int repeat = -1;
    while (at + 8 <= to) {
      long word = (long) WORD.get(buffer, at);
      if (word == VIA || word == CHOICES) {
        break;
      }
      if (word == REPEAT) {
        repeat = at;
      }
      // All of these begin with a comma.
      at = find(buffer, at + 1, to, ',');
    }
    // What is left out must be the end of the outermost object: its only closing brace is the last.
    if (start == from + 7
        || buffer[start] != ','
        || at + 8 > to
        || find(buffer, at, to, '}') != to - 1) {
      return false;
    }
    long times = repeat < 0 ? 1 : times(buffer, repeat, at);
    if (times < 0) {
      return false;
    }
    if (sequence != calls) {
      throw broken("seq: must be " + calls + ", not " + sequence, number);
    }
    calls += times;
    if (repeat >= 0) {
      folded.set(count);
    }
    keys[count] = hash(buffer, start, at);
    return true;
  }

  /** How many calls loops stand for; -1 if that is not plain. */
  private static long times(byte[] buffer, int from, int to) {
    long product = 1;
    for (int at = from; at + 8 <= to; at++) {
      if ((long) WORD.get(buffer, at) != TIMES) {
        continue;
      }
      long times = 0;
      int digit = at + 8;
      while (digit < to && buffer[digit] >= '0' && buffer[digit] <= '9' && times <= MOST_CALLS) {
        times = 10 * times + buffer[digit++] - '0';
      }
      if (times < 2 || times > MOST_CALLS / product) {
        return -1;
      }
      product *= times;
    }
    return product == 1 ? -1 : product;
  }

  /** A step, the end, or a call that is written in another way. */
  private void other(String text, int number) throws TraceFormatException {
    TraceLine line = TraceReader.readLine(text, name, number);
    if (line instanceof SeamcallRecord call) {
      if (call.sequence() != calls) {
        throw broken("seq: must be " + calls + ", not " + call.sequence(), number);
      }
      calls += call.calls();
      if (!call.repeat().isEmpty()) {
        folded.set(count);
      }
      keys[count] = hash(call);
    } else if (line instanceof StepRecord step) {
      steps.put(count, step.step());
      stepLines.add(count);
      stepBits.set(count);
    } else {
      long said = ((EndRecord) line).calls();
      if (said != calls) {
        throw broken("end: says " + Plural.of(said, "call") + ", the trace holds " + calls, number);
      }
      ended = true;
    }
  }

  /** The hash of a call as if the writer had written it. */
  private static long hash(SeamcallRecord call) {
    SeamcallRecord bare =
        new SeamcallRecord(
            call.sequence(),
            call.cpu(),
            call.leaf(),
            call.note(),
            call.number(),
            call.in(),
            call.status(),
            call.result(),
            call.out(),
            call.read(),
            call.written(),
            List.of(),
            "",
            List.of(),
            call.repeat());
    String text = TraceWriter.line(bare);
    byte[] bytes = Arrays.copyOf(text.getBytes(UTF_8), text.length() + 8);
    return hash(bytes, text.indexOf(','), text.length() - NO_VIA.length());
  }

  private static long hash(byte[] buffer, int from, int to) {
    long high = 0x9E37_79B9_7F4A_7C15L ^ (to - from);
    int at = from;
    while (at + 8 <= to) {
      high = mix(high, (long) WORD.get(buffer, at));
      at += 8;
    }
    if (at < to) {
      long mask = (1L << (8 * (to - at))) - 1;
      high = mix(high, (long) WORD.get(buffer, at) & mask);
    }
    return high;
  }

  private static long mix(long hash, long word) {
    long x = (hash ^ word) * 0xD6E8_FEB8_6659_FD93L;
    return x ^ (x >>> 32);
  }

  /** Gives equal calls of two files the same numbers. */
  static void number(FileLines a, FileLines b) {
    HashNumbers numbers = new HashNumbers(a.count + b.count);
    a.tokens = a.numbered(numbers);
    b.tokens = b.numbered(numbers);
  }

  private int[] numbered(HashNumbers numbers) {
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = isCall(i) ? numbers.of(keys[i]) : 0;
    }
    return result;
  }

  /** Leaves events out, where the other trace has none. */
  void ignoreEvents() {
    events.clear();
  }

  @Override
  public List<Placed> events() {
    return events;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public int token(int line) {
    return tokens[line];
  }

  @Override
  public List<Integer> steps() {
    return stepLines;
  }

  @Override
  public String step(int line) {
    return steps.get(line);
  }

  @Override
  public boolean isCall(int line) {
    return line < count - 1 && !stepBits.get(line);
  }

  @Override
  public boolean isFolded(int line) {
    return folded.get(line);
  }

  @Override
  public TraceLine line(int line) {
    int length = (int) (places[line + 1] - places[line]);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining() && channel.read(bytes, places[line] + bytes.position()) >= 0) {
        // Until all of it is there, or the file ends without a line end.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Events may follow before the next record.
    String text =
        new String(bytes.array(), 0, bytes.position(), UTF_8).lines().findFirst().orElse("");
    try {
      return TraceReader.readLine(text, name, line + 2);
    } catch (TraceFormatException e) {
      throw new Broken(e);
    }
  }

  @Override
  public CallLoop run(int line) {
    CallLoop known = runs.get(line);
    if (known == null) {
      if (runs.size() > 4096) {
        runs.clear();
      }
      known = new CallLoop((SeamcallRecord) line(line), line, shapes);
      runs.put(line, known);
    }
    return known;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
