package org.seamreplay.module;

/** Numbers of the leaves that the model treats specially; names are those of the ABI. */
final class LeafNumber {
  static final int MNG_ADDCX = 1;
  static final int MEM_PAGE_ADD = 2;
  static final int MEM_SEPT_ADD = 3;
  static final int VP_ADDCX = 4;
  static final int MNG_KEY_CONFIG = 8;
  static final int MNG_CREATE = 9;
  static final int VP_CREATE = 10;
  static final int MNG_RD = 11;
  static final int MR_EXTEND = 16;
  static final int MR_FINALIZE = 17;
  static final int VP_FLUSH = 18;
  static final int MNG_VPFLUSHDONE = 19;
  static final int MNG_KEY_FREEID = 20;
  static final int MNG_INIT = 21;
  static final int VP_INIT = 22;
  static final int PHYMEM_PAGE_RDMD = 24;
  static final int MNG_KEY_RECLAIMID = 27;
  static final int PHYMEM_PAGE_RECLAIM = 28;
  static final int SYS_KEY_CONFIG = 31;
  static final int SYS_INFO = 32;
  static final int SYS_INIT = 33;
  static final int SYS_RD = 34;
  static final int SYS_LP_INIT = 35;
  static final int SYS_TDMR_INIT = 36;
  static final int SYS_RDALL = 37;
  static final int PHYMEM_CACHE_WB = 40;
  static final int PHYMEM_PAGE_WBINVD = 41;
  static final int SYS_LP_SHUTDOWN = 44;
  static final int SYS_CONFIG = 45;
  static final int SYS_SHUTDOWN = 52;
  static final int SYS_UPDATE = 53;
  static final int EXT_INIT = 60;
  static final int EXT_MEM_ADD = 61;
  static final int SYS_DISABLE = 69;
  static final int QUOTE_GET = 98;
  static final int QUOTE_INIT = 100;

  private LeafNumber() {}
}
