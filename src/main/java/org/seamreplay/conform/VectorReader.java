package org.seamreplay.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seamreplay.conform.Vectors.Sequence;
import org.seamreplay.conform.Vectors.Setup;
import org.seamreplay.module.port.VmExit;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.trace.json.JsonLine;

/**
 * Reads a vector file: JSON Lines, first the format, then setups and sequences in any order, each
 * after what it rests on. Numbers in strings are hexadecimal. Nothing in the file is trusted.
 */
public final class VectorReader {
  private static final String FORMAT = "tdx-vectors-1";
  private static final long ADDRESSES = 1L << 52;
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_CALLS = 1 << 20;
  private static final int TDCALL = 77;

  /** Registers that a SEAMCALL other than VP.ENTER is judged by. */
  private static final int CALL_REGISTERS = mask("rax rcx rdx r8 r9 r10 r11 r12 r13");

  private static final int ALL_REGISTERS = (1 << Gpr.COUNT) - 1;

  private static final long[] HOST = {
    0,
    0xccccccccccccccccL,
    0xddddddddddddddddL,
    0xb0b0b0b0b0b0b0b0L,
    0xb5b5b5b5b5b5b5b5L,
    0x5151515151515151L,
    0xd1d1d1d1d1d1d1d1L,
    0x1111111111110808L,
    0x9090909090909090L,
    0x1010101010101010L,
    0x1111111111111111L,
    0,
    0,
    0xe4e4e4e4e4e4e4e4L,
    0xf5f5f5f5f5f5f5f5L
  };

  private static final long[] GUEST = {
    0,
    0xc0c0c0cL,
    0xd0d0d0dL,
    0xb0b0b0bL,
    0x5050505L,
    0x6060606L,
    0x7070707L,
    0x8080808L,
    0x9090909L,
    0x10101010L,
    0x11111111L,
    0x12121212L,
    0x13131313L,
    0x14141414L,
    0x15151515L
  };

  private final String file;
  private final Map<String, Setup> setups = new HashMap<>();
  private final List<Sequence> sequences = new ArrayList<>();
  private int line;

  private VectorReader(String file) {
    this.file = file;
  }

  /**
   * Reads all of a file.
   *
   * @param file what to call it
   * @throws InvalidFile naming file and line of what is wrong
   */
  static Vectors read(String file, BufferedReader in) throws IOException {
    VectorReader reader = new VectorReader(file);
    reader.setups.put(Vectors.FRESH, new Setup(Vectors.FRESH, "", List.of()));
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      reader.line++;
      try {
        reader.take(JsonLine.parseWithNulls(text));
      } catch (JsonLine.Malformed e) {
        throw reader.invalid(e.getMessage());
      }
    }
    if (reader.line == 0) {
      throw reader.invalid("the file is empty");
    }
    return new Vectors(reader.setups, reader.sequences);
  }

  /** What a guest has in its registers unless the file says otherwise. */
  static long[] guestRegisters() {
    return GUEST.clone();
  }

  private InvalidFile invalid(String what) {
    return new InvalidFile(file + ":" + Math.max(1, line) + ": " + what);
  }

  private void take(Map<String, Object> object) {
    if (line == 1) {
      if (!FORMAT.equals(object.get("format"))) {
        throw invalid("not a vector file: the first line must say {\"format\":\"" + FORMAT + "\"}");
      }
    } else if (object.get("id") instanceof Long id) {
      onlyKeys(object, Set.of("id", "tag", "setup", "do"));
      sequences.add(
          new Sequence(id, text(object, "tag"), known(text(object, "setup")), items(object)));
    } else if (object.containsKey("setup")) {
      onlyKeys(object, Set.of("setup", "base", "do"));
      String name = text(object, "setup");
      String base = object.get("base") == null ? "" : known(text(object, "base"));
      if (setups.put(name, new Setup(name, base, items(object))) != null
          && !name.equals(Vectors.FRESH)) {
        throw invalid("setup '" + name + "' is given twice");
      }
    } else if (!object.containsKey("format") && !object.containsKey("extension")) {
      throw invalid("neither a setup nor a sequence");
    }
  }

  private String known(String setup) {
    if (!setups.containsKey(setup)) {
      throw invalid("setup '" + setup + "' is not known here");
    }
    return setup;
  }

  private void onlyKeys(Map<String, Object> object, Set<String> known) {
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        throw invalid("unknown key '" + key + "'");
      }
    }
  }

  private List<Item> items(Map<String, Object> object) {
    List<Item> items = new ArrayList<>();
    for (Object item : list(object.get("do"))) {
      items.add(item(map(item)));
    }
    return List.copyOf(items);
  }

  private Item item(Map<String, Object> item) {
    if (item.containsKey("c")) {
      onlyKeys(item, Set.of("c", "o", "x"));
      return call(item);
    }
    if (item.containsKey("g")) {
      onlyKeys(item, Set.of("g", "o"));
      return guestExit(item);
    }
    String kind = item.keySet().iterator().next();
    onlyKeys(item, Set.of(kind));
    return switch (kind) {
      case "w" -> new Item.Write(address(item, kind), bytes(item, kind));
      case "d" -> new Item.Memory(address(item, kind), bytes(item, kind));
      case "f" -> {
        List<?> fill = list(item.get(kind));
        byte[] bytes = new byte[(int) bounded(number(fill.get(1)), MAX_BYTES)];
        Arrays.fill(bytes, (byte) number(fill.get(2)));
        yield new Item.Write(address(item, kind), bytes);
      }
      case "i" -> new Item.Interrupts(number(item.get(kind)) != 0);
      case "l" -> new Item.NewImage();
      default -> throw invalid("unknown item '" + kind + "'");
    };
  }

  private Item call(Map<String, Object> item) {
    Map<String, Object> call = new LinkedHashMap<>(map(item.get("c")));
    int lp = lp(call);
    long[] operands = HOST.clone();
    registers(call, operands);
    Map<String, Object> outcome = map(item.get("o"));
    int times = item.containsKey("x") ? (int) bounded(number(item.get("x")), MAX_CALLS) : 1;
    boolean enters = (operands[0] & 0xFFFF) == 0 && operands[0] >= 0;
    Answer expected =
        outcome.containsKey("td")
            ? guest(map(outcome.get("td")), true)
            : host(outcome, operands, enters ? ALL_REGISTERS : CALL_REGISTERS);
    return new Item.Call(lp, operands, times, expected);
  }

  private Item guestExit(Map<String, Object> item) {
    Map<String, Object> exit = new LinkedHashMap<>(map(item.get("g")));
    int lp = lp(exit);
    VmExit vmExit =
        new VmExit(
            field(exit, "reason", TDCALL),
            field(exit, "qual", 0),
            field(exit, "gpa", 0),
            field(exit, "gla", 0),
            field(exit, "intr", 0),
            field(exit, "len", 4),
            field(exit, "info", 0),
            field(exit, "ripd", 0x1000),
            (int) field(exit, "cpl", 0),
            field(exit, "m64", 1) != 0,
            GUEST.clone());
    registers(exit, vmExit.registers());
    Map<String, Object> outcome = map(item.get("o"));
    return new Item.GuestExit(
        lp,
        vmExit,
        outcome.containsKey("td")
            ? guest(map(outcome.get("td")), false)
            : host(map(outcome.get("vm")), new long[Gpr.COUNT], ALL_REGISTERS));
  }

  private int lp(Map<String, Object> from) {
    Object lp = from.remove("lp");
    return lp == null ? 0 : (int) bounded(number(lp), 1 << 16);
  }

  private long field(Map<String, Object> from, String key, long otherwise) {
    Object value = from.remove(key);
    return value == null ? otherwise : number(value);
  }

  private Answer host(Map<String, Object> outcome, long[] before, int compared) {
    long[] registers = before.clone();
    int any = registers(outcome, registers);
    return new Answer(Answer.Kind.HOST, registers, any, compared, 0, 0, -1);
  }

  private Answer guest(Map<String, Object> outcome, boolean entered) {
    Map<String, Object> rest = new LinkedHashMap<>(outcome);
    long injected = field(rest, "inj", 0);
    long error = field(rest, "err", 0);
    boolean anyRip = entered || "*".equals(rest.get("rip"));
    if (anyRip) {
      rest.remove("rip");
    }
    long advanced = field(rest, "rip", 0);
    long[] registers = GUEST.clone();
    int any = registers(rest, registers);
    return new Answer(
        Answer.Kind.GUEST, registers, any, ALL_REGISTERS, injected, error, anyRip ? -1 : advanced);
  }

  /** Puts the registers that are given into an array; returns those that may hold anything. */
  private int registers(Map<String, Object> from, long[] into) {
    int any = 0;
    for (Map.Entry<String, Object> entry : from.entrySet()) {
      Gpr register =
          Gpr.of(entry.getKey())
              .orElseThrow(() -> invalid("unknown register '" + entry.getKey() + "'"));
      if ("*".equals(entry.getValue())) {
        any |= 1 << register.index();
      } else {
        into[register.index()] = number(entry.getValue());
      }
    }
    return any;
  }

  private long address(Map<String, Object> item, String kind) {
    return bounded(number(list(item.get(kind)).get(0)), ADDRESSES - MAX_BYTES);
  }

  private byte[] bytes(Map<String, Object> item, String kind) {
    try {
      List<?> write = list(item.get(kind));
      return HexFormat.of().parseHex((String) write.get(1));
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      throw invalid("'" + kind + "' needs an address and bytes in hexadecimal");
    }
  }

  private long bounded(long value, long most) {
    if (value < 0 || value > most) {
      throw invalid("a number is out of range: " + Long.toHexString(value));
    }
    return value;
  }

  private String text(Map<String, Object> object, String key) {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw invalid("'" + key + "' must be a text");
  }

  private long number(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    try {
      return Long.parseUnsignedLong((String) value, 16);
    } catch (NumberFormatException | ClassCastException | NullPointerException e) {
      throw invalid("not a hexadecimal number: " + value);
    }
  }

  private List<?> list(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw invalid("a list is missing");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map(Object value) {
    if (value instanceof Map<?, ?>) {
      return (Map<String, Object>) value;
    }
    throw invalid("an object is missing");
  }

  private static int mask(String keys) {
    int mask = 0;
    for (String key : keys.split(" ", -1)) {
      mask |= 1 << Gpr.of(key).orElseThrow().index();
    }
    return mask;
  }
}
