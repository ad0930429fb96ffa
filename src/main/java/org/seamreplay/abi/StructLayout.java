package org.seamreplay.abi;

import java.util.List;
import java.util.Locale;

/**
 * The fields of a structure that host and module exchange in memory, little endian.
 *
 * @param name the structure's name
 * @param size bytes
 * @param fields in ascending order
 */
public record StructLayout(String name, int size, List<Field> fields) {
  /** A field: its name, first byte and number of bytes. */
  public record Field(String name, int offset, int size) {
    /** What it is called in a trace; reserved ones by their place, as names occur once. */
    public String label() {
      String label = name.toLowerCase(Locale.ROOT);
      return label.equals("reserved") ? label + "_" + offset : label;
    }
  }

  /** The name of the field at an offset, with the structure's name before it. */
  public String fieldAt(int offset) {
    for (Field field : fields) {
      if (offset >= field.offset && offset < field.offset + field.size) {
        return name + "." + field.name;
      }
    }
    return name + "+" + offset;
  }
}
