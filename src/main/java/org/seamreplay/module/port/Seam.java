package org.seamreplay.module.port;

import org.seamreplay.abi.SeamRegisters;

/**
 * What answers SEAMCALLs: the loaded TDX module and the persistent loader behind one instruction.
 */
public interface Seam {
  /**
   * Executes SEAMCALL on an LP.
   *
   * @param lp the LP that executes the instruction
   * @param registers operands in, results out; {@link SeamRegisters#end} says how the instruction
   *     ended
   */
  void seamcall(int lp, SeamRegisters registers);
}
