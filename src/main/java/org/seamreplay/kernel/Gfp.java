package org.seamreplay.kernel;

/** Allocation flags, as the shim's {@code linux/gfp_types.h} has them. */
final class Gfp {
  static final long ZERO = 1 << 8;
  static final long DIRECT_RECLAIM = 1 << 10;
  static final long NOFAIL = 1 << 15;
  static final long THISNODE = 1 << 21;
  static final long KERNEL = 0xCC0;

  private Gfp() {}
}
