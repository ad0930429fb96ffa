package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceValue;

/**
 * All of a call's meaning but the numbers that may step from one call of a loop to the next. Note,
 * choices, stub and stack have no part in it: they are not compared.
 */
record Shape(
    long number,
    long result,
    List<Place> in,
    List<Place> out,
    List<MemoryView> read,
    List<MemoryView> written) {
  /** A value without its number. */
  record Place(String name, TraceValue.Form form, String object) {}

  static Shape of(SeamcallRecord record) {
    return new Shape(
        record.number(),
        record.result(),
        places(record.in()),
        places(record.out()),
        MemoryForm.canonical(record.read()),
        MemoryForm.canonical(record.written()));
  }

  private static List<Place> places(List<NamedValue> values) {
    List<Place> places = new ArrayList<>(values.size());
    for (NamedValue v : values) {
      places.add(new Place(v.name(), v.value().form(), v.value().object()));
    }
    return places;
  }

  /** The shapes of one comparison, numbered. */
  static final class Pool {
    private final Map<Shape, Integer> numbers = new HashMap<>();

    int number(Shape shape) {
      return numbers.computeIfAbsent(shape, s -> numbers.size());
    }
  }
}
