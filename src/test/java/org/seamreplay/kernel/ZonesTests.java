package org.seamreplay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.platform.TestMachines;

/** Where memory comes from: which zone, and which end of it. */
class ZonesTests {
  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1L << 30;

  private static Zones zones(String memory) {
    return new Zones(TestMachines.withMemory(memory), new PhysicalMemory());
  }

  private static long scan(Zones zones, int node, long size) {
    return zones.of(node, false).stream()
        .mapToLong(zone -> zone.scan(size))
        .filter(at -> at != -1)
        .findFirst()
        .orElse(-1);
  }

  private static long take(Zones zones, int node, long size) {
    return zones.of(node, false).stream()
        .mapToLong(zone -> zone.take(size, 4096))
        .filter(at -> at != -1)
        .findFirst()
        .orElse(-1);
  }

  /**
   * The places were worked out by hand from alloc_contig_pages(): zones of the node from the
   * highest down, in each one upwards from ALIGN(zone_start_pfn, nr_pages) in steps of nr_pages.
   */
  @ParameterizedTest(name = "{0}: {1} pages lie at {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '{base: 4G, size: 4G}'                                      | 0x805   | 0x1_0000_0000
          '{base: 1M, size: 2047M}, {base: 4G, size: 4G}'             | 0x805   | 0x1_0000_0000
          '{base: 1M, size: 2047M}, {base: 4G, size: 16M}'            | 0x2000  | 0x400_0000
          '{base: 1M, size: 2047M}'                                   | 0x805   | 0x401_e000
          '{base: 0x1_0000_3000, size: 4G}'                           | 4       | 0x1_0000_4000
          '{base: 0x1_0000_3000, size: 4G}'                           | 5       | 0x1_0000_3000
          '{base: 4G, size: 1M}, {base: 0x1_0020_0000, size: 1G}'     | 0x200   | 0x1_0020_0000
          '{base: 4G, size: 1M}, {base: 0x1_0020_0000, size: 1G}'     | 0x180   | 0x1_0030_0000
          '{base: 1M, size: 15M}'                                     | 0x100   | 0x10_0000
          '{base: 1M, size: 63M}'                                     | 0x1000  | -1
          """)
  void contiguousPagesLieAtTheStartOfTheHighestZone(String memory, String pages, String at) {
    long found = scan(zones(memory), 0, Long.decode(pages) << 12);
    assertThat(found).as("0x%x", found).isEqualTo(Long.decode(at.replace("_", "")));
  }

  @Test
  void contiguousPagesFollowOneAnotherInStepsOfTheirOwnSize() {
    Zones zones = zones("{base: 4G, size: 4G}");
    assertThat(scan(zones, 0, 0x805L << 12)).isEqualTo(4 * GIGABYTE);
    assertThat(scan(zones, 0, 0x783dL << 12)).isEqualTo(4 * GIGABYTE + (0x783dL << 12));
    // The first step of two pages that is free lies behind 0x805 pages, before the next object.
    assertThat(scan(zones, 0, 0x2L << 12)).isEqualTo(4 * GIGABYTE + (0x806L << 12));
  }

  @Test
  void otherPagesComeFromTheTop() {
    Zones zones = zones("{base: 1M, size: 2047M}, {base: 4G, size: 4G}");
    assertThat(take(zones, 0, 4096)).isEqualTo(8 * GIGABYTE - 4096);
    assertThat(scan(zones, 0, 2 * MEGABYTE)).isEqualTo(4 * GIGABYTE);
  }

  @Test
  void whatIsGivenBackIsUsedAgainOnlyWhenNothingElseIsLeft() {
    Zones zones = zones("{base: 4G, size: 8M}");
    long first = scan(zones, 0, 3 * MEGABYTE);
    zones.at(first).give(first, 3 * MEGABYTE);
    assertThat(scan(zones, 0, 3 * MEGABYTE)).isEqualTo(first + 3 * MEGABYTE);
    assertThat(scan(zones, 0, 3 * MEGABYTE)).isEqualTo(first);
  }

  @Test
  void pagesGivenBackOneByOneAreOneRangeAgain() {
    Zones zones = zones("{base: 4G, size: 4M}");
    long all = scan(zones, 0, 4 * MEGABYTE);
    for (long page = all; page < all + 4 * MEGABYTE; page += 8192) {
      zones.at(page).give(page, 4096);
    }
    for (long page = all + 4096; page < all + 4 * MEGABYTE; page += 8192) {
      zones.at(page).give(page, 4096);
    }
    assertThat(scan(zones, 0, 4 * MEGABYTE)).isEqualTo(all);
  }

  /** Two CPUs are on nodes 0 and 1; nodes 2 and 3 have memory alone. */
  @Test
  void otherNodesFollowTheOwnOneThoseWithoutCpusFirst() {
    Zones zones =
        zones(
            "{base: 4G, size: 1G, node: 0}, {base: 5G, size: 1G, node: 1},"
                + " {base: 6G, size: 1G, node: 2}, {base: 7G, size: 1G, node: 3}");
    assertThat(nodes(zones.of(0, false))).containsExactly(0, 2, 3, 1);
    assertThat(nodes(zones.of(3, false))).containsExactly(3, 2, 0, 1);
    assertThat(nodes(zones.of(1, true))).containsExactly(1);
    assertThat(zones.of(9, true)).isEmpty();
  }

  private static List<Integer> nodes(List<Zone> zones) {
    return zones.stream().map(Zone::node).distinct().toList();
  }

  /** A zone spans what lies between its first and last page, but gives only its own. */
  @Test
  void memoryOfAnotherNodeInTheMiddleIsNotTheZones() {
    Zones zones =
        zones(
            "{base: 4G, size: 2M, node: 0}, {base: 0x1_0020_0000, size: 2M, node: 1},"
                + " {base: 0x1_0040_0000, size: 8M, node: 0}");
    assertThat(scan(zones, 0, 4 * MEGABYTE)).isEqualTo(4 * GIGABYTE + 4 * MEGABYTE);
  }

  @Test
  void moreThanThereIsIsNotFound() {
    Zones zones = zones("{base: 4G, size: 4G}");
    assertThat(scan(zones, 0, Long.MAX_VALUE & -4096)).isEqualTo(-1);
    assertThat(take(zones, 0, 1L << 62)).isEqualTo(-1);
  }
}
