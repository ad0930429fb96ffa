package org.seamreplay.vm;

import java.util.List;

/** The code under test needs something that has no model: not a defect of that code (exit 3). */
public final class NotModelled extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<SourceFrame> stack;

  /** {@code what} names the missing thing: a function, an asm text, an instruction. */
  public NotModelled(String what, List<SourceFrame> stack) {
    super(what, null, false, false);
    this.stack = List.copyOf(stack);
  }

  /** Where it was needed, innermost first. */
  public List<SourceFrame> stack() {
    return stack;
  }
}
