package org.seamreplay.module.leaf;

import org.seamreplay.module.state.Vcpu;
import org.seamreplay.module.state.VeInfo;

/** Exceptions that the module injects into a guest (TDX module 1.5.01, Intel SDM). */
final class GuestEvents {
  private static final long VIRTUALIZATION = 0x80000314L;
  private static final long DOUBLE_FAULT = 0x80000B08L;
  private static final long GENERAL_PROTECTION = 0x80000B0DL;
  private static final long PAGE_FAULT = 0x80000B0EL;
  private static final long UNDEFINED_OPCODE = 0x80000306L;

  /** #VE; #DF if the guest has not asked about the one before. */
  void raiseVe(Vcpu vcpu, VeInfo info) {
    if (vcpu.veInfo != null) {
      raise(vcpu, DOUBLE_FAULT, 0);
      return;
    }
    vcpu.veInfo = info;
    raise(vcpu, VIRTUALIZATION, 0);
  }

  void generalProtection(Vcpu vcpu) {
    raise(vcpu, GENERAL_PROTECTION, 0);
  }

  void undefinedOpcode(Vcpu vcpu) {
    raise(vcpu, UNDEFINED_OPCODE, 0);
  }

  void pageFault(Vcpu vcpu, long error) {
    raise(vcpu, PAGE_FAULT, error);
  }

  /** Injects an event with its interruption information. */
  void raise(Vcpu vcpu, long information, long error) {
    vcpu.injected = information;
    vcpu.error = error;
  }
}
