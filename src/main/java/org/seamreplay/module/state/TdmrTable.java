package org.seamreplay.module.state;

import java.util.List;
import org.seamreplay.module.profile.Tdmr;

/** The configured TDMRs, ascending. */
public final class TdmrTable {
  /** Before SYS.CONFIG. */
  static final TdmrTable EMPTY = new TdmrTable(List.of());

  private final Tdmr[] tdmrs;

  public TdmrTable(List<Tdmr> tdmrs) {
    this.tdmrs = tdmrs.toArray(new Tdmr[0]);
  }

  public int count() {
    return tdmrs.length;
  }

  public Tdmr get(int number) {
    return tdmrs[number];
  }

  /** The TDMR that starts there, or null. */
  public Tdmr startingAt(long base) {
    Tdmr tdmr = covering(base);
    return tdmr != null && tdmr.base() == base ? tdmr : null;
  }

  /** The TDMR that an address is in, or null. */
  Tdmr covering(long hpa) {
    int low = 0;
    int high = tdmrs.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Tdmr tdmr = tdmrs[middle];
      if (tdmr.covers(hpa)) {
        return tdmr;
      }
      if (hpa < tdmr.base()) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return null;
  }
}
