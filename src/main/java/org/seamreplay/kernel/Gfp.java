package org.seamreplay.kernel;

/** Allocation flags of the tree that the models look at. */
record Gfp(long kernel, long zero, long directReclaim, long noFail, long thisNode) {
  static Gfp of(Layouts layouts) {
    return new Gfp(
        layouts.number("GFP_KERNEL"),
        layouts.number("__GFP_ZERO"),
        layouts.number("__GFP_DIRECT_RECLAIM"),
        layouts.number("__GFP_NOFAIL"),
        layouts.number("__GFP_THISNODE"));
  }
}
