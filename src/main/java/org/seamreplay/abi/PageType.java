package org.seamreplay.abi;

/** What PAMT says a page is used for; values as TDH.PHYMEM.PAGE.RDMD shows them (1.5.01). */
public final class PageType {
  /** Not assigned: free. */
  public static final int NDA = 0;

  /** Inside a reserved area of a TDMR, PAMT pages included. */
  public static final int RSVD = 1;

  /** A private page of a TD. */
  public static final int REG = 3;

  /** The root page of a TD. */
  public static final int TDR = 4;

  /** A further page of a TD or VCPU. */
  public static final int TDCX = 5;

  /** The root page of a VCPU. */
  public static final int TDVPR = 6;

  /**
   * A page of the extensions' memory pool. Which type modules show is not public; 7 is unused in
   * 1.5.01, and any value but NDA and RSVD means private memory to Linux.
   */
  public static final int POOL = 7;

  /** A page of a secure EPT. */
  public static final int EPT = 8;

  private PageType() {}
}
