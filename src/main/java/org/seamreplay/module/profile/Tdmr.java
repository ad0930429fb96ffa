package org.seamreplay.module.profile;

/** A TD memory region: where pages can be private, with its metadata table (PAMT). */
public final class Tdmr {
  public static final long GIGABYTE = 1L << 30;

  /** Levels of PAMT in the order of TDMR_INFO. */
  public static final int LEVEL_4K = 0;

  public static final int LEVEL_2M = 1;
  public static final int LEVEL_1G = 2;

  private static final int[] PAGE_SHIFT = {12, 21, 30};

  private final long base;
  private final long size;
  private final long[] pamtBase = new long[3];
  private final long[] pamtSize = new long[3];
  private final long[] reservedOffset;
  private final long[] reservedSize;
  private long nextToInitialise;

  /** What TDMR_INFO says (320 bytes, little endian), not yet checked. */
  public Tdmr(long[] words, int reservedAreas) {
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

  public long base() {
    return base;
  }

  public long size() {
    return size;
  }

  public long end() {
    return base + size;
  }

  public long pamtBase(int level) {
    return pamtBase[level];
  }

  public long pamtSize(int level) {
    return pamtSize[level];
  }

  /** Smallest PAMT of a level for entries of so many bytes. */
  public long pamtNeeded(int level, long entrySize) {
    return (size >>> PAGE_SHIFT[level]) * entrySize;
  }

  public int reservedAreas() {
    return reservedOffset.length;
  }

  public long reservedOffset(int area) {
    return reservedOffset[area];
  }

  public long reservedSize(int area) {
    return reservedSize[area];
  }

  /** The first address of the TDMR whose PAMT entries are not initialised. */
  public long nextToInitialise() {
    return nextToInitialise;
  }

  public void initialisedUpTo(long address) {
    nextToInitialise = address;
  }

  public boolean complete() {
    return nextToInitialise == end();
  }

  public boolean covers(long hpa) {
    return hpa >= base && hpa - base < size;
  }

  /** Whether the gigabyte that holds the address is completely initialised. */
  public boolean usable(long hpa) {
    return hpa < (nextToInitialise & -GIGABYTE);
  }

  public boolean inReservedArea(long hpa) {
    long offset = hpa - base;
    for (int area = 0; area < reservedOffset.length; area++) {
      if (offset >= reservedOffset[area] && offset - reservedOffset[area] < reservedSize[area]) {
        return true;
      }
    }
    return false;
  }
}
