package org.seamreplay.replay.boundary;

import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.module.port.Seam;
import org.seamreplay.platform.ByteState;
import org.seamreplay.replay.inject.FaultPlan;
import org.seamreplay.trace.record.Recorder;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Vm;

/**
 * What stands for the kernel's assembly around SEAMCALL: the three functions of seamcall.S with
 * what tdxcall.S does to registers and memory (Linux 6.12 to 7.3). {@code __seamcall} reads back
 * nothing, {@code __seamcall_ret} RCX, RDX and R8 to R11, {@code __seamcall_saved_ret} all. If the
 * instruction fails, nothing is read back and a software error is returned.
 */
public final class SeamcallStub {
  /** CF = 1: no module, or the loader is busy. */
  public static final long VMFAIL_INVALID = 0x8000FF00FFFF0000L;

  /** TDX_SW_ERROR with the number of the exception. */
  public static final long GENERAL_PROTECTION = 0x8000FF000000000DL;

  public static final long UNDEFINED_OPCODE = 0x8000FF0000000006L;

  /** Twice what a boot of the largest machine makes: 256 a gigabyte, on 6 TB. */
  private static final long MOST_CALLS = 4_000_000;

  private final LeafTable leaves;
  private final ArgumentLayout layout;
  private final Seam seam;
  private final FaultPlan faults;
  private final Recorder recorder;
  private final IntSupplier currentCpu;
  private final LongConsumer beforeCall;
  private final SeamRegisters registers = new SeamRegisters();

  public SeamcallStub(
      LeafTable leaves,
      ArgumentLayout layout,
      Seam seam,
      FaultPlan faults,
      Recorder recorder,
      IntSupplier currentCpu,
      LongConsumer beforeCall) {
    this.leaves = leaves;
    this.layout = layout;
    this.seam = seam;
    this.faults = faults;
    this.recorder = recorder;
    this.currentCpu = currentCpu;
    this.beforeCall = beforeCall;
  }

  public void addTo(Externals externals) {
    externals
        .function("__seamcall", c -> call(c, "__seamcall", false, false))
        .function("__seamcall_ret", c -> call(c, "__seamcall_ret", true, false))
        .function("__seamcall_saved_ret", c -> call(c, "__seamcall_saved_ret", true, true));
  }

  private void call(ExternalCall call, String via, boolean readBack, boolean saved) {
    Vm vm = call.vm();
    Memory memory = vm.memory();
    long arguments = call.arg(1);
    SeamRegisters r = registers;
    r.rax = call.arg(0);
    r.end = SeamcallEnd.COMPLETED;
    r.missing = null;
    load(vm, memory, arguments, ArgumentLayout.COMMON, layout.common());
    if (saved) {
      load(vm, memory, arguments, ArgumentLayout.SAVED, layout.saved());
    } else {
      clearSaved();
    }
    beforeCall.accept(r.rax);
    int cpu = currentCpu.getAsInt();
    recorder.before(cpu, r, via);
    if (faults.isEmpty() || !faults.answers(cpu, r)) {
      seam.seamcall(cpu, r);
    }
    if (r.end == SeamcallEnd.NOT_MODELLED) {
      String missing = r.missing == null ? leaves.name(call.arg(0)) : r.missing;
      throw new NotModelled(missing + " of the TDX module", vm.stack());
    }
    long result = result(r);
    recorder.after(r, result, vm.stackPositions());
    checkBudget(vm);
    if (readBack && r.end == SeamcallEnd.COMPLETED) {
      store(memory, arguments, ArgumentLayout.COMMON, layout.common());
      if (saved) {
        store(memory, arguments, ArgumentLayout.SAVED, layout.saved());
      }
    }
    call.result(result);
  }

  /** A kernel that never stops calling would cost a minute before its instructions run out. */
  private void checkBudget(Vm vm) {
    if (recorder.overflowed()) {
      vm.report(
          MemoryFault.BUDGET, "more than " + Recorder.MAX_RECORDS + " SEAMCALLs that do not fold");
    } else if (recorder.calls() > MOST_CALLS) {
      vm.report(MemoryFault.BUDGET, "more than " + MOST_CALLS + " SEAMCALLs");
    }
  }

  /** What the stub returns for a call that has ended. */
  public static long result(SeamRegisters r) {
    return switch (r.end) {
      case COMPLETED, NOT_MODELLED, IN_GUEST -> r.rax;
      case VMFAIL_INVALID -> VMFAIL_INVALID;
      case GENERAL_PROTECTION -> GENERAL_PROTECTION;
      case UNDEFINED_OPCODE -> UNDEFINED_OPCODE;
    };
  }

  private void load(Vm vm, Memory memory, long base, Register[] which, int[] offsets) {
    for (int i = 0; i < which.length; i++) {
      long at = base + offsets[i];
      long value = 0;
      if (memory.stateAt(at) != ByteState.UNDEFINED) {
        value = memory.load(at, 8);
      } else if (isOperand(which[i])) {
        vm.report(
            MemoryFault.UNINITIALISED,
            String.format(
                Locale.ROOT, "%s of %s was never written", which[i], leaves.name(registers.rax)));
      }
      which[i].set(registers, value);
    }
  }

  private boolean isOperand(Register register) {
    int version = (int) (registers.rax >>> 16) & 0xff;
    for (LeafDescription.Operand operand :
        leaves.find(registers.rax).map(LeafDescription::in).orElse(java.util.List.of())) {
      if (operand.register() == register && operand.version() <= version) {
        return true;
      }
    }
    return false;
  }

  private void store(Memory memory, long base, Register[] which, int[] offsets) {
    for (int i = 0; i < which.length; i++) {
      memory.store(base + offsets[i], 8, which[i].in(registers));
    }
  }

  /** Registers that the stub does not set hold nothing of the kernel's choosing. */
  private void clearSaved() {
    for (Register register : ArgumentLayout.SAVED) {
      register.set(registers, 0);
    }
  }
}
