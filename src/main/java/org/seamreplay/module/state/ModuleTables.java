package org.seamreplay.module.state;

import java.util.HashMap;
import java.util.Map;

/** What outlives an update of the module: keys, memory regions, pages and TDs. */
public final class ModuleTables {
  /** No global KeyID yet. */
  static final int NO_HKID = -1;

  public final HkidTable hkids;
  public Pamt pamt = new Pamt(TdmrTable.EMPTY);
  public int globalHkid = NO_HKID;

  /** A bit for each package that has the global key. */
  public long keyedPackages;

  /** TDs by the HPA of their TDR. */
  public final Map<Long, Td> tds = new HashMap<>();

  /** VCPUs by the HPA of their TDVPR. */
  public final Map<Long, Vcpu> vcpus = new HashMap<>();

  /** How many TDs were created; makes their UUIDs differ. */
  public int createdTds;

  /** How many times QUOTE.INIT made new keys. */
  public int quotingKeys;

  /** Pages that the extensions' memory pool has; they never come back. */
  public long poolPages;

  /** EXT.INIT has succeeded with that pool once. */
  public boolean poolInUse;

  /** Interrupted write-backs by package; null where there is none. */
  public final WriteBack[] writeBacks;

  /** Bytes that MAX_QUOTE_SIZE has promised; 0 if it never could be read. */
  public int promisedQuoteSize;

  ModuleTables(int lastHkid, int packages) {
    hkids = new HkidTable(lastHkid);
    writeBacks = new WriteBack[packages];
  }
}
