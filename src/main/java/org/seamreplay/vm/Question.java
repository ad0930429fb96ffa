package org.seamreplay.vm;

import java.util.Comparator;

/**
 * Something that a run has asked of its program.
 *
 * @param about what kind of thing
 * @param name its name, empty if it is known by address
 * @param address 0 if it is known by name
 */
public record Question(About about, String name, long address) {
  /** Kinds of things to ask for. */
  public enum About {
    /** The function at an address, which was called: its code and all that this refers to. */
    CODE,
    /** The symbol of a name, with its initial value. */
    NAME,
    /** The symbol at an address, with its initial value. */
    ADDRESS,
    /** A linker section. */
    SECTION,
    /** The layout of a struct. */
    STRUCT,
    /** Whether a function of that name is defined. */
    DEFINITION,
    /** All of the program, lines included: what a run has seen cannot be told in parts. */
    EVERYTHING
  }

  /** Always the same, and cheap to compare first where programs differ most. */
  static final Comparator<Question> ORDER =
      Comparator.comparing(Question::about)
          .thenComparing(Question::name)
          .thenComparingLong(Question::address);

  public static Question of(About about, String name) {
    return new Question(about, name, 0);
  }

  public static Question of(About about, long address) {
    return new Question(about, "", address);
  }
}
