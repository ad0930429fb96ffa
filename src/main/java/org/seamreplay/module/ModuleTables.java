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

  ModuleTables(int lastHkid) {
    hkids = new HkidTable(lastHkid);
  }
}
