package org.seamreplay.abi;

/**
 * The general registers at a SEAMCALL: operands going in, status and results coming out. A mutable
 * carrier, one for each LP, because it is on the path of every call. Registers that a leaf does not
 * write keep their value.
 */
public final class SeamRegisters {
  public long rax;
  public long rcx;
  public long rdx;
  public long rbx;
  public long rbp;
  public long rsi;
  public long rdi;
  public long r8;
  public long r9;
  public long r10;
  public long r11;
  public long r12;
  public long r13;
  public long r14;
  public long r15;

  /** How the instruction itself ended. */
  public SeamcallEnd end = SeamcallEnd.COMPLETED;

  /** What the model lacks if the end is {@link SeamcallEnd#NOT_MODELLED}; null otherwise. */
  public String missing;

  /**
   * How a SEAMCALL instruction can end (sources: Intel SDM; values that the stub returns: Linux
   * 7.3).
   */
  public enum SeamcallEnd {
    /** RAX holds the completion status. */
    COMPLETED,
    /** CF = 1: no module, module disabled, loader busy; RAX is as it was. */
    VMFAIL_INVALID,
    /** #GP: the platform has no TDX. */
    GENERAL_PROTECTION,
    /** #UD: the LP is not in VMX operation. */
    UNDEFINED_OPCODE,
    /** VP.ENTER has entered a guest that nobody plays: the LP stays inside until an exit comes. */
    IN_GUEST,
    /**
     * The model has no answer; RAX is all ones, which no module returns. Whoever runs the kernel
     * must stop and say so; the module's observer has the reason.
     */
    NOT_MODELLED
  }
}
