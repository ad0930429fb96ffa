package org.seamreplay.module.leaf;

import org.seamreplay.abi.SeamRegisters;

/** The general registers without RSP by number, as a VCPU keeps them. */
final class GuestRegisters {
  static final int RAX = 0;
  static final int RCX = 1;
  static final int RDX = 2;
  static final int RBX = 3;
  static final int RBP = 4;
  static final int RSI = 5;
  static final int R8 = 7;
  static final int R9 = 8;
  static final int R10 = 9;
  static final int R11 = 10;

  /** RSP, which is not among them, has number 4 in the encoding of the CPU. */
  private static final int RSP_ENCODING = 4;

  private GuestRegisters() {}

  /** Whether the control value of TDG.VP.VMCALL passes a register. */
  static boolean selected(long control, int register) {
    int encoding = register < RSP_ENCODING ? register : register + 1;
    return ((control >>> encoding) & 1) != 0;
  }

  static long get(SeamRegisters r, int register) {
    return switch (register) {
      case 0 -> r.rax;
      case 1 -> r.rcx;
      case 2 -> r.rdx;
      case 3 -> r.rbx;
      case 4 -> r.rbp;
      case 5 -> r.rsi;
      case 6 -> r.rdi;
      case 7 -> r.r8;
      case 8 -> r.r9;
      case 9 -> r.r10;
      case 10 -> r.r11;
      case 11 -> r.r12;
      case 12 -> r.r13;
      case 13 -> r.r14;
      default -> r.r15;
    };
  }

  static void set(SeamRegisters r, int register, long value) {
    switch (register) {
      case 0 -> r.rax = value;
      case 1 -> r.rcx = value;
      case 2 -> r.rdx = value;
      case 3 -> r.rbx = value;
      case 4 -> r.rbp = value;
      case 5 -> r.rsi = value;
      case 6 -> r.rdi = value;
      case 7 -> r.r8 = value;
      case 8 -> r.r9 = value;
      case 9 -> r.r10 = value;
      case 10 -> r.r11 = value;
      case 11 -> r.r12 = value;
      case 12 -> r.r13 = value;
      case 13 -> r.r14 = value;
      default -> r.r15 = value;
    }
  }
}
