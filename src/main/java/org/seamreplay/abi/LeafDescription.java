package org.seamreplay.abi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A leaf function as the data file describes it.
 *
 * @param number bits 15:0 of RAX
 * @param loader whether it belongs to the persistent loader (RAX bit 63)
 * @param name for example TDH.SYS.CONFIG
 * @param versions values of bits 23:16 that some known module accepts, ascending
 * @param baseVersion highest version of module 1.5.01, -1 if it does not have the leaf
 * @param resumable whether it may answer TDX_INTERRUPTED_RESUMABLE
 * @param modelled whether its operands are described and some module profile executes it
 * @param states OP_STATEs of a TD in which it works; empty if it does not test them
 * @param effect what its success means to those who follow a trace
 * @param in operands, in register order of the ABI
 * @param out results
 */
public record LeafDescription(
    int number,
    boolean loader,
    String name,
    List<Integer> versions,
    int baseVersion,
    boolean resumable,
    boolean modelled,
    Set<OpState> states,
    Optional<LeafEffect> effect,
    List<Operand> in,
    List<Operand> out) {

  /**
   * An operand or result.
   *
   * @param register where it is passed
   * @param name what it is, in capitals
   * @param kind how to read the value, for example hpa, count, field-id
   * @param memory what the address leads to, for example tdmr-info-array
   * @param count the register that holds the number of elements (or bytes) at the address
   * @param version the first version of the leaf that has it
   * @param preset for results: what the register holds when the leaf fails
   */
  public record Operand(
      Register register,
      String name,
      String kind,
      Optional<String> memory,
      Optional<Register> count,
      int version,
      Optional<Long> preset) {}
}
