package org.seamreplay.module;

/** Operand ids of a status' bits 31:0 that are not registers (TDX module 1.5.01). */
final class OperandId {
  static final int RCX = 1;
  static final int RDX = 2;
  static final int R8 = 8;
  static final int R9 = 9;
  static final int R10 = 10;
  static final int R11 = 11;
  static final int ATTRIBUTES = 64;
  static final int XFAM = 65;
  static final int EXEC_CONTROLS = 66;
  static final int EPTP_CONTROLS = 67;
  static final int MAX_VCPUS = 68;
  static final int CPUID_CONFIG = 69;
  static final int TSC_FREQUENCY = 70;
  static final int NUM_L2_VMS = 71;
  static final int IA32_ARCH_CAPABILITIES_CONFIG = 72;
  static final int PAGE = 95;

  private OperandId() {}
}
