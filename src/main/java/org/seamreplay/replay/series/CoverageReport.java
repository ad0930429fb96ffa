package org.seamreplay.replay.series;

import java.util.List;
import org.seamreplay.vm.cover.Tally;

/**
 * What all runs of a tree executed, and what that means for the patches in it.
 *
 * @param title of the series; empty without one
 * @param patches the base, if there is no series; else each patch that is in the tree
 * @param lines with code, by file and number
 * @param branches by file and line
 * @param functions with code, by file and line
 */
public record CoverageReport(
    String title,
    List<OfPatch> patches,
    List<Tally.Line> lines,
    List<Tally.Branch> branches,
    List<Tally.Function> functions) {

  /**
   * The lines of a patch as the whole series leaves them: what a later patch replaced is that
   * one's.
   *
   * @param label as the series counts, {@code base} for a tree without patches
   * @param executed lines with code that some run executed
   * @param missed lines with code that none did
   * @param elsewhere lines in C files that are no part of any program that was run
   * @param noCode lines without code: declarations, comments, documentation
   */
  public record OfPatch(
      String label, String subject, int executed, List<Missed> missed, int elsewhere, int noCode) {
    /** Copies the list. */
    public OfPatch {
      missed = List.copyOf(missed);
    }

    /** Lines that could have been executed. */
    public int withCode() {
      return executed + missed.size();
    }
  }

  /** A line that no run executed. */
  public record Missed(String file, int line, String text) {}

  /** Copies the lists. */
  public CoverageReport {
    patches = List.copyOf(patches);
    lines = List.copyOf(lines);
    branches = List.copyOf(branches);
    functions = List.copyOf(functions);
  }
}
