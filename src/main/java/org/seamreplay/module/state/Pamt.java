package org.seamreplay.module.state;

import org.seamreplay.abi.PageType;
import org.seamreplay.module.profile.Tdmr;

/**
 * What the module knows of each page: type, owner, size and epoch. Pages that were never anything
 * but free or reserved have no entry here, so that terabytes cost nothing.
 */
public final class Pamt {
  private static final int HASH_SHIFT = 40;
  private static final int MAX_LEVEL = 2;
  private static final int SMALL_PAGES = 512;

  private final TdmrTable tdmrs;

  /** Open addressing over page numbers; entries are never removed, as in the real table. */
  private long[] pages = new long[64];

  private byte[] types = new byte[64];
  private long[] owners = new long[64];
  private long[] epochs = new long[64];
  private int used;

  /** Pages larger than 4 KB, so that nobody looks for them while there are none. */
  private int large;

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

  /** Level of the page that holds an address: 0 for 4 KB, 1 for 2 MB, 2 for 1 GB. */
  public int level(long hpa) {
    for (int level = MAX_LEVEL; large > 0 && level > 0; level--) {
      int slot = slot(hpa, level);
      if (pages[slot] != 0 && types[slot] != PageType.NDA) {
        return level;
      }
    }
    return 0;
  }

  /** The {@link PageType} of a usable page, or of the larger one that it is part of. */
  public int type(long hpa) {
    int slot = slot(hpa, level(hpa));
    if (pages[slot] != 0) {
      return types[slot];
    }
    return tdmrs.covering(hpa).inReservedArea(hpa) ? PageType.RSVD : PageType.NDA;
  }

  /** Whether all of a page of a level is free. */
  public boolean free(long hpa, int level) {
    long step = SecureEpt.size(level) / SMALL_PAGES;
    if (level == 0) {
      return level(hpa) == 0 && type(hpa) == PageType.NDA;
    }
    for (int i = 0; i < SMALL_PAGES; i++) {
      if (!free(hpa + i * step, level - 1)) {
        return false;
      }
    }
    return true;
  }

  /** HPA of the TDR that owns the page or, for a page that became free, did so last; 0 for none. */
  public long owner(long hpa) {
    int slot = slot(hpa, level(hpa));
    return pages[slot] != 0 ? owners[slot] : 0;
  }

  /** The TD epoch in which the page, or what it points to, was blocked last; 0 for never. */
  public long epoch(long hpa, int level) {
    int slot = slot(hpa, level);
    return pages[slot] != 0 ? epochs[slot] : 0;
  }

  /** Notes the epoch of a block. */
  public void setEpoch(long hpa, int level, long epoch) {
    epochs[slot(hpa, level)] = epoch;
  }

  /** Makes a free page of 4 KB something. */
  public void assign(long hpa, int type, long owner) {
    assign(hpa, 0, type, owner);
  }

  /** Makes a free page something. */
  public void assign(long hpa, int level, int type, long owner) {
    int slot = slot(hpa, level);
    if (pages[slot] == 0) {
      pages[slot] = key(hpa, level);
      used++;
    }
    types[slot] = (byte) type;
    owners[slot] = owner;
    epochs[slot] = 0;
    if (level > 0) {
      large++;
    }
    if (used * 2 > pages.length) {
      grow();
    }
  }

  /** Makes a page of 4 KB free; the owner stays visible (TDX module 1.5.01). */
  public void free(long hpa) {
    release(hpa, 0);
  }

  /** Makes a page free. */
  public void release(long hpa, int level) {
    types[slot(hpa, level)] = PageType.NDA;
    if (level > 0) {
      large--;
    }
  }

  /** Calls for each page that is neither free nor reserved, in no particular order. */
  public void forEachAssigned(Visitor visit) {
    for (int slot = 0; slot < pages.length; slot++) {
      if (pages[slot] != 0 && types[slot] != PageType.NDA) {
        long key = pages[slot] - 1;
        visit.page((key >>> 2) << 12, (int) key & 3);
      }
    }
  }

  /** Sees pages. */
  @FunctionalInterface
  public interface Visitor {
    /** A page of a level. */
    void page(long hpa, int level);
  }

  /** Page number and level plus one, so that 0 means an empty slot. */
  private static long key(long hpa, int level) {
    return (((hpa & -SecureEpt.size(level)) >>> 12) << 2 | level) + 1;
  }

  private int slot(long hpa, int level) {
    return slot(key(hpa, level));
  }

  private int slot(long key) {
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
    long[] oldEpochs = epochs;
    pages = new long[oldPages.length * 2];
    types = new byte[oldPages.length * 2];
    owners = new long[oldPages.length * 2];
    epochs = new long[oldPages.length * 2];
    for (int i = 0; i < oldPages.length; i++) {
      if (oldPages[i] != 0) {
        int slot = slot(oldPages[i]);
        pages[slot] = oldPages[i];
        types[slot] = oldTypes[i];
        owners[slot] = oldOwners[i];
        epochs[slot] = oldEpochs[i];
      }
    }
  }
}
