package org.seamreplay.module.leaf;

import java.util.Optional;
import java.util.OptionalLong;
import org.seamreplay.module.port.VmExit;
import org.seamreplay.module.profile.VirtualCpuid;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Vcpu;
import org.seamreplay.module.state.VeInfo;

/**
 * Instructions of a guest that the module executes for it, or refuses (TDX module 1.5.01). Control
 * registers and most MSRs are not modelled.
 */
final class Emulation {
  private static final int CPUID = 10;
  private static final int RDMSR = 31;
  private static final int WRMSR = 32;
  private static final long XAPIC_DISABLE_STATUS = 0xBD;
  private static final long PERF_CAPABILITIES = 0x345;
  private static final long EFER = 0xC0000080L;

  /** Id of the TD field that shows MSR 0; those of the others follow it by number. */
  private static final long VIRTUAL_MSRS = 0x9610000300000000L;

  private static final long HIGHEST_LEAF = 0x23;
  private static final long HYPERVISOR_LEAVES = 0x40000000L;
  private static final long EXTENDED_LEAVES = 0x80000000L;
  private static final long HIGHEST_EXTENDED_LEAF = 0x80000008L;
  private static final int XSAVE_LEAF = 0xD;
  private static final int APIC_ID_SHIFT = 24;

  private final ModuleState state;
  private final GuestEvents events = new GuestEvents();

  Emulation(ModuleState state) {
    this.state = state;
  }

  /** Executes an instruction, or injects an exception. */
  long emulate(Vcpu vcpu, VmExit exit) {
    int reason = (int) exit.reason() & 0xFFFF;
    if (reason == RDMSR || reason == WRMSR) {
      return msr(vcpu, exit, reason);
    }
    if (reason == CPUID && state.profile.virtualCpuid().isPresent()) {
      return cpuid(vcpu, exit, state.profile.virtualCpuid().get());
    }
    return notModelled("VM exit " + reason);
  }

  private long notModelled(String what) {
    state.missing = what;
    return Dispatcher.NOT_MODELLED;
  }

  private long msr(Vcpu vcpu, VmExit exit, int reason) {
    long msr = vcpu.registers[GuestRegisters.RCX] & 0xFFFFFFFFL;
    switch (state.profile.abi().guestMsrs().action(msr, reason == WRMSR)) {
      case VE -> raiseVe(vcpu, exit, reason);
      case GP, DIRECT -> events.generalProtection(vcpu);
      case EMULATED -> {
        if (msr == EFER && reason == WRMSR) {
          // Bits other than SCE, which is all that could change, are the host's business.
          raiseVe(vcpu, exit, reason);
          return Dispatcher.IN_GUEST;
        }
        OptionalLong value = reason == RDMSR ? virtual(msr) : OptionalLong.empty();
        if (value.isEmpty()) {
          return notModelled(String.format("MSR 0x%x", msr));
        }
        vcpu.registers[GuestRegisters.RAX] = value.getAsLong() & 0xFFFFFFFFL;
        vcpu.registers[GuestRegisters.RDX] = value.getAsLong() >>> 32;
        vcpu.advanced = exit.length();
      }
    }
    return Dispatcher.IN_GUEST;
  }

  /** What a TD sees of an MSR that the module reads for it. */
  private OptionalLong virtual(long msr) {
    if (msr == XAPIC_DISABLE_STATUS) {
      return OptionalLong.of(1);
    }
    if (msr == PERF_CAPABILITIES) {
      return OptionalLong.of(0);
    }
    return state.profile.abi().metadata().td().stream()
        .filter(field -> field.id() == VIRTUAL_MSRS + msr && field.value().isPresent())
        .mapToLong(field -> field.value().get())
        .findFirst();
  }

  private void raiseVe(Vcpu vcpu, VmExit exit, int reason) {
    events.raiseVe(
        vcpu,
        new VeInfo(reason, 0, 0, 0, (exit.length() & 0xFFFFFFFFL) | exit.information() << 32));
  }

  private long cpuid(Vcpu vcpu, VmExit exit, VirtualCpuid table) {
    long asked = vcpu.registers[GuestRegisters.RAX] & 0xFFFFFFFFL;
    long leaf = known(asked) ? asked : HIGHEST_LEAF;
    Optional<long[]> values =
        table.values(leaf, vcpu.registers[GuestRegisters.RCX], vcpu.td.params.model());
    boolean wantsVe = (vcpu.cpuidVe & (exit.cpl() == 0 ? 1 : 2)) != 0;
    if (values.isEmpty() || wantsVe) {
      raiseVe(vcpu, exit, CPUID);
      return Dispatcher.IN_GUEST;
    }
    long[] v = values.get();
    if (leaf == 1) {
      v[1] |= (long) vcpu.index << APIC_ID_SHIFT;
    }
    if (leaf == XSAVE_LEAF && (vcpu.registers[GuestRegisters.RCX] & 0xFFFFFFFFL) == 0) {
      // The area for what is enabled now: all of it.
      v[1] = v[2];
    }
    vcpu.registers[GuestRegisters.RAX] = v[0];
    vcpu.registers[GuestRegisters.RBX] = v[1];
    vcpu.registers[GuestRegisters.RCX] = v[2];
    vcpu.registers[GuestRegisters.RDX] = v[3];
    vcpu.advanced = exit.length();
    return Dispatcher.IN_GUEST;
  }

  /** Leaves above the highest one show that one. */
  private static boolean known(long leaf) {
    return leaf <= HIGHEST_LEAF
        || (leaf >= HYPERVISOR_LEAVES && leaf < HYPERVISOR_LEAVES + 0x10000000L)
        || (leaf >= EXTENDED_LEAVES && leaf <= HIGHEST_EXTENDED_LEAF);
  }
}
