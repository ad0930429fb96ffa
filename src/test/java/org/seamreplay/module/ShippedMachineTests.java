package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.module.profile.Tdmr;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.Profiles;

/**
 * The shipped machines take TDMRs made the way Linux makes them: one for each memory region, grown
 * to gigabytes, holes and PAMTs reserved.
 */
class ShippedMachineTests {
  private static final long GIGABYTE = Tdmr.GIGABYTE;

  private record Region(long base, long end) {}

  private static List<Region> regions(MachineProfile machine) {
    List<Region> regions = new ArrayList<>();
    for (MemoryRegion region : machine.memory()) {
      long base = Math.max(region.base(), 1 << 20);
      long end = region.base() + region.size();
      if (base < end) {
        regions.add(new Region(base, end));
      }
    }
    return regions;
  }

  private static List<Region> tdmrs(List<Region> regions) {
    List<Region> tdmrs = new ArrayList<>();
    for (Region region : regions) {
      long base = region.base & -GIGABYTE;
      long end = (region.end + GIGABYTE - 1) & -GIGABYTE;
      long covered = tdmrs.isEmpty() ? 0 : tdmrs.get(tdmrs.size() - 1).end;
      if (end > covered) {
        tdmrs.add(new Region(Math.max(base, covered), end));
      }
    }
    return tdmrs;
  }

  private static List<Region> holes(Region tdmr, List<Region> regions, Region pamt) {
    List<Region> used = new ArrayList<>();
    for (Region region : regions) {
      long base = Math.max(region.base, tdmr.base);
      long end = Math.min(region.end, tdmr.end);
      if (base < end) {
        // The PAMTs of all TDMRs are at the end of the last region.
        used.add(new Region(base, Math.min(end, Math.max(base, pamt.base))));
      }
    }
    List<Region> holes = new ArrayList<>();
    long at = tdmr.base;
    for (Region region : used) {
      if (region.base > at) {
        holes.add(new Region(at, region.base));
      }
      at = Math.max(at, region.end);
    }
    if (at < tdmr.end) {
      holes.add(new Region(at, tdmr.end));
    }
    return holes;
  }

  @ParameterizedTest
  @CsvSource({
    "laptop-8g, 2, 9",
    "server-512g, 5, 514",
    "large-6t, 9, 6144",
    "bench-64g, 3, 64",
    "bench-1t, 3, 1024"
  })
  void linuxBootsIt(String name, int expectedTdmrs, int gigabytes) {
    MachineProfile machine = Profiles.load(name);
    List<Region> regions = regions(machine);
    List<Region> tdmrs = tdmrs(regions);
    assertThat(tdmrs).hasSize(expectedTdmrs);
    TestHost host = new TestHost(machine, "tdx-1.5-fast").initialised();
    long pamtSize = 0;
    for (Region tdmr : tdmrs) {
      pamtSize += pamtSize(tdmr);
    }
    long end = regions.get(regions.size() - 1).end;
    Region pamts = new Region((end - pamtSize) & -4096L, end);
    long pamt = pamts.base;
    for (int i = 0; i < tdmrs.size(); i++) {
      Region tdmr = tdmrs.get(i);
      host.describeTdmr(i, tdmr.base, tdmr.end - tdmr.base, pamt);
      pamt += pamtSize(tdmr);
      List<Region> holes = holes(tdmr, regions, pamts);
      assertThat(holes.size()).isLessThanOrEqualTo(16);
      for (int k = 0; k < holes.size(); k++) {
        long area = TestHost.TDMR_INFOS + 1024L * i + 64 + 16L * k;
        host.machine.memory().writeLong(area, holes.get(k).base - tdmr.base);
        host.machine.memory().writeLong(area + 8, holes.get(k).end - holes.get(k).base);
      }
    }
    long hkid = machine.mktmeKeyIds() + 1L;
    assertThat(host.name(host.call(LeafNumber.SYS_CONFIG, TestHost.ARRAY, tdmrs.size(), hkid, 0)))
        .isEqualTo("TDX_SUCCESS");
    host.keyed();
    int calls = 0;
    for (Region tdmr : tdmrs) {
      do {
        host.must(host.call(LeafNumber.SYS_TDMR_INIT, tdmr.base, 0, 0, 0));
        calls++;
      } while (host.r.rdx < tdmr.end);
    }
    assertThat(calls).isEqualTo(gigabytes);
  }

  private static long pamtSize(Region tdmr) {
    long size = tdmr.end - tdmr.base;
    return ((size >>> 12) << 4)
        + Math.max(4096, (size >>> 21) << 4)
        + ((((size >>> 30) << 4) + 4095) & -4096L);
  }
}
