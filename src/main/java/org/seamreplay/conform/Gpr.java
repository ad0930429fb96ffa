package org.seamreplay.conform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.seamreplay.abi.SeamRegisters;

/** The 15 general registers that a vector file speaks of; RSP stays with who runs. */
enum Gpr {
  RAX(0),
  RCX(1),
  RDX(2),
  RBX(3),
  RBP(4),
  RSI(5),
  RDI(6),
  R8(7),
  R9(8),
  R10(9),
  R11(10),
  R12(11),
  R13(12),
  R14(13),
  R15(14);

  static final int COUNT = values().length;
  private static final Gpr[] ALL = values();

  private final int index;

  Gpr(int index) {
    this.index = index;
  }

  /** Its place in an array of all registers. */
  int index() {
    return index;
  }

  /** The register's key in a vector file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Gpr> of(String key) {
    return Arrays.stream(ALL).filter(r -> r.key().equals(key)).findFirst();
  }

  static void copy(long[] from, SeamRegisters to) {
    to.rax = from[0];
    to.rcx = from[1];
    to.rdx = from[2];
    to.rbx = from[3];
    to.rbp = from[4];
    to.rsi = from[5];
    to.rdi = from[6];
    to.r8 = from[7];
    to.r9 = from[8];
    to.r10 = from[9];
    to.r11 = from[10];
    to.r12 = from[11];
    to.r13 = from[12];
    to.r14 = from[13];
    to.r15 = from[14];
  }

  static long[] copy(SeamRegisters r) {
    return new long[] {
      r.rax, r.rcx, r.rdx, r.rbx, r.rbp, r.rsi, r.rdi, r.r8, r.r9, r.r10, r.r11, r.r12, r.r13,
      r.r14, r.r15
    };
  }
}
