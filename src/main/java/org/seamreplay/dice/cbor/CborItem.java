package org.seamreplay.dice.cbor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seamreplay.text.Plural;

/** A decoded CBOR item that knows where it was. */
public sealed interface CborItem {
  /** Where its head starts, in bytes from the start of the input. */
  int offset();

  /** What it is, for messages: "a text", "tag 98". */
  String kind();

  /** An integer of 64 bits. */
  record Int(int offset, long value) implements CborItem {
    @Override
    public String kind() {
      return "integer " + value;
    }
  }

  /** A byte string: a range of the input, not a copy of it. */
  record Bytes(int offset, byte[] source, int start, int length) implements CborItem {
    public byte[] copy() {
      return Arrays.copyOfRange(source, start, start + length);
    }

    @Override
    public String kind() {
      return "a byte string of " + Plural.of(length, "byte");
    }
  }

  /** A text string. */
  record Text(int offset, String value) implements CborItem {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** An array. */
  public record Array(int offset, List<CborItem> items) implements CborItem {
    @Override
    public String kind() {
      return "an array of " + items.size();
    }
  }

  /** A map in the order of the input. */
  record Map(int offset, List<Entry> entries) implements CborItem {
    /** The value of an integer key. */
    public Optional<CborItem> get(long key) {
      for (Entry entry : entries) {
        if (entry.key() instanceof Int number && number.value() == key) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }

    /** The value of a text key. */
    public Optional<CborItem> get(String key) {
      for (Entry entry : entries) {
        if (entry.key() instanceof Text text && text.value().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /** An entry of a map. */
  record Entry(CborItem key, CborItem value) {
    /** The key for messages. */
    public String name() {
      if (key instanceof Int number) {
        return Long.toString(number.value());
      }
      return key instanceof Text text ? '"' + text.value() + '"' : key.kind();
    }
  }

  /** A tagged item. */
  record Tagged(int offset, long tag, CborItem content) implements CborItem {
    @Override
    public String kind() {
      return "tag " + tag;
    }
  }

  /** CBOR inside a byte string, decoded because its tag says so. */
  record Embedded(int offset, Bytes bytes, CborItem content) implements CborItem {
    @Override
    public String kind() {
      return bytes.kind();
    }
  }

  /** Anything that the format has no use for: null, true, floats, cut strings. */
  record Other(int offset, String kind) implements CborItem {}
}
