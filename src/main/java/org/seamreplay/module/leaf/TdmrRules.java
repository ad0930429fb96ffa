package org.seamreplay.module.leaf;

import java.util.List;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Tdmr;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.CmrTable;
import org.seamreplay.platform.MachineProfile.Range;

/**
 * The rules that SYS.CONFIG applies to each TDMR, in the order of TDX module 1.5.01. Bits 7:0 of
 * the status are the TDMR's number, bits 15:8 a reserved area or PAMT level, bits 23:16 another
 * TDMR.
 */
final class TdmrRules {
  private static final int[] LARGEST_FIRST = {Tdmr.LEVEL_1G, Tdmr.LEVEL_2M, Tdmr.LEVEL_4K};
  private static final int[] SMALLEST_FIRST = {Tdmr.LEVEL_4K, Tdmr.LEVEL_2M, Tdmr.LEVEL_1G};

  private final AddressRules addresses;
  private final CmrTable cmrs;
  private final long[] entrySize;

  /**
   * Rules for a platform and a module.
   *
   * @param entrySize bytes of a PAMT entry of each level
   */
  TdmrRules(AddressRules addresses, CmrTable cmrs, long[] entrySize) {
    this.addresses = addresses;
    this.cmrs = cmrs;
    this.entrySize = entrySize;
  }

  /** Checks a TDMR against itself and those before it in the list. */
  long check(Tdmr tdmr, List<Tdmr> earlier) {
    long status = checkRegion(tdmr, earlier);
    if (status == Status.SUCCESS) {
      status = checkReservedAreas(tdmr, earlier.size());
    }
    if (status == Status.SUCCESS) {
      status = checkPamts(tdmr, earlier.size());
    }
    if (status == Status.SUCCESS) {
      status = checkPamtOverlaps(tdmr, earlier);
    }
    return status == Status.SUCCESS ? checkConvertible(tdmr, earlier.size()) : status;
  }

  private long checkRegion(Tdmr tdmr, List<Tdmr> earlier) {
    int number = earlier.size();
    if (wraps(tdmr.base(), tdmr.size())) {
      return error(Status.INVALID_TDMR, number, 0, 0);
    }
    if (number > 0) {
      Tdmr previous = earlier.get(number - 1);
      if (Long.compareUnsigned(tdmr.base(), previous.end()) < 0) {
        return error(Status.NON_ORDERED_TDMR, number, 0, 0);
      }
    }
    if (((tdmr.base() | tdmr.size()) & (Tdmr.GIGABYTE - 1)) != 0 || tdmr.size() == 0) {
      return error(Status.INVALID_TDMR, number, 0, 0);
    }
    if (!addresses.plainAndInRange(tdmr.base()) || !addresses.plainAndInRange(tdmr.end() - 1)) {
      return error(Status.INVALID_TDMR, number, 0, 0);
    }
    return Status.SUCCESS;
  }

  private static long checkReservedAreas(Tdmr tdmr, int number) {
    long previousEnd = 0;
    for (int area = 0; area < tdmr.reservedAreas(); area++) {
      long offset = tdmr.reservedOffset(area);
      long size = tdmr.reservedSize(area);
      if (size == 0) {
        if (area + 1 < tdmr.reservedAreas() && tdmr.reservedSize(area + 1) != 0) {
          return error(Status.NON_ORDERED_RESERVED_IN_TDMR, number, area, 0);
        }
        continue;
      }
      if (wraps(offset, size)) {
        return error(Status.INVALID_RESERVED_IN_TDMR, number, area, 0);
      }
      if (Long.compareUnsigned(offset, previousEnd) < 0) {
        return error(Status.NON_ORDERED_RESERVED_IN_TDMR, number, area, 0);
      }
      if (((offset | size) & (AddressRules.PAGE - 1)) != 0) {
        return error(Status.INVALID_RESERVED_IN_TDMR, number, area, 0);
      }
      if (wraps(tdmr.base(), offset + size)
          || Long.compareUnsigned(offset + size, tdmr.size()) > 0) {
        return error(Status.INVALID_RESERVED_IN_TDMR, number, area, 0);
      }
      previousEnd = offset + size;
    }
    return Status.SUCCESS;
  }

  private long checkPamts(Tdmr tdmr, int number) {
    for (int level : LARGEST_FIRST) {
      long base = tdmr.pamtBase(level);
      long size = tdmr.pamtSize(level);
      if (wraps(base, size)
          || ((base | size) & (AddressRules.PAGE - 1)) != 0
          || !addresses.plainAndInRange(base)
          || !addresses.plainAndInRange(base + size - 1)
          || Long.compareUnsigned(size, tdmr.pamtNeeded(level, entrySize[level])) < 0) {
        return error(Status.INVALID_PAMT, number, level, 0);
      }
    }
    return Status.SUCCESS;
  }

  private static long checkPamtOverlaps(Tdmr tdmr, List<Tdmr> earlier) {
    int number = earlier.size();
    for (int other = 0; other < number; other++) {
      for (int level : SMALLEST_FIRST) {
        for (int otherLevel : SMALLEST_FIRST) {
          if (pamtsOverlap(tdmr, level, earlier.get(other), otherLevel)) {
            return error(Status.PAMT_OVERLAP, number, level, other);
          }
        }
      }
    }
    if (pamtsOverlap(tdmr, Tdmr.LEVEL_4K, tdmr, Tdmr.LEVEL_2M)
        || pamtsOverlap(tdmr, Tdmr.LEVEL_4K, tdmr, Tdmr.LEVEL_1G)) {
      return error(Status.PAMT_OVERLAP, number, Tdmr.LEVEL_4K, number);
    }
    if (pamtsOverlap(tdmr, Tdmr.LEVEL_2M, tdmr, Tdmr.LEVEL_1G)) {
      return error(Status.PAMT_OVERLAP, number, Tdmr.LEVEL_2M, number);
    }
    long status = Status.SUCCESS;
    for (int other = 0; other <= number && status == Status.SUCCESS; other++) {
      Tdmr region = other == number ? tdmr : earlier.get(other);
      status = checkPamtsAgainstRegion(tdmr, number, region, other);
    }
    for (int other = 0; other < number && status == Status.SUCCESS; other++) {
      status = checkPamtsAgainstRegion(earlier.get(other), other, tdmr, number);
    }
    return status;
  }

  private static boolean pamtsOverlap(Tdmr a, int aLevel, Tdmr b, int bLevel) {
    return overlap(a.pamtBase(aLevel), a.pamtSize(aLevel), b.pamtBase(bLevel), b.pamtSize(bLevel));
  }

  /** PAMTs must not be in memory that can become private: only outside of TDMRs or reserved. */
  private static long checkPamtsAgainstRegion(Tdmr owner, int number, Tdmr region, int other) {
    for (int level : SMALLEST_FIRST) {
      if (touchesUsablePart(region, owner.pamtBase(level), owner.pamtSize(level))) {
        return error(Status.PAMT_OVERLAP, number, level, other);
      }
    }
    return Status.SUCCESS;
  }

  private static boolean touchesUsablePart(Tdmr region, long base, long size) {
    long start = region.base();
    for (int area = 0; area < region.reservedAreas() && region.reservedSize(area) != 0; area++) {
      long hole = region.base() + region.reservedOffset(area);
      if (overlap(base, size, start, hole - start)) {
        return true;
      }
      start = hole + region.reservedSize(area);
    }
    return overlap(base, size, start, region.end() - start);
  }

  private long checkConvertible(Tdmr tdmr, int number) {
    for (int level : LARGEST_FIRST) {
      if (!cmrs.contain(tdmr.pamtBase(level), tdmr.pamtSize(level))) {
        return error(Status.PAMT_OUTSIDE_CMRS, number, level, 0);
      }
    }
    long start = tdmr.base();
    for (int area = 0; area < tdmr.reservedAreas() && tdmr.reservedSize(area) != 0; area++) {
      long hole = tdmr.base() + tdmr.reservedOffset(area);
      if (!cmrs.contain(start, hole - start)) {
        return error(Status.TDMR_OUTSIDE_CMRS, number, 0, 0);
      }
      start = hole + tdmr.reservedSize(area);
    }
    return cmrs.contain(start, tdmr.end() - start)
        ? Status.SUCCESS
        : error(Status.TDMR_OUTSIDE_CMRS, number, 0, 0);
  }

  private static boolean overlap(long a, long aSize, long b, long bSize) {
    return aSize != 0 && bSize != 0 && new Range(a, aSize).overlaps(b, bSize);
  }

  private static boolean wraps(long base, long size) {
    return Long.compareUnsigned(base + size, base) < 0;
  }

  private static long error(long status, int first, int second, int third) {
    return Status.of(status, (third << 16) | (second << 8) | first);
  }
}
