package org.seamreplay.vm.depend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.vm.SourceFrame;

/**
 * From the places of one program to those of another in which the same code stands on other lines.
 */
public final class LineShift {
  private final List<Places> from;
  private final List<Places> to;
  private final Map<String, List<Integer>> byFunction;
  private final boolean none;

  /**
   * A shift.
   *
   * @param from where the functions stand that a run has been in
   * @param to where the same functions stand in the other program
   * @param byFunction in which of them a C function has a part, itself or inlined
   */
  LineShift(List<Places> from, List<Places> to, Map<String, List<Integer>> byFunction) {
    this.from = from;
    this.to = to;
    this.byFunction = byFunction;
    boolean same = true;
    for (int i = 0; i < from.size() && same; i++) {
      same = from.get(i).sameAs(to.get(i));
    }
    none = same;
  }

  /** Whether no place has changed. */
  public boolean isNone() {
    return none;
  }

  /**
   * The frame as it is in the other program; empty if no code that ran is there, or if that place
   * has become several: a function inlined into two others may have.
   */
  public Optional<SourceFrame> apply(SourceFrame frame) {
    if (frame.line() == 0) {
      return Optional.of(frame);
    }
    SourceFrame found = null;
    for (int i : byFunction.getOrDefault(frame.function(), List.of())) {
      int number = from.get(i).indexOf(frame);
      if (number >= 0) {
        SourceFrame moved = to.get(i).moved(frame, number);
        if (found != null && !found.equals(moved)) {
          return Optional.empty();
        }
        found = moved;
      }
    }
    return Optional.ofNullable(found);
  }
}
