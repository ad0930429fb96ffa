package org.seamreplay.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From the places of one program to those of another in which the same code stands on other lines.
 */
public final class LineShift {
  private record Moved(Places from, Places to) {}

  private final List<Moved> functions = new ArrayList<>();
  private boolean none = true;

  LineShift() {}

  /** Takes note of where the code of a function has gone. */
  void add(Places from, Places to) {
    functions.add(new Moved(from, to));
    none &= from.sameAs(to);
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
    for (Moved function : functions) {
      int number = function.from().indexOf(frame);
      if (number >= 0) {
        SourceFrame moved = function.to().moved(frame, number);
        if (found != null && !found.equals(moved)) {
          return Optional.empty();
        }
        found = moved;
      }
    }
    return Optional.ofNullable(found);
  }
}
