package org.seamreplay.tree;

/**
 * How to apply a series.
 *
 * @param fuzz how many lines of context at each end of a hunk may differ, as for GNU patch; 0 as
 *     for git
 */
public record ApplyOptions(int fuzz) {
  /** As {@code git am -3} does. */
  public static final ApplyOptions DEFAULT = new ApplyOptions(0);

  /**
   * Checks the number.
   *
   * @throws BadTree if it is negative
   */
  public ApplyOptions {
    if (fuzz < 0) {
      throw new BadTree("fuzz " + fuzz + ": give the number of lines that may differ, 0 or more");
    }
  }
}
