package org.seamreplay.platform;

/** A register that CPUID writes. */
public enum CpuidRegister {
  EAX,
  EBX,
  ECX,
  EDX
}
