package org.seamreplay.module;

import org.seamreplay.module.SeamRegisters.SeamcallEnd;

/**
 * A fault: some calls of a leaf are answered without being executed. Results that the leaf presets
 * on failure are preset, other registers stay as they are.
 *
 * @param leaf which leaf, of the module or the loader
 * @param firstCall the first call that is answered, counting all calls of the leaf on all LPs from
 *     1
 * @param calls how many calls are answered
 * @param end how the instruction ends
 * @param status what RAX holds if it completes
 */
public record Injection(
    LeafDescription leaf, int firstCall, int calls, SeamcallEnd end, long status) {

  /** One call that completes with a status. */
  public static Injection status(LeafDescription leaf, int call, long status) {
    return new Injection(leaf, call, 1, SeamcallEnd.COMPLETED, status);
  }

  /** One call whose instruction fails. */
  public static Injection end(LeafDescription leaf, int call, SeamcallEnd end) {
    return new Injection(leaf, call, 1, end, 0);
  }

  boolean applies(boolean loader, int number, int call) {
    return leaf.loader() == loader
        && leaf.number() == number
        && call >= firstCall
        && call - firstCall < calls;
  }
}
