package org.seamreplay.abi;

/** Operand ids of a status' bits 31:0 that are not registers (TDX module 1.5.01). */
public final class OperandId {
  public static final int RCX = 1;
  public static final int RDX = 2;
  public static final int R8 = 8;
  public static final int R9 = 9;
  public static final int R10 = 10;
  public static final int R11 = 11;
  public static final int ATTRIBUTES = 64;
  public static final int XFAM = 65;
  public static final int EXEC_CONTROLS = 66;
  public static final int EPTP_CONTROLS = 67;
  public static final int MAX_VCPUS = 68;
  public static final int CPUID_CONFIG = 69;
  public static final int TSC_FREQUENCY = 70;
  public static final int NUM_L2_VMS = 71;
  public static final int IA32_ARCH_CAPABILITIES_CONFIG = 72;
  public static final int PAGE = 95;
  public static final int TDR = 128;
  public static final int SEPT_TREE = 146;

  private OperandId() {}
}
