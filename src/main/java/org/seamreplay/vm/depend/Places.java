package org.seamreplay.vm.depend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.vm.SourceFrame;

/**
 * Where the code of a function stands, in an order that is the same wherever the same code stands.
 */
final class Places {
  static final Places NONE = new Places(List.of(), "");

  /** A place within a function: the traces' frames keep no columns, which are 0 then. */
  private record Spot(int line, int column, String file) {}

  private final List<SourceLocation> locations;
  private final String digest;

  /** By name of the C function, which may have been inlined, and by what its lines are. */
  private volatile Map<String, Map<Spot, Integer>> index;

  /**
   * The places of a function.
   *
   * @param digest equal for the same code in the same places
   */
  Places(List<SourceLocation> locations, String digest) {
    this.locations = locations;
    this.digest = digest;
  }

  /** Whether the same code stands in the same places. */
  boolean sameAs(Places other) {
    return digest.equals(other.digest);
  }

  /** The C functions that have a part in it. */
  Set<String> functions() {
    return index().keySet();
  }

  /** The number of the place where a frame is, -1 if none is there. */
  int indexOf(SourceFrame frame) {
    Map<Spot, Integer> spots = index().get(frame.function());
    return spots == null
        ? -1
        : spots.getOrDefault(new Spot(frame.line(), frame.column(), frame.file()), -1);
  }

  private Map<String, Map<Spot, Integer>> index() {
    Map<String, Map<Spot, Integer>> known = index;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < locations.size(); i++) {
        SourceLocation at = locations.get(i);
        Map<Spot, Integer> spots = known.computeIfAbsent(at.function(), f -> new HashMap<>());
        spots.putIfAbsent(new Spot(at.line(), at.column(), at.file()), i);
        spots.putIfAbsent(new Spot(at.line(), 0, at.file()), i);
      }
      index = known;
    }
    return known;
  }

  /** A frame moved to the place of that number; it keeps no column if it had none. */
  SourceFrame moved(SourceFrame frame, int number) {
    SourceLocation to = locations.get(number);
    int column = frame.column() == 0 ? 0 : to.column();
    return new SourceFrame(to.function(), to.file(), to.line(), column, frame.inlined());
  }
}
