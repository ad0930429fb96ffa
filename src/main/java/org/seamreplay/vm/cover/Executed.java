package org.seamreplay.vm.cover;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.seamreplay.vm.code.FunctionCode;

/**
 * Which places of its program one run has executed, function by function, each place by its number
 * within the function. So it holds for every program in which these functions are the same code,
 * wherever they stand: a recording that is taken over brings it along.
 */
public final class Executed {
  /** Of a program that did not run. */
  public static final Executed NOTHING = new Executed(Map.of());

  /**
   * A function of a program.
   *
   * @param unit the unit that defines it
   */
  public record Key(String unit, String name) {
    /** Of a function's code. */
    public static Key of(FunctionCode function) {
      return new Key(function.unit, function.name);
    }
  }

  private final Map<Key, BitSet> places;

  private Executed(Map<Key, BitSet> places) {
    this.places = places;
  }

  static Executed of(Landmarks landmarks, BitSet reached) {
    Map<Key, BitSet> places = new HashMap<>();
    for (Key function : landmarks.functions()) {
      int first = landmarks.firstPlace(function);
      int end = first + landmarks.places(function).size();
      if (reached.nextSetBit(first) >= 0 && reached.nextSetBit(first) < end) {
        places.put(function, reached.get(first, end));
      }
    }
    return new Executed(places);
  }

  /** Adds the places of a function that this run has executed. */
  public void addTo(BitSet sum, Key function) {
    BitSet own = places.get(function);
    if (own != null) {
      sum.or(own);
    }
  }
}
