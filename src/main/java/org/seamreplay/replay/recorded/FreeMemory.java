package org.seamreplay.replay.recorded;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.MachineProfile.Range;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.NotReplayable;

/**
 * RAM of a machine that no object has been given yet, page by page. Objects go into convertible
 * memory; only one that the trace wants in a place goes there, whatever memory that is.
 */
final class FreeMemory {
  private static final long PAGE = PhysicalMemory.FRAME_SIZE;

  /** First byte to first byte after, disjoint and not touching. */
  private final TreeMap<Long, Long> free = new TreeMap<>();

  private final List<Range> convertible;

  /** All RAM. */
  FreeMemory(MachineProfile machine) {
    convertible = machine.cmrs();
    for (MemoryRegion region : machine.memory()) {
      give(region.base(), region.base() + region.size());
    }
  }

  private void give(long start, long end) {
    Map.Entry<Long, Long> before = free.floorEntry(start);
    if (before != null && before.getValue() == start) {
      free.put(before.getKey(), end);
    } else {
      free.put(start, end);
    }
  }

  /** These bytes are not free, whether they were or not; whole pages are taken. */
  void take(long base, long size) {
    long start = base & -PAGE;
    long end = (base + size + PAGE - 1) & -PAGE;
    Map.Entry<Long, Long> entry = free.lowerEntry(end);
    while (entry != null && entry.getValue() > start) {
      free.remove(entry.getKey());
      if (entry.getValue() > end) {
        free.put(end, entry.getValue());
      }
      if (entry.getKey() < start) {
        free.put(entry.getKey(), start);
      }
      entry = free.lowerEntry(end);
      if (entry != null && entry.getValue() <= start) {
        break;
      }
    }
  }

  /** The first free place for an object. */
  long find(long size, String object) throws NotReplayable {
    for (Map.Entry<Long, Long> range : free.entrySet()) {
      for (Range cmr : convertible) {
        long start = Math.max(range.getKey(), cmr.base());
        if (Math.min(range.getValue(), cmr.end()) - start >= size) {
          take(start, size);
          return start;
        }
      }
    }
    throw noRoom(size, object);
  }

  /** The first free place for an object that is not below {@code least}. */
  long findFrom(long least, long size, String object) throws NotReplayable {
    long from = (least + PAGE - 1) & -PAGE;
    Map.Entry<Long, Long> entry = free.floorEntry(from);
    if (entry == null) {
      entry = free.higherEntry(from);
    }
    while (entry != null) {
      long start = Math.max(entry.getKey(), from);
      if (entry.getValue() - start >= size) {
        take(start, size);
        return start;
      }
      entry = free.higherEntry(entry.getKey());
    }
    throw noRoom(size, object);
  }

  private static NotReplayable noRoom(long size, String object) {
    return new NotReplayable(object + ": no room for its " + size + " bytes in the machine");
  }

  /** A place that is given: the object must be there. */
  long claim(long base, long size, String object) throws NotReplayable {
    Map.Entry<Long, Long> entry = free.floorEntry(base);
    if (entry == null || entry.getValue() - base < size || (base & (PAGE - 1)) != 0) {
      throw new NotReplayable(object + ": must be where something else is");
    }
    take(base, size);
    return base;
  }
}
