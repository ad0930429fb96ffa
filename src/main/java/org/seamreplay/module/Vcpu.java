package org.seamreplay.module;

/** A virtual CPU of a TD as its TDVPS pages describe it. */
final class Vcpu {
  /** Not associated with any LP. */
  static final int NO_LP = -1;

  final long tdvpr;
  final Td td;

  /** TDVPS pages, the TDVPR included. */
  int pages = 1;

  boolean initialised;
  int x2apicId = -1;

  /** The LP that holds the VCPU's state. */
  int lp = NO_LP;

  Vcpu(long tdvpr, Td td) {
    this.tdvpr = tdvpr;
    this.td = td;
  }
}
