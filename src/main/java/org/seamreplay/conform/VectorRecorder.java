package org.seamreplay.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.conform.Vectors.Setup;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.trace.json.JsonLine;
import org.seamreplay.trace.json.JsonText;

/**
 * Writes a vector file again with the answers of our module, so that somebody else's can be held
 * against it. A sequence ends where the model has no answer.
 */
public final class VectorRecorder {
  private final String file;
  private final MachineProfile platform;
  private final ModuleImage image;
  private final PrintWriter out;

  /**
   * A recorder to a file.
   *
   * @param file what to call the input
   */
  public VectorRecorder(String file, MachineProfile platform, ModuleImage image, PrintWriter out) {
    this.file = file;
    this.platform = platform;
    this.image = image;
    this.out = out;
  }

  /** Records all of a file. */
  public void record(BufferedReader in) throws IOException {
    List<String> lines = in.lines().toList();
    Vectors vectors =
        VectorReader.read(file, new BufferedReader(new StringReader(String.join("\n", lines))));
    int sequence = 0;
    for (String line : lines) {
      Map<String, Object> object = parse(line);
      if (object.containsKey("id")) {
        Vectors.Sequence next = vectors.sequences().get(sequence++);
        write(object, vectors.chain(next.setup()), next.items());
      } else if (object.get("setup") instanceof String name && !name.equals(Vectors.FRESH)) {
        List<Setup> chain = vectors.chain(name);
        write(object, chain.subList(0, chain.size() - 1), vectors.setups().get(name).items());
      } else {
        out.println(line);
      }
    }
  }

  private Map<String, Object> parse(String line) {
    try {
      return JsonLine.parseWithNulls(line);
    } catch (JsonLine.Malformed e) {
      throw new InvalidFile(file + ": " + e.getMessage());
    }
  }

  private void write(Map<String, Object> object, List<Setup> chain, List<Item> items) {
    Player player = new Player(platform, image);
    for (Setup setup : chain) {
      setup.items().forEach(player::play);
    }
    player.play(new Item.Interrupts(false));
    List<?> given = (List<?>) object.get("do");
    List<Object> done = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Object item = record(player, items.get(i), given.get(i));
      if (item == null) {
        break;
      }
      done.add(item);
    }
    object.put("do", done);
    JsonText text = new JsonText().open();
    object.forEach((key, value) -> put(text, key, value));
    out.println(text.close());
  }

  /** The item with the answer of our module; null if there is none. */
  private static Object record(Player player, Item item, Object given) {
    Map<String, Object> copy = new LinkedHashMap<>(object(given));
    if (item instanceof Item.Call call) {
      Answer answer = player.answer(call);
      if (answer == null) {
        return null;
      }
      copy.put("o", outcome(answer, call.operands(), null));
    } else if (item instanceof Item.GuestExit exit) {
      Answer answer = player.answer(exit);
      if (answer == null) {
        return null;
      }
      copy.put("o", outcome(answer, new long[Gpr.COUNT], "vm"));
    } else if (item instanceof Item.Memory memory) {
      String bytes = HexFormat.of().formatHex(player.memory(memory));
      copy.put("d", List.of(Long.toHexString(memory.hpa()), bytes));
    } else {
      player.play(item);
    }
    return copy;
  }

  private static Map<String, Object> outcome(Answer answer, long[] before, String wrapper) {
    Map<String, Object> registers = new LinkedHashMap<>();
    boolean guest = answer.kind() == Answer.Kind.GUEST;
    long[] base = guest ? VectorReader.guestRegisters() : before;
    if (guest) {
      number(registers, "inj", answer.injected());
      number(registers, "err", answer.error());
      if (wrapper != null) {
        number(registers, "rip", answer.advanced());
      }
    }
    for (Gpr register : Gpr.values()) {
      long value = answer.registers()[register.index()];
      if (value != base[register.index()] || (!guest && register == Gpr.RAX)) {
        registers.put(register.key(), Long.toHexString(value));
      }
    }
    if (guest) {
      return Map.of("td", registers);
    }
    return wrapper == null ? registers : Map.of(wrapper, registers);
  }

  private static void number(Map<String, Object> registers, String key, long value) {
    if (value != 0) {
      registers.put(key, Long.toHexString(value));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static void put(JsonText text, String key, Object value) {
    if (value instanceof Map<?, ?>) {
      text.open(key);
      object(value).forEach((name, content) -> put(text, name, content));
      text.close();
    } else if (value instanceof List<?> list) {
      text.openArray(key);
      list.forEach(element -> add(text, element));
      text.closeArray();
    } else if (value instanceof Long number) {
      text.put(key, number);
    } else {
      text.put(key, (String) value);
    }
  }

  private static void add(JsonText text, Object value) {
    if (value instanceof Map<?, ?>) {
      text.open();
      object(value).forEach((name, content) -> put(text, name, content));
      text.close();
    } else if (value instanceof Long number) {
      text.add(number);
    } else {
      text.add((String) value);
    }
  }
}
