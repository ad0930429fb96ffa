package org.seamreplay.module.leaf;

import org.seamreplay.abi.SeamRegisters;

/** The body of a leaf function: all that happens after the dispatcher's checks. */
interface Leaf {
  /**
   * Executes the leaf.
   *
   * @param lp the LP that executes the call
   * @param version bits 23:16 of RAX
   * @param registers operands in, results out; RAX is set by the caller
   * @return the completion status
   */
  long execute(int lp, int version, SeamRegisters registers);
}
