package org.seamreplay.module.leaf;

import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.port.GuestEntry;
import org.seamreplay.module.port.VmExit;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.TdParams;
import org.seamreplay.module.state.Vcpu;
import org.seamreplay.module.state.VeInfo;

/**
 * What the module does when a guest leaves VMX non-root operation: it goes on with the guest, or
 * the host gets the LP back (TDX module 1.5.01).
 */
public final class VmExits {
  private static final long BUS_LOCK = 1L << 26;
  private static final long BUS_LOCK_EXIT = 0x400004AL;
  private static final long FAILED_ENTRY = 1L << 31;
  private static final int TDCALL = 77;
  private static final int NMI = 0x202;
  private static final int MACHINE_CHECK = 18;
  private static final long EVENT = 0x7FF;

  /** What an exit to the host shows of the qualification of an EPT violation. */
  private static final long ACCESS = 0x7F;

  private static final long ADDRESSES = (1L << 52) - 1;
  private static final long LINEAR_ADDRESS_VALID = 1 << 7;
  private static final long RESERVED_BIT_FAULT = 1 | 1 << 3;

  /** Faults at one place that are only counted. */
  private static final int FAULTS_UNNOTICED = 6;

  private static final int MOST_FAULTS = 32;

  private final ModuleState state;
  private final TdCalls calls;
  private final Emulation emulation;
  private final GuestEvents events = new GuestEvents();

  VmExits(ModuleState state, TdCalls calls, Emulation emulation) {
    this.state = state;
    this.calls = calls;
    this.emulation = emulation;
  }

  /**
   * Handles an exit of the guest that runs on an LP.
   *
   * @param r what the host gets if the guest does not go on
   * @return RAX of the host, {@link Dispatcher#IN_GUEST} or {@link Dispatcher#NOT_MODELLED}
   */
  public long exit(int lp, VmExit exit, SeamRegisters r) {
    Vcpu vcpu = state.running[lp];
    if (vcpu == null) {
      return Dispatcher.NOT_MODELLED;
    }
    vcpu.registers = exit.registers().clone();
    vcpu.advanced = 0;
    if (exit.progress() != 0) {
      vcpu.faults = 0;
      vcpu.faultingGpas.clear();
    }
    long status;
    if (vcpu.td.fatal) {
      status = toHost(vcpu, r, Status.NON_RECOVERABLE_TD_NON_ACCESSIBLE | basic(exit), exit);
    } else {
      try {
        status = handle(vcpu, exit, r);
      } catch (FaultExit fault) {
        vcpu.registers = exit.registers().clone();
        long flags = exit.reason() & BUS_LOCK;
        status =
            leave(
                vcpu,
                r,
                fault.reason() | flags,
                fault.qualification(),
                fault.extended(),
                fault.gpa() & -4096,
                0);
      } catch (Refused refused) {
        status = refused.status();
      }
    }
    if (status == Dispatcher.IN_GUEST && (exit.reason() & BUS_LOCK) != 0) {
      return leave(vcpu, r, BUS_LOCK_EXIT, 0, 0, 0, 0);
    }
    return status;
  }

  /** What the guest that runs on an LP finds. */
  public GuestEntry entry(int lp) {
    Vcpu vcpu = state.running[lp];
    GuestEntry entry =
        new GuestEntry(vcpu.registers.clone(), vcpu.injected, vcpu.error, vcpu.advanced);
    vcpu.injected = 0;
    vcpu.error = 0;
    return entry;
  }

  private static int basic(VmExit exit) {
    return (int) exit.reason() & 0xFFFF;
  }

  private long handle(Vcpu vcpu, VmExit exit, SeamRegisters r) {
    if ((exit.reason() & FAILED_ENTRY) != 0) {
      return failedEntry(vcpu, exit, r);
    }
    return switch (basic(exit)) {
      case 0 -> exception(vcpu, exit, r);
      case 1, 3, 9, 42, 74 -> toHost(vcpu, r, exit.reason(), exit);
      case 2 -> {
        vcpu.state = Vcpu.State.DISABLED;
        long rax = Status.NON_RECOVERABLE_VCPU | exit.reason();
        yield leave(vcpu, r, rax, exit.qualification(), 0, 0, 0);
      }
      case 6 ->
          (exit.qualification() & 1) != 0
              ? fatal(vcpu, r, Status.NON_RECOVERABLE_TD_NON_ACCESSIBLE, exit)
              : toHost(vcpu, r, exit.reason(), exit);
      case 75 ->
          (exit.qualification() & 1) != 0
              ? fatal(vcpu, r, Status.NON_RECOVERABLE_TD, exit)
              : toHost(vcpu, r, exit.reason(), exit);
      case 8 -> interruptWindow(vcpu, exit);
      case 12, 13, 18, 30, 36, 39, 54, 56, 65 -> raiseVe(vcpu, exit);
      case 11, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 50, 53, 59, 60, 70, 73, 76 -> {
        events.undefinedOpcode(vcpu);
        yield Dispatcher.IN_GUEST;
      }
      case 15, 72 -> {
        events.generalProtection(vcpu);
        yield Dispatcher.IN_GUEST;
      }
      case 10, 28, 31, 32, 55 -> emulation.emulate(vcpu, exit);
      case FaultExit.EPT_VIOLATION -> eptViolation(vcpu, exit, r);
      case FaultExit.EPT_MISCONFIGURATION ->
          leave(vcpu, r, exit.reason(), 0, 0, exit.gpa() & -4096, 0);
      case TDCALL -> calls.call(vcpu, exit, r) ? vmcall(vcpu, exit, r) : Dispatcher.IN_GUEST;
      case 62 -> Dispatcher.NOT_MODELLED;
      default ->
          vcpu.td.debug()
              ? toHost(vcpu, r, exit.reason(), exit)
              : fatal(vcpu, r, Status.NON_RECOVERABLE_TD, exit);
    };
  }

  private long failedEntry(Vcpu vcpu, VmExit exit, SeamRegisters r) {
    if (basic(exit) == 41) {
      return fatal(vcpu, r, Status.NON_RECOVERABLE_TD_NON_ACCESSIBLE, exit);
    }
    return vcpu.td.debug()
        ? toHost(vcpu, r, exit.reason(), exit)
        : fatal(vcpu, r, Status.NON_RECOVERABLE_TD, exit);
  }

  private long exception(Vcpu vcpu, VmExit exit, SeamRegisters r) {
    if ((exit.interruption() & 0xFF) == MACHINE_CHECK) {
      return fatal(vcpu, r, Status.NON_RECOVERABLE_TD_NON_ACCESSIBLE, exit);
    }
    if ((exit.interruption() & EVENT) == NMI || vcpu.td.debug()) {
      return toHost(vcpu, r, exit.reason(), exit);
    }
    // A production TD takes its exceptions itself; the module dies of one that comes here.
    return Dispatcher.NOT_MODELLED;
  }

  private long interruptWindow(Vcpu vcpu, VmExit exit) {
    if (vcpu.pendingNmi() && vcpu.veInfo == null) {
      vcpu.clearPendingNmi();
      events.raise(vcpu, 0x80000000L | NMI, 0);
    } else {
      vcpu.advanced = exit.length();
    }
    return Dispatcher.IN_GUEST;
  }

  private long raiseVe(Vcpu vcpu, VmExit exit) {
    events.raiseVe(
        vcpu,
        new VeInfo(
            basic(exit),
            exit.qualification(),
            0,
            0,
            (exit.length() & 0xFFFFFFFFL) | exit.information() << 32));
    return Dispatcher.IN_GUEST;
  }

  private long eptViolation(Vcpu vcpu, VmExit exit, SeamRegisters r) {
    Td td = vcpu.td;
    long qualification = exit.qualification();
    long above = exit.gpa() >>> td.params.gpaBits() << td.params.gpaBits() & ADDRESSES;
    if (above != 0 && (qualification & LINEAR_ADDRESS_VALID) != 0) {
      long error = RESERVED_BIT_FAULT;
      error |= (qualification & 2) != 0 ? 2 : 0;
      error |= exit.cpl() == 3 ? 4 : 0;
      error |= (qualification & 4) != 0 ? 16 : 0;
      events.pageFault(vcpu, error);
      return Dispatcher.IN_GUEST;
    }
    long extended = 0;
    if (td.params.privateGpa(exit.gpa())) {
      EntryState found = td.sept.walk(exit.gpa(), SecureEpt.LEAF_LEVEL).state;
      if (found == EntryState.PENDING) {
        if (!td.pendingVeDisabled()) {
          events.raiseVe(
              vcpu,
              new VeInfo(
                  FaultExit.EPT_VIOLATION,
                  qualification,
                  exit.gla(),
                  exit.gpa(),
                  (exit.length() & 0xFFFFFFFFL) | exit.information() << 32));
          return Dispatcher.IN_GUEST;
        }
        extended = FaultExit.PENDING;
      }
      if (exit.progress() == 0) {
        noteFault(vcpu, exit.gpa() & -4096);
      }
    }
    return leave(vcpu, r, exit.reason(), qualification & ACCESS, extended, exit.gpa() & -4096, 0);
  }

  private static void noteFault(Vcpu vcpu, long gpa) {
    if (++vcpu.faults > FAULTS_UNNOTICED
        && vcpu.faultingGpas.size() < MOST_FAULTS
        && !vcpu.faultingGpas.contains(gpa)) {
      vcpu.faultingGpas.add(gpa);
    }
  }

  private long fatal(Vcpu vcpu, SeamRegisters r, long status, VmExit exit) {
    vcpu.td.fatal = true;
    return toHost(vcpu, r, status | exit.reason(), exit);
  }

  private long toHost(Vcpu vcpu, SeamRegisters r, long rax, VmExit exit) {
    return leave(vcpu, r, rax, exit.qualification(), 0, 0, exit.interruption());
  }

  /** The host gets the LP back. */
  private long leave(
      Vcpu vcpu,
      SeamRegisters r,
      long rax,
      long qualification,
      long extended,
      long gpa,
      long interruption) {
    for (int i = 0; i < Vcpu.REGISTERS; i++) {
      GuestRegisters.set(r, i, 0);
    }
    r.rcx = qualification & 0xFFFFFFFFL;
    r.rdx = extended;
    r.r8 = gpa;
    r.r9 = interruption & 0xFFFFFFFFL;
    vcpu.lastExit = Vcpu.LastExit.ASYNCHRONOUS;
    left(vcpu);
    return rax;
  }

  /** TDG.VP.VMCALL: the registers that the guest chose go to the host. */
  private long vmcall(Vcpu vcpu, VmExit exit, SeamRegisters r) {
    long control = vcpu.registers[GuestRegisters.RCX];
    long rbp = vcpu.hostRbp;
    for (int i = 0; i < Vcpu.REGISTERS; i++) {
      GuestRegisters.set(r, i, GuestRegisters.selected(control, i) ? vcpu.registers[i] : 0);
    }
    if ((vcpu.td.params.configFlags() & TdParams.NO_RBP_MOD) != 0) {
      r.rbp = rbp;
    }
    r.rcx = control;
    vcpu.lastExit = Vcpu.LastExit.VMCALL;
    vcpu.vmcallControl = control;
    left(vcpu);
    return exit.reason();
  }

  private void left(Vcpu vcpu) {
    Td td = vcpu.td;
    td.inGuest[(int) vcpu.epoch & 1]--;
    if (vcpu.state == Vcpu.State.ACTIVE) {
      vcpu.state = Vcpu.State.READY;
    }
    state.locks.leave(vcpu);
    state.running[vcpu.lp] = null;
  }
}
