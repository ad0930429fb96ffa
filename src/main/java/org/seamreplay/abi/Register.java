package org.seamreplay.abi;

/** A general register that SEAMCALL uses, with its operand id (the x86 encoding). */
public enum Register {
  RAX(0),
  RCX(1),
  RDX(2),
  RBX(3),
  RSI(6),
  RDI(7),
  R8(8),
  R9(9),
  R10(10),
  R11(11),
  R12(12),
  R13(13),
  R14(14),
  R15(15);

  private final int operandId;

  Register(int operandId) {
    this.operandId = operandId;
  }

  /** What a completion status names the register by in its low 32 bits. */
  public int operandId() {
    return operandId;
  }

  /** The register's value. */
  public long in(SeamRegisters registers) {
    return switch (this) {
      case RAX -> registers.rax;
      case RCX -> registers.rcx;
      case RDX -> registers.rdx;
      case RBX -> registers.rbx;
      case RSI -> registers.rsi;
      case RDI -> registers.rdi;
      case R8 -> registers.r8;
      case R9 -> registers.r9;
      case R10 -> registers.r10;
      case R11 -> registers.r11;
      case R12 -> registers.r12;
      case R13 -> registers.r13;
      case R14 -> registers.r14;
      case R15 -> registers.r15;
    };
  }

  /** Gives the register a value. */
  public void set(SeamRegisters registers, long value) {
    switch (this) {
      case RAX -> registers.rax = value;
      case RCX -> registers.rcx = value;
      case RDX -> registers.rdx = value;
      case RBX -> registers.rbx = value;
      case RSI -> registers.rsi = value;
      case RDI -> registers.rdi = value;
      case R8 -> registers.r8 = value;
      case R9 -> registers.r9 = value;
      case R10 -> registers.r10 = value;
      case R11 -> registers.r11 = value;
      case R12 -> registers.r12 = value;
      case R13 -> registers.r13 = value;
      case R14 -> registers.r14 = value;
      case R15 -> registers.r15 = value;
    }
  }
}
