package org.seamreplay.series;

/**
 * Something that a reader of the result should know.
 *
 * @param kind what kind of thing
 * @param text one line
 */
public record Note(Kind kind, String text) {
  /** What kind of thing. */
  public enum Kind {
    /** The input left it open and this program decided. */
    INFERRED,
    /** Something in the input that is not of the series. */
    IGNORED,
    /** Something that should be there is not. */
    MISSING
  }

  @Override
  public String toString() {
    return text;
  }
}
