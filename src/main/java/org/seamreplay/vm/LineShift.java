package org.seamreplay.vm;

import java.util.HashMap;
import java.util.Map;
import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * From the places of one program to those of another in which the same code stands on other lines.
 */
public final class LineShift {
  private record Place(String function, String file, int line, int column) {
    static Place of(SourceLocation location) {
      return new Place(location.function(), location.file(), location.line(), location.column());
    }

    /** The place as traces have it, which keep no columns. */
    Place withoutColumn() {
      return new Place(function, file, line, 0);
    }
  }

  private final Map<Place, Place> forth = new HashMap<>();
  private final Map<Place, Place> back = new HashMap<>();

  LineShift() {}

  /**
   * Takes note that one place has become the other; false if that cannot be: one place has become
   * two, two have become one, or more than line and column is different.
   */
  boolean add(SourceLocation from, SourceLocation to) {
    SourceLocation before = from;
    SourceLocation after = to;
    for (; before != null && after != null; before = before.inlinedAt()) {
      if (!add(Place.of(before), Place.of(after))
          || !add(Place.of(before).withoutColumn(), Place.of(after).withoutColumn())) {
        return false;
      }
      after = after.inlinedAt();
    }
    return before == null && after == null;
  }

  private boolean add(Place from, Place to) {
    return from.function.equals(to.function)
        && from.file.equals(to.file)
        && to.equals(forth.computeIfAbsent(from, f -> to))
        && from.equals(back.computeIfAbsent(to, t -> from));
  }

  /** Whether no place has changed. */
  public boolean isNone() {
    return forth.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
  }

  /**
   * The frame as it is in the other program.
   *
   * @throws IllegalArgumentException if the run it was made for has not been there
   */
  public SourceFrame apply(SourceFrame frame) {
    Place place = new Place(frame.function(), frame.file(), frame.line(), frame.column());
    Place to = frame.line() == 0 ? place : forth.get(place);
    if (to == null) {
      throw new IllegalArgumentException("no code that ran is at " + frame);
    }
    return new SourceFrame(to.function, to.file, to.line, to.column, frame.inlined());
  }
}
