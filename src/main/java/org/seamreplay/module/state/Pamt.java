package org.seamreplay.module.state;

import java.util.function.LongConsumer;
import org.seamreplay.abi.PageType;
import org.seamreplay.module.profile.Tdmr;

/**
 * What the module knows of each page: type, owner and epoch. Pages that were never anything but
 * free or reserved have no entry here, so that terabytes cost nothing.
 */
public final class Pamt {
  private static final int HASH_SHIFT = 40;

  private final TdmrTable tdmrs;

  /** Open addressing over page numbers; entries are never removed, as in the real table. */
  private long[] pages = new long[64];

  private byte[] types = new byte[64];
  private long[] owners = new long[64];
  private int used;

  public Pamt(TdmrTable tdmrs) {
    this.tdmrs = tdmrs;
  }

  public TdmrTable tdmrs() {
    return tdmrs;
  }

  /** Whether the page is in a gigabyte of a TDMR that is completely initialised. */
  public boolean usable(long hpa) {
    Tdmr tdmr = tdmrs.covering(hpa);
    return tdmr != null && tdmr.usable(hpa);
  }

  /** The {@link PageType} of a usable page. */
  public int type(long hpa) {
    int slot = slot(hpa);
    if (pages[slot] != 0) {
      return types[slot];
    }
    return tdmrs.covering(hpa).inReservedArea(hpa) ? PageType.RSVD : PageType.NDA;
  }

  /** HPA of the TDR that owns the page or, for a page that became free, did so last; 0 for none. */
  public long owner(long hpa) {
    int slot = slot(hpa);
    return pages[slot] != 0 ? owners[slot] : 0;
  }

  /** Makes a free page something. */
  public void assign(long hpa, int type, long owner) {
    int slot = slot(hpa);
    if (pages[slot] == 0) {
      pages[slot] = key(hpa);
      used++;
    }
    types[slot] = (byte) type;
    owners[slot] = owner;
    if (used * 2 > pages.length) {
      grow();
    }
  }

  /** Makes a page free; the owner stays visible (TDX module 1.5.01). */
  public void free(long hpa) {
    types[slot(hpa)] = PageType.NDA;
  }

  /** Calls for each page that is neither free nor reserved, in no particular order. */
  public void forEachAssigned(LongConsumer visit) {
    for (int slot = 0; slot < pages.length; slot++) {
      if (pages[slot] != 0 && types[slot] != PageType.NDA) {
        visit.accept((pages[slot] - 1) << 12);
      }
    }
  }

  /** Page number plus one, so that 0 means an empty slot. */
  private static long key(long hpa) {
    return (hpa >>> 12) + 1;
  }

  private int slot(long hpa) {
    long key = key(hpa);
    int mask = pages.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> HASH_SHIFT) & mask;
    while (pages[slot] != 0 && pages[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldPages = pages;
    byte[] oldTypes = types;
    long[] oldOwners = owners;
    pages = new long[oldPages.length * 2];
    types = new byte[oldPages.length * 2];
    owners = new long[oldPages.length * 2];
    for (int i = 0; i < oldPages.length; i++) {
      if (oldPages[i] != 0) {
        int slot = slot((oldPages[i] - 1) << 12);
        pages[slot] = oldPages[i];
        types[slot] = oldTypes[i];
        owners[slot] = oldOwners[i];
      }
    }
  }
}
