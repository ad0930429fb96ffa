package org.seamreplay.diff;

/**
 * One thing in which two calls that belong together differ.
 *
 * @param what a path such as {@code in.TDMR_BASE}
 * @param expected the value on the expected side; empty if there is none
 * @param got the value on the other side; empty if there is none
 */
public record CallDifference(Divergence.Kind kind, String what, String expected, String got) {}
