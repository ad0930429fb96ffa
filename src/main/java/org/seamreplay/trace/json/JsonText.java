package org.seamreplay.trace.json;

/**
 * Builds one line of JSON: keys in the order they are given, no spaces, ASCII only, so that equal
 * content is equal bytes everywhere.
 */
public final class JsonText {
  private final StringBuilder out = new StringBuilder(512);
  private boolean first = true;

  /** Starts an object as the next element. */
  public JsonText open() {
    return start('{');
  }

  /** Starts an object as the value of a key. */
  public JsonText open(String key) {
    return key(key).start('{');
  }

  /** Ends an object. */
  public JsonText close() {
    return end('}');
  }

  /** Starts an array as the next element. */
  public JsonText openArray() {
    return start('[');
  }

  /** Starts an array as the value of a key. */
  public JsonText openArray(String key) {
    return key(key).start('[');
  }

  /** Ends an array. */
  public JsonText closeArray() {
    return end(']');
  }

  /** A key with text. */
  public JsonText put(String key, String text) {
    return key(key).add(text);
  }

  /** A key with a number. */
  public JsonText put(String key, long number) {
    return key(key).add(number);
  }

  /** A key with a truth value. */
  public JsonText put(String key, boolean value) {
    key(key).separate();
    out.append(value);
    first = false;
    return this;
  }

  /** Text as the next element. */
  public JsonText add(String text) {
    separate();
    quote(text);
    first = false;
    return this;
  }

  /** A number as the next element. */
  public JsonText add(long number) {
    separate();
    out.append(number);
    first = false;
    return this;
  }

  /** A key; its value must follow. */
  public JsonText key(String key) {
    separate();
    quote(key);
    out.append(':');
    first = true;
    return this;
  }

  /** The JSON so far. */
  @Override
  public String toString() {
    return out.toString();
  }

  private JsonText start(char bracket) {
    separate();
    out.append(bracket);
    first = true;
    return this;
  }

  private JsonText end(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= 0x20 && c < 0x7f) {
            out.append(c);
          } else {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(Character.forDigit(c >> shift & 0xf, 16));
            }
          }
        }
      }
    }
    out.append('"');
  }
}
