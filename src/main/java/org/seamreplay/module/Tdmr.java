package org.seamreplay.module;

/** A TD memory region: where pages can be private, with its metadata table (PAMT). */
final class Tdmr {
  static final long GIGABYTE = 1L << 30;

  /** Levels of PAMT in the order of TDMR_INFO. */
  static final int LEVEL_4K = 0;

  static final int LEVEL_2M = 1;
  static final int LEVEL_1G = 2;

  private static final int[] PAGE_SHIFT = {12, 21, 30};

  private final long base;
  private final long size;
  private final long[] pamtBase = new long[3];
  private final long[] pamtSize = new long[3];
  private final long[] reservedOffset;
  private final long[] reservedSize;
  private long nextToInitialise;

  /** What TDMR_INFO says (320 bytes, little endian), not yet checked. */
  Tdmr(long[] words, int reservedAreas) {
    base = words[0];
    size = words[1];
    for (int level = 0; level < 3; level++) {
      pamtBase[level] = words[6 - 2 * level];
      pamtSize[level] = words[7 - 2 * level];
    }
    reservedOffset = new long[reservedAreas];
    reservedSize = new long[reservedAreas];
    for (int area = 0; area < reservedAreas; area++) {
      reservedOffset[area] = words[8 + 2 * area];
      reservedSize[area] = words[9 + 2 * area];
    }
    nextToInitialise = base;
  }

  long base() {
    return base;
  }

  long size() {
    return size;
  }

  long end() {
    return base + size;
  }

  long pamtBase(int level) {
    return pamtBase[level];
  }

  long pamtSize(int level) {
    return pamtSize[level];
  }

  /** Smallest PAMT of a level for entries of so many bytes. */
  long pamtNeeded(int level, long entrySize) {
    return (size >>> PAGE_SHIFT[level]) * entrySize;
  }

  int reservedAreas() {
    return reservedOffset.length;
  }

  long reservedOffset(int area) {
    return reservedOffset[area];
  }

  long reservedSize(int area) {
    return reservedSize[area];
  }

  /** The first address of the TDMR whose PAMT entries are not initialised. */
  long nextToInitialise() {
    return nextToInitialise;
  }

  void initialisedUpTo(long address) {
    nextToInitialise = address;
  }

  boolean complete() {
    return nextToInitialise == end();
  }

  boolean covers(long hpa) {
    return hpa >= base && hpa - base < size;
  }

  /** Whether the gigabyte that holds the address is completely initialised. */
  boolean usable(long hpa) {
    return hpa < (nextToInitialise & -GIGABYTE);
  }

  boolean inReservedArea(long hpa) {
    long offset = hpa - base;
    for (int area = 0; area < reservedOffset.length; area++) {
      if (offset >= reservedOffset[area] && offset - reservedOffset[area] < reservedSize[area]) {
        return true;
      }
    }
    return false;
  }
}
