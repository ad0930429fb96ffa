package org.seamreplay.module.port;

/**
 * A guest leaves VMX non-root operation: what the CPU tells the module of it (Intel SDM).
 *
 * @param reason exit reason; bit 31 for an entry that failed
 * @param qualification exit qualification
 * @param gpa guest physical address of an EPT violation or misconfiguration
 * @param gla guest linear address
 * @param interruption interruption information of the event that caused the exit
 * @param length bytes of the instruction
 * @param information instruction information
 * @param progress how far RIP moved since the guest was entered
 * @param cpl privilege level
 * @param longMode whether the guest runs in 64-bit mode
 * @param registers the guest's general registers RAX, RCX, RDX, RBX, RBP, RSI, RDI, R8 to R15
 */
public record VmExit(
    long reason,
    long qualification,
    long gpa,
    long gla,
    long interruption,
    long length,
    long information,
    long progress,
    int cpl,
    boolean longMode,
    long[] registers) {}
