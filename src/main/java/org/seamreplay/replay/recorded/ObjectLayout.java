package org.seamreplay.replay.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.AddressPlaces;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.TraceValue;

/**
 * Where the objects that a trace names are when the trace is made to happen again without a kernel.
 * A name says nothing of an address, but the trace says enough of what must hold: how large an
 * object is at least, which reserved area of a TDMR it fills and in which order these areas come.
 * Within that, the first free place is taken, in the order of the trace, so that equal traces give
 * equal layouts. Objects of one name stand in a row, so that a loop over a million of them costs
 * nothing.
 */
final class ObjectLayout implements AddressPlaces, AddressNames {
  private static final long PAGE = PhysicalMemory.FRAME_SIZE;

  /** Memory below is the BIOS's: Linux reserves it, and no TDMR covers it. */
  private static final long FIRST_MEGABYTE = 1 << 20;

  /** All objects of a name that are not placed one by one. */
  private static final class Row {
    final String name;
    final long base;
    final long stride;

    /** -1 for an object that is alone and has no ordinal. */
    final long firstOrdinal;

    final long count;

    Row(String name, long base, long stride, long firstOrdinal, long count) {
      this.name = name;
      this.base = base;
      this.stride = stride;
      this.firstOrdinal = firstOrdinal;
      this.count = count;
    }

    boolean holds(long ordinal) {
      return ordinal >= firstOrdinal && ordinal - firstOrdinal < count;
    }
  }

  private final Map<String, List<Row>> byName = new HashMap<>();
  private final TreeMap<Long, Row> byAddress = new TreeMap<>();

  private ObjectLayout() {}

  /**
   * Finds a place for each object.
   *
   * @throws NotReplayable if the machine has no room for them
   */
  static ObjectLayout of(ObjectUses uses, MachineProfile machine) throws NotReplayable {
    FreeMemory free = new FreeMemory(machine);
    free.take(0, FIRST_MEGABYTE);
    uses.fixedPages().forEach(page -> free.take(page, PAGE));
    ObjectLayout layout = new ObjectLayout();
    Map<ObjectUses.Name, Long> placed = new LinkedHashMap<>();
    for (List<ObjectUses.Region> list : uses.configurations()) {
      for (ObjectUses.Region tdmr : list) {
        tdmr.fixedAreas().forEach(area -> free.take(area.start(), area.size()));
      }
    }
    for (List<ObjectUses.Region> list : uses.configurations()) {
      for (ObjectUses.Region tdmr : list) {
        placeReserved(tdmr, uses, free, placed);
      }
    }
    for (ObjectUses.Name alone : uses.alone()) {
      if (!placed.containsKey(alone)) {
        long low = uses.low(alone);
        placed.put(alone, free.find(low + uses.size(alone), alone.toString()) + low);
      }
    }
    placed.forEach(
        (name, base) ->
            layout.add(new Row(name.object(), base, uses.size(name), name.ordinal(), 1)));
    for (Map.Entry<String, ObjectUses.Family> entry : uses.families().entrySet()) {
      ObjectUses.Family family = entry.getValue();
      long stride = roundUp(family.size());
      if (family.count() <= 0 || family.count() > machineSize(machine) / stride) {
        throw new NotReplayable(
            entry.getKey() + ": " + family.count() + " objects do not fit into the machine");
      }
      long base = free.find(stride * family.count(), entry.getKey());
      layout.add(new Row(entry.getKey(), base, stride, family.first(), family.count()));
    }
    return layout;
  }

  private static long machineSize(MachineProfile machine) {
    return machine.memory().stream().mapToLong(MachineProfile.MemoryRegion::size).sum();
  }

  private static long roundUp(long size) {
    return (size + PAGE - 1) & -PAGE;
  }

  /**
   * Objects over which a TDMR has reserved areas: between the area before and the area after. An
   * object that reaches into the next TDMR ends or begins at the border.
   */
  private static void placeReserved(
      ObjectUses.Region tdmr, ObjectUses uses, FreeMemory free, Map<ObjectUses.Name, Long> placed)
      throws NotReplayable {
    long from = tdmr.base();
    for (ObjectUses.Area area : tdmr.areas()) {
      if (area.over().isEmpty()) {
        from = area.start() + area.size();
        continue;
      }
      ObjectUses.Name name = area.over().get();
      Long base = placed.get(name);
      if (base == null) {
        if (area.offset() > 0) {
          base = free.claim(tdmr.base() - area.offset(), uses.size(name), name.toString());
        } else if (area.size() < uses.size(name)) {
          base =
              free.claim(tdmr.base() + tdmr.size() - area.size(), uses.size(name), name.toString());
        } else {
          base = free.findFrom(from, area.size(), name.toString());
        }
        placed.put(name, base);
      }
      from = base + area.offset() + area.size();
    }
  }

  private void add(Row row) {
    byName.computeIfAbsent(row.name, key -> new ArrayList<>()).add(row);
    byAddress.put(row.base, row);
  }

  @Override
  public long place(TraceValue address) throws NotReplayable {
    for (Row row : byName.getOrDefault(address.object(), List.of())) {
      if (row.holds(address.ordinal())) {
        return row.base + (address.ordinal() - row.firstOrdinal) * row.stride + address.number();
      }
    }
    throw new NotReplayable(address + ": no place for this object");
  }

  @Override
  public Optional<TraceValue> name(long hpa) {
    Map.Entry<Long, Row> entry = byAddress.floorEntry(hpa);
    if (entry == null) {
      return Optional.empty();
    }
    Row row = entry.getValue();
    long distance = hpa - row.base;
    long index = distance / row.stride;
    return index < row.count
        ? Optional.of(TraceValue.address(row.name, row.firstOrdinal + index, distance % row.stride))
        : Optional.empty();
  }
}
