package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.PhysicalMemory;

/** The zones of all nodes, and in which order an allocation for a node looks at them. */
final class Zones {
  private final MachineProfile profile;

  /** By node, highest zone first. */
  private final Map<Integer, List<Zone>> byNode = new TreeMap<>();

  Zones(MachineProfile profile, PhysicalMemory physical) {
    this.profile = profile;
    Map<Integer, List<MemoryRegion>> regions = new TreeMap<>();
    for (MemoryRegion region : profile.memory()) {
      regions.computeIfAbsent(region.node(), n -> new ArrayList<>()).add(region);
    }
    regions.forEach(
        (node, memory) -> {
          List<Zone> zones = new ArrayList<>();
          for (Zone.Kind kind : Zone.Kind.values()) {
            zones.add(new Zone(kind, node, memory, physical));
          }
          byNode.put(node, zones);
        });
  }

  /**
   * The zones that an allocation for a node may have, in the order of its zonelist.
   *
   * @param onlyThis with __GFP_THISNODE
   */
  List<Zone> of(int node, boolean onlyThis) {
    List<Zone> zones = new ArrayList<>(byNode.getOrDefault(node, List.of()));
    if (!onlyThis) {
      byNode.keySet().stream()
          .filter(other -> other != node)
          .sorted(Comparator.comparingInt(other -> penalty(node, other)))
          .forEach(other -> zones.addAll(byNode.get(other)));
    }
    return zones;
  }

  /**
   * How find_next_best_node() (mm/page_alloc.c) ranks nodes that are equally far away: those after
   * the own one first, and those without CPUs.
   */
  private int penalty(int node, int other) {
    boolean hasCpus = profile.cpus().stream().anyMatch(cpu -> cpu.node() == other);
    return (other < node ? 1 : 0) + (hasCpus ? 1 : 0);
  }

  /** The zone that a page is of. */
  Zone at(long hpa) {
    for (MemoryRegion region : profile.memory()) {
      if (hpa >= region.base() && hpa - region.base() < region.size()) {
        return byNode.get(region.node()).stream()
            .filter(zone -> zone.spans(hpa))
            .findFirst()
            .orElseThrow();
      }
    }
    throw new IllegalStateException(String.format(Locale.ROOT, "no node has page 0x%x", hpa));
  }
}
