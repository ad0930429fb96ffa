package org.seamreplay.kernel;

import java.util.Map;
import java.util.TreeMap;

/** Ranges of physical addresses, whole pages; they are disjoint, and those that touch are one. */
final class PageRanges {
  /** First byte to first byte after. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Adds a range of which nothing is in yet. */
  void add(long base, long end) {
    Map.Entry<Long, Long> before = ranges.floorEntry(base);
    Long after = ranges.remove(end);
    long last = after == null ? end : after;
    if (before != null && before.getValue() == base) {
      ranges.put(before.getKey(), last);
    } else {
      ranges.put(base, last);
    }
  }

  /** Takes out whatever of a range is in. */
  void remove(long base, long end) {
    Map.Entry<Long, Long> entry = ranges.lowerEntry(end);
    while (entry != null && entry.getValue() > base) {
      ranges.remove(entry.getKey());
      if (entry.getValue() > end) {
        ranges.put(end, entry.getValue());
      }
      if (entry.getKey() < base) {
        ranges.put(entry.getKey(), base);
      }
      entry = ranges.lowerEntry(base);
    }
  }

  /** The highest place for an object that is aligned to a power of two, or -1. */
  long highest(long size, long align) {
    for (Map.Entry<Long, Long> range : ranges.descendingMap().entrySet()) {
      long at = (range.getValue() - size) & -align;
      if (size <= range.getValue() - range.getKey() && at >= range.getKey()) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The lowest place at {@code from} or a whole number of {@code size} above it, or -1.
   *
   * @param end where the place has to end at the latest
   */
  long firstInSteps(long from, long size, long end) {
    long at = from;
    while (at <= end - size) {
      Map.Entry<Long, Long> range = ranges.floorEntry(at);
      if (range != null && range.getValue() >= at + size) {
        return at;
      }
      // Nothing between here and the next range can be it.
      Map.Entry<Long, Long> next = ranges.higherEntry(at);
      if (next == null) {
        return -1;
      }
      at += (next.getKey() - at + size - 1) / size * size;
    }
    return -1;
  }
}
