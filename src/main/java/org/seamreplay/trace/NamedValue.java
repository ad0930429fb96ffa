package org.seamreplay.trace;

/**
 * An operand of a SEAMCALL: its name in the leaf's description, or the register where the leaf has
 * no such operand.
 */
public record NamedValue(String name, TraceValue value) {
  @Override
  public String toString() {
    return name + "=" + value;
  }
}
