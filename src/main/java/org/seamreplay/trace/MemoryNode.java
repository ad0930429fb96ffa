package org.seamreplay.trace;

import java.util.List;

/** Memory behind an operand, decoded into named parts. */
public sealed interface MemoryNode {
  /** One number or address. */
  record Leaf(TraceValue value) implements MemoryNode {}

  /** Bytes without structure of their own, as text: a hash or a name. */
  record Text(String text) implements MemoryNode {}

  /** A structure with its fields in memory order. */
  record Struct(List<Field> fields) implements MemoryNode {
    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** An array. */
  record Sequence(List<MemoryNode> elements) implements MemoryNode {
    /** Copies the list. */
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /** An array of {@code times} values that step evenly, for example the pages of a buffer. */
  record Series(TraceValue first, TraceValue.Step step, long times) implements MemoryNode {}

  /** A field of a structure. */
  record Field(String name, MemoryNode content) {}
}
