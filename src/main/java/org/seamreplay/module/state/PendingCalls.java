package org.seamreplay.module.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.profile.Choices;

/**
 * Extension calls that were interrupted and not yet resumed. EXT.INIT and the quoting leaves have
 * no resume flag, so the module must recognise a repetition. The rules are choices of the model,
 * made after how TDX module 1.5.01 treats its own interruptible leaves: the same leaf with the same
 * operands, on any LP, resumes, however much later; other operands, or another extension call on
 * the LP that was interrupted, drop the interrupted call.
 */
public final class PendingCalls {
  private final ModuleState state;
  private final List<Call> calls = new ArrayList<>();

  public PendingCalls(ModuleState state) {
    this.state = state;
  }

  /** An extension call in work, which may take several SEAMCALLs. */
  public static final class Call {
    private final int leaf;
    private final long subject;
    private final long[] operands;
    private int lp;
    private int progress;

    /** What the call took in when it began; null if nothing. */
    public byte[] input;

    /** The quoting keys there were when the call began. */
    public int quotingKeys;

    private Call(int lp, int leaf, long subject, long[] operands) {
      this.lp = lp;
      this.leaf = leaf;
      this.subject = subject;
      this.operands = operands;
    }

    /**
     * Goes on until all steps are done or an interrupt is pending; at least one step a call.
     *
     * @return whether all steps are done
     */
    public boolean work(int onLp, int steps, Interrupts interrupts) {
      lp = onLp;
      for (int done = 1; ++progress < steps; done++) {
        if (interrupts.pending(onLp, leaf, done)) {
          return false;
        }
      }
      return true;
    }

    private boolean sameOperands(SeamRegisters r) {
      return Arrays.equals(operands, operands(r));
    }
  }

  /**
   * Begins or resumes a call.
   *
   * @param subject what the call works on: a TD's TDR, or 0 for the module
   * @return null if the resumption is invalid
   */
  public Call enter(int lp, int leaf, long subject, SeamRegisters r) {
    for (Iterator<Call> i = calls.iterator(); i.hasNext(); ) {
      Call call = i.next();
      if (call.leaf == leaf && call.subject == subject) {
        if (subject == 0 || call.sameOperands(r)) {
          return call;
        }
        i.remove();
        state.memory.observer().choice("resumption with other operands drops the call");
        return null;
      }
    }
    if (calls.removeIf(call -> call.lp == lp)) {
      state.memory.observer().choice("another extension SEAMCALL drops the interrupted one");
      if (state.profile.choices().otherExtensionCall() == Choices.OtherCall.INVALID_RESUMPTION) {
        return null;
      }
    }
    Call call = new Call(lp, leaf, subject, operands(r));
    calls.add(call);
    return call;
  }

  /** The call is done, or failed. */
  public void finish(Call call) {
    calls.remove(call);
  }

  /** A TD is gone, and what was in work for it. */
  public void dropSubject(long subject) {
    calls.removeIf(call -> call.subject == subject);
  }

  private static long[] operands(SeamRegisters r) {
    return new long[] {r.rcx, r.rdx, r.r8, r.r9, r.r10, r.r11};
  }
}
