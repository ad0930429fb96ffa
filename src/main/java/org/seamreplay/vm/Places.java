package org.seamreplay.vm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * Where the code of a function stands, in an order that is the same wherever the same code stands.
 */
final class Places {
  static final Places NONE = new Places(List.of());

  /** A place as a frame has it: the traces' frames keep no columns, which are 0 then. */
  private record Spot(String function, String file, int line, int column) {}

  private final List<SourceLocation> locations;
  private volatile Map<Spot, Integer> index;

  Places(List<SourceLocation> locations) {
    this.locations = locations;
  }

  boolean sameAs(Places other) {
    return this == other || locations.equals(other.locations);
  }

  /** The number of the place where a frame is, -1 if none is there. */
  int indexOf(SourceFrame frame) {
    Map<Spot, Integer> known = index;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < locations.size(); i++) {
        SourceLocation at = locations.get(i);
        known.putIfAbsent(new Spot(at.function(), at.file(), at.line(), at.column()), i);
        known.putIfAbsent(new Spot(at.function(), at.file(), at.line(), 0), i);
      }
      index = known;
    }
    return known.getOrDefault(
        new Spot(frame.function(), frame.file(), frame.line(), frame.column()), -1);
  }

  /** A frame moved to the place of that number; it keeps no column if it had none. */
  SourceFrame moved(SourceFrame frame, int number) {
    SourceLocation to = locations.get(number);
    int column = frame.column() == 0 ? 0 : to.column();
    return new SourceFrame(to.function(), to.file(), to.line(), column, frame.inlined());
  }
}
