package org.seamreplay.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * A list of places without the numbers of lines and columns: files and functions, and which places
 * are the same, with and without their column.
 */
final class PlacePattern {
  /** A place but for what it is inlined into; traces keep no columns. */
  private record Spot(String file, String function, int line, int column) {}

  private final IrBytesOut out = new IrBytesOut();
  private final Map<Object, Integer> numbers = new HashMap<>();

  PlacePattern(List<SourceLocation> places) {
    Map<SourceLocation, Integer> index = new HashMap<>();
    for (SourceLocation place : places) {
      out.text(place.file());
      out.text(place.function());
      number(new Spot(place.file(), place.function(), place.line(), place.column()));
      number(new Spot(place.file(), place.function(), place.line(), -1));
      out.number(place.inlinedAt() == null ? 0 : 1 + index.get(place.inlinedAt()));
      index.putIfAbsent(place, index.size());
    }
  }

  /** Equal things have equal numbers, counted in the order they come. */
  private void number(Spot spot) {
    Integer known = numbers.putIfAbsent(spot, numbers.size());
    out.number(known == null ? numbers.size() - 1 : known);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
