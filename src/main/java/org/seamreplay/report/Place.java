package org.seamreplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.vm.SourceFrame;

/**
 * The line of C that a reader should look at.
 *
 * @param frame function, file and line
 * @param patch number of the patch that put the line there; 0 if the base has it or it is not known
 * @param code the line and those around it that exist, in order; empty if the source is not known
 * @param patchLine the line in the patch that put it there, if that is known
 */
record Place(
    SourceFrame frame, int patch, List<CodeLine> code, Optional<Sources.PatchLine> patchLine) {
  private static final int AROUND = 1;
  private static final String SHIM = "shim/";

  Place {
    code = List.copyOf(code);
  }

  /** A line of a file with the number of its patch, 0 for the base. */
  record CodeLine(int number, int patch, String text) {}

  /**
   * Picks the frame: what the patch itself put there, else what any patch did, else the innermost
   * function that is no wrapper in a header. Every SEAMCALL is made by the same three inline
   * functions, which say nothing.
   *
   * @param stack innermost first
   * @param patch the patch that is looked at; 0 for none
   * @return empty if no frame is in the tree
   */
  static Optional<Place> of(List<SourceFrame> stack, Sources sources, int patch) {
    SourceFrame best = null;
    int bestRank = Integer.MAX_VALUE;
    for (SourceFrame frame : stack) {
      int rank = rank(frame, sources, patch);
      if (rank < bestRank) {
        best = frame;
        bestRank = rank;
      }
    }
    return Optional.ofNullable(best).map(frame -> at(frame, sources));
  }

  /** The innermost frame of the tree: where memory was touched, whoever passed the pointer. */
  static Optional<Place> innermost(List<SourceFrame> stack, Sources sources) {
    return stack.stream().filter(Place::inTree).findFirst().map(frame -> at(frame, sources));
  }

  /** A place whose source is not at hand, because it is of another tree. */
  static Optional<Place> withoutSource(List<SourceFrame> stack) {
    return of(stack, Sources.NONE, 0);
  }

  private static int rank(SourceFrame frame, Sources sources, int patch) {
    if (!inTree(frame)) {
      return Integer.MAX_VALUE;
    }
    int by = sources.patch(frame.file(), frame.line());
    if (by > 0 && by == patch) {
      return 0;
    }
    if (by > 0) {
      return 1;
    }
    return frame.file().endsWith(".h") ? 3 : 2;
  }

  private static boolean inTree(SourceFrame frame) {
    return !frame.file().startsWith(SHIM) && !frame.file().isEmpty() && frame.line() > 0;
  }

  private static Place at(SourceFrame frame, Sources sources) {
    List<CodeLine> code = new ArrayList<>();
    for (int n = frame.line() - AROUND; n <= frame.line() + AROUND; n++) {
      int number = n;
      sources
          .line(frame.file(), n)
          .ifPresent(
              text -> code.add(new CodeLine(number, sources.patch(frame.file(), number), text)));
    }
    boolean known = code.stream().anyMatch(line -> line.number() == frame.line());
    return new Place(
        frame,
        sources.patch(frame.file(), frame.line()),
        known ? code : List.of(),
        sources.patchLine(frame.file(), frame.line()));
  }
}
