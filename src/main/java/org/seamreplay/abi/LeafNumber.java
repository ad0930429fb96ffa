package org.seamreplay.abi;

/** Numbers of the leaves that the model treats specially; names are those of the ABI. */
public final class LeafNumber {
  public static final int VP_ENTER = 0;
  public static final int MNG_ADDCX = 1;
  public static final int MEM_PAGE_ADD = 2;
  public static final int MEM_SEPT_ADD = 3;
  public static final int VP_ADDCX = 4;
  public static final int MEM_PAGE_RELOCATE = 5;
  public static final int MEM_PAGE_AUG = 6;
  public static final int MEM_RANGE_BLOCK = 7;
  public static final int MNG_KEY_CONFIG = 8;
  public static final int MNG_CREATE = 9;
  public static final int VP_CREATE = 10;
  public static final int MNG_RD = 11;
  public static final int MEM_RD = 12;
  public static final int MNG_WR = 13;
  public static final int MEM_WR = 14;
  public static final int MEM_PAGE_DEMOTE = 15;
  public static final int MR_EXTEND = 16;
  public static final int MR_FINALIZE = 17;
  public static final int VP_FLUSH = 18;
  public static final int MNG_VPFLUSHDONE = 19;
  public static final int MNG_KEY_FREEID = 20;
  public static final int MNG_INIT = 21;
  public static final int VP_INIT = 22;
  public static final int MEM_PAGE_PROMOTE = 23;
  public static final int PHYMEM_PAGE_RDMD = 24;
  public static final int MEM_SEPT_RD = 25;
  public static final int VP_RD = 26;
  public static final int MNG_KEY_RECLAIMID = 27;
  public static final int PHYMEM_PAGE_RECLAIM = 28;
  public static final int MEM_PAGE_REMOVE = 29;
  public static final int MEM_SEPT_REMOVE = 30;
  public static final int SYS_KEY_CONFIG = 31;
  public static final int SYS_INFO = 32;
  public static final int SYS_INIT = 33;
  public static final int SYS_RD = 34;
  public static final int SYS_LP_INIT = 35;
  public static final int SYS_TDMR_INIT = 36;
  public static final int SYS_RDALL = 37;
  public static final int MEM_TRACK = 38;
  public static final int MEM_RANGE_UNBLOCK = 39;
  public static final int PHYMEM_CACHE_WB = 40;
  public static final int PHYMEM_PAGE_WBINVD = 41;
  public static final int VP_WR = 43;
  public static final int SYS_LP_SHUTDOWN = 44;
  public static final int SYS_CONFIG = 45;
  public static final int SYS_SHUTDOWN = 52;
  public static final int SYS_UPDATE = 53;
  public static final int EXT_INIT = 60;
  public static final int EXT_MEM_ADD = 61;
  public static final int SYS_DISABLE = 69;
  public static final int QUOTE_GET = 98;
  public static final int QUOTE_INIT = 100;

  private LeafNumber() {}
}
