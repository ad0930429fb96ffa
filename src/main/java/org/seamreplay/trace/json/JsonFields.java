package org.seamreplay.trace.json;

import java.util.List;
import java.util.Map;

/** Takes the fields of a parsed object one by one; what is left over at the end is unknown. */
public final class JsonFields {
  private final Map<String, Object> fields;
  private final String path;

  /** {@code path} is put before key names in messages; empty at the top. */
  public JsonFields(Map<String, Object> fields, String path) {
    this.fields = fields;
    this.path = path;
  }

  public boolean has(String key) {
    return fields.containsKey(key);
  }

  public String text(String key) throws JsonLine.Malformed {
    return typed(key, String.class, "text");
  }

  public long number(String key) throws JsonLine.Malformed {
    return typed(key, Long.class, "an integer");
  }

  public long number(String key, long least, long most) throws JsonLine.Malformed {
    long value = number(key);
    if (value < least || value > most) {
      throw new JsonLine.Malformed(
          name(key) + ": " + value + " is not in " + least + " to " + most);
    }
    return value;
  }

  /** Whatever stands under the key. */
  Object any(String key) throws JsonLine.Malformed {
    return typed(key, Object.class, "a value");
  }

  /** The object under the key; an empty one if there is none. */
  @SuppressWarnings("unchecked") // JsonLine makes maps with String keys only
  public Map<String, Object> object(String key) throws JsonLine.Malformed {
    return has(key) ? (Map<String, Object>) typed(key, Map.class, "an object") : Map.of();
  }

  /** The array under the key; an empty one if there is none. */
  @SuppressWarnings("unchecked") // JsonLine makes lists of Object only
  List<Object> array(String key) throws JsonLine.Malformed {
    return has(key) ? (List<Object>) typed(key, List.class, "an array") : List.of();
  }

  public void finish() throws JsonLine.Malformed {
    if (!fields.isEmpty()) {
      throw new JsonLine.Malformed("unknown key " + name(fields.keySet().iterator().next()));
    }
  }

  public String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private <T> T typed(String key, Class<T> type, String what) throws JsonLine.Malformed {
    Object value = fields.remove(key);
    if (value == null) {
      throw new JsonLine.Malformed("key " + name(key) + " is missing");
    }
    if (!type.isInstance(value)) {
      throw new JsonLine.Malformed(name(key) + ": must be " + what);
    }
    return type.cast(value);
  }
}
