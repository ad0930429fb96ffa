package org.seamreplay.module;

/** What outlives an update of the module: keys, memory regions, pages and TDs. */
final class ModuleTables {
  /** No global KeyID yet. */
  static final int NO_HKID = -1;

  final HkidTable hkids;
  Pamt pamt = new Pamt(TdmrTable.EMPTY);
  int globalHkid = NO_HKID;

  /** A bit for each package that has the global key. */
  long keyedPackages;

  /** Pages that the extensions' memory pool has; they never come back. */
  long poolPages;

  ModuleTables(int lastHkid) {
    hkids = new HkidTable(lastHkid);
  }
}
