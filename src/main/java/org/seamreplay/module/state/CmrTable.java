package org.seamreplay.module.state;

import java.util.List;
import org.seamreplay.platform.MachineProfile.Range;

/** The convertible memory regions that firmware reported: the only memory that can be private. */
public final class CmrTable {
  /** Entries of the table, used or not. */
  public static final int ENTRIES = 32;

  private final List<Range> cmrs;

  CmrTable(List<Range> cmrs) {
    this.cmrs = cmrs;
  }

  /**
   * Whether the table is as SYS.INIT wants it: whole pages, plain addresses, ascending, disjoint.
   * Unused entries (size 0) are skipped.
   */
  public boolean valid(AddressRules addresses) {
    long end = 0;
    for (Range cmr : cmrs) {
      if (cmr.size() == 0) {
        continue;
      }
      if (((cmr.base() | cmr.size()) & (AddressRules.PAGE - 1)) != 0
          || !addresses.plainAndInRange(cmr.base())
          || cmr.size() < 0
          || !addresses.plainAndInRange(cmr.end() - 1)
          || cmr.base() < end) {
        return false;
      }
      end = cmr.end();
    }
    return cmrs.size() <= ENTRIES;
  }

  /** Whether all bytes are convertible; CMRs that touch count as one. */
  public boolean contain(long base, long size) {
    long from = base;
    long end = base + size;
    for (Range cmr : cmrs) {
      if (from < end && cmr.base() <= from && from < cmr.end()) {
        from = Math.min(end, cmr.end());
      }
    }
    return from == end;
  }

  /** Whether any byte of a range is convertible. */
  public int overlapping(long base, long size) {
    for (int i = 0; i < cmrs.size(); i++) {
      if (cmrs.get(i).size() != 0 && cmrs.get(i).overlaps(base, size)) {
        return i;
      }
    }
    return -1;
  }

  /** First byte of an entry, 0 if unused. */
  public long base(int entry) {
    return entry < cmrs.size() ? cmrs.get(entry).base() : 0;
  }

  /** Bytes of an entry, 0 if unused. */
  public long size(int entry) {
    return entry < cmrs.size() ? cmrs.get(entry).size() : 0;
  }
}
