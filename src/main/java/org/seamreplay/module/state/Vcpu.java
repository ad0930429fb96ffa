package org.seamreplay.module.state;

/** A virtual CPU of a TD as its TDVPS pages describe it. */
public final class Vcpu {
  /** Not associated with any LP. */
  public static final int NO_LP = -1;

  final long tdvpr;
  public final Td td;

  /** TDVPS pages, the TDVPR included. */
  public int pages = 1;

  public boolean initialised;
  public int x2apicId = -1;

  /** The LP that holds the VCPU's state. */
  public int lp = NO_LP;

  public Vcpu(long tdvpr, Td td) {
    this.tdvpr = tdvpr;
    this.td = td;
  }
}
