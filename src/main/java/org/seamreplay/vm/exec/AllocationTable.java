package org.seamreplay.vm.exec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.seamreplay.vm.Allocations;
import org.seamreplay.vm.SourceFrame;

/**
 * Objects by address. Stacks are kept as code positions and resolved when somebody asks. Of freed
 * objects the last few thousand are remembered.
 */
final class AllocationTable implements Allocations {
  private static final int FREED_KEPT = 4096;

  private record Entry(
      String kind, long address, long size, int ordinal, int[] allocatedAt, int[] freedAt) {}

  private final TreeMap<Long, Entry> live = new TreeMap<>();
  private final TreeMap<Long, Entry> freed = new TreeMap<>();
  private final Deque<Entry> freedInOrder = new ArrayDeque<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Supplier<int[]> here;
  private final Function<int[], List<SourceFrame>> resolve;

  /**
   * @param here the call stack as positions
   * @param resolve turns positions into frames
   */
  AllocationTable(Supplier<int[]> here, Function<int[], List<SourceFrame>> resolve) {
    this.here = here;
    this.resolve = resolve;
  }

  @Override
  public void allocated(String kind, long address, long size) {
    int ordinal = ordinals.merge(kind, 1, Integer::sum);
    live.put(address, new Entry(kind, address, size, ordinal, here.get(), null));
    forgetFreed(address, size);
  }

  /** Memory that is handed out again says nothing of its former object. */
  private void forgetFreed(long address, long size) {
    Long key = freed.lowerKey(address + Math.max(size, 1));
    while (key != null && key + Math.max(freed.get(key).size(), 1) > address) {
      freed.remove(key);
      key = freed.lowerKey(key);
    }
  }

  @Override
  public Allocation freed(long address) {
    Entry entry = live.remove(address);
    if (entry == null) {
      return null;
    }
    Entry gone =
        new Entry(
            entry.kind(),
            entry.address(),
            entry.size(),
            entry.ordinal(),
            entry.allocatedAt(),
            here.get());
    freed.put(address, gone);
    freedInOrder.add(gone);
    if (freedInOrder.size() > FREED_KEPT) {
      Entry oldest = freedInOrder.remove();
      freed.remove(oldest.address(), oldest);
    }
    return allocation(gone);
  }

  @Override
  public Allocation at(long address) {
    Entry entry = containing(live, address);
    if (entry == null) {
      entry = containing(freed, address);
    }
    return entry == null ? null : allocation(entry);
  }

  private static Entry containing(NavigableMap<Long, Entry> entries, long address) {
    var below = entries.floorEntry(address);
    return below != null && address - below.getKey() < Math.max(below.getValue().size(), 1)
        ? below.getValue()
        : null;
  }

  /** The live object nearest to the address and at most {@code limit} bytes away. */
  Allocation near(long address, long limit) {
    var below = live.floorEntry(address);
    var above = live.higherEntry(address);
    long past = below == null ? Long.MAX_VALUE : address - below.getKey() - below.getValue().size();
    long ahead = above == null ? Long.MAX_VALUE : above.getKey() - address;
    if (Math.min(past, ahead) > limit) {
      return null;
    }
    return allocation(past <= ahead ? below.getValue() : above.getValue());
  }

  @Override
  public List<Allocation> live() {
    return live.values().stream().map(this::allocation).toList();
  }

  private Allocation allocation(Entry e) {
    return new Allocation(
        e.kind(),
        e.address(),
        e.size(),
        e.ordinal(),
        resolve.apply(e.allocatedAt()),
        e.freedAt() == null ? null : resolve.apply(e.freedAt()));
  }
}
