package org.seamreplay.module;

import java.util.HashMap;
import java.util.Map;

/** What outlives an update of the module: keys, memory regions, pages and TDs. */
final class ModuleTables {
  /** No global KeyID yet. */
  static final int NO_HKID = -1;

  final HkidTable hkids;
  Pamt pamt = new Pamt(TdmrTable.EMPTY);
  int globalHkid = NO_HKID;

  /** A bit for each package that has the global key. */
  long keyedPackages;

  /** TDs by the HPA of their TDR. */
  final Map<Long, Td> tds = new HashMap<>();

  /** VCPUs by the HPA of their TDVPR. */
  final Map<Long, Vcpu> vcpus = new HashMap<>();

  /** How many TDs were created; makes their UUIDs differ. */
  int createdTds;

  /** How many times QUOTE.INIT made new keys. */
  int quotingKeys;

  /** Pages that the extensions' memory pool has; they never come back. */
  long poolPages;

  /** EXT.INIT has succeeded with that pool once. */
  boolean poolInUse;

  /** Interrupted write-backs by package; null where there is none. */
  final WriteBack[] writeBacks;

  /** Bytes that MAX_QUOTE_SIZE has promised; 0 if it never could be read. */
  int promisedQuoteSize;

  ModuleTables(int lastHkid, int packages) {
    hkids = new HkidTable(lastHkid);
    writeBacks = new WriteBack[packages];
  }
}
