package org.seamreplay.replay.boundary;

import java.util.function.Consumer;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Memory;

/**
 * What stands for a guest's assembly around TDCALL (tdcall.S of Linux 6.12 to 7.3): {@code
 * __tdcall} reads back nothing but RAX, {@code __tdcall_ret} the registers of ordinary leaves,
 * {@code __tdcall_saved_ret} all. The instruction itself does not fail in a TD.
 */
public final class TdcallStub {
  private final ArgumentLayout layout;
  private final Consumer<SeamRegisters> instruction;

  /**
   * A stub.
   *
   * @param layout where the guest's struct has the registers
   * @param instruction executes TDCALL
   */
  public TdcallStub(ArgumentLayout layout, Consumer<SeamRegisters> instruction) {
    this.layout = layout;
    this.instruction = instruction;
  }

  public void addTo(Externals externals) {
    externals
        .function("__tdcall", c -> call(c, false, false))
        .function("__tdcall_ret", c -> call(c, true, false))
        .function("__tdcall_saved_ret", c -> call(c, true, true));
  }

  private void call(ExternalCall call, boolean readBack, boolean saved) {
    Memory memory = call.vm().memory();
    long arguments = call.arg(1);
    SeamRegisters before = new SeamRegisters();
    layout.load(memory, arguments, before);
    SeamRegisters r = new SeamRegisters();
    layout.load(memory, arguments, r);
    r.rax = call.arg(0);
    instruction.accept(r);
    if (readBack) {
      if (!saved) {
        for (var register : ArgumentLayout.SAVED) {
          register.set(r, register.in(before));
        }
      }
      layout.store(memory, arguments, r);
    }
    call.result(r.rax);
  }
}
