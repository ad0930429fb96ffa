package org.seamreplay.tree;

import org.seamreplay.series.Hunk;

/**
 * Where a hunk went.
 *
 * @param path the file after the patch
 * @param number the hunk's number in its file, from 1
 * @param hunk the hunk
 * @param line the line in the file, as it is with the hunks before, where its first line is now;
 *     from 1
 * @param moved by how many lines that is below where the hunk says; negative for above
 * @param fuzz how many lines of context at each end did not have to match; 0 unless that was asked
 *     for
 */
public record Placement(String path, int number, Hunk hunk, int line, int moved, int fuzz) {
  /** {@code arch/x86/a.c: hunk 2 (@@ -10,6 +10,8 @@) moved down by 12 lines to line 22}. */
  @Override
  public String toString() {
    String text = path + ": hunk " + number + " (" + hunk.position() + ")";
    if (moved != 0) {
      int by = Math.abs(moved);
      text +=
          " moved " + (moved > 0 ? "down" : "up") + " by " + by + (by == 1 ? " line" : " lines");
    }
    return text + " to line " + line + (fuzz > 0 ? " with fuzz " + fuzz : "");
  }
}
