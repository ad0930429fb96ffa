package org.seamreplay.report;

import java.util.Set;

/** When a report for people has colours. */
public enum Colour {
  /** On a terminal, unless the environment variable NO_COLOR is set. */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER;

  /** All that a report with colours tells a terminal beside its text. */
  public static Set<String> sequences() {
    return Ink.sequences();
  }

  /**
   * Whether to use colours.
   *
   * @param terminal whether a person watches the output
   * @param noColor whether NO_COLOR is set to anything, see no-color.org
   */
  public boolean on(boolean terminal, boolean noColor) {
    return switch (this) {
      case AUTO -> terminal && !noColor;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
