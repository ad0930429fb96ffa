package org.seamreplay.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The machines that come along are such as the public source of TDX module 1.5.01 accepts. */
class MachineRegistersTests {
  /** The one that the module refuses is none of them. */
  static Stream<MachineProfile> shipped() {
    return Profiles.SHIPPED.stream()
        .filter(name -> !name.equals("gnr-tsx-off"))
        .map(Profiles::load);
  }

  @ParameterizedTest(name = "{0}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x10A | 0x20_FD6B                | 0x4                   | not vulnerable
          0xBD  | 0x1                      | 0xFFFF_FFFF_FFFF_FFFE | no legacy xAPIC
          0xBC  | 0x1                      | 0x0                   | energy filtering
          0x345 | 0x2000                   | 0x0                   | full-width counter writes
          0x480 | 0x10C0_0000_0000_0000    | 0x1800_0000_0000      | VMX, SEAMRET keeps the VMCS
          0x981 | 0x1                      | 0x0                   | an encryption algorithm
          0x982 | 0x1_0000_0000_0003       | 0x0                   | encryption locked and enabled
          0xFE  | 0x4800                   | 0x0                   | SMRR and its lock
          0x1F3 | 0xC00                    | 0x0                   | SMRR locked and valid
          """)
  void moduleFindsInItsRegistersWhatItWants(String msr, String ones, String zeros, String what) {
    for (MachineProfile machine : shipped().toList()) {
      long value = machine.msrs().get(number(msr));
      assertThat(value & number(ones)).as(machine.name()).isEqualTo(number(ones));
      assertThat(value & number(zeros)).as(machine.name()).isZero();
    }
  }

  private static long number(String text) {
    return Long.parseUnsignedLong(text.substring(2).replace("_", ""), 16);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void smrrIsAPowerOfTwoOutsideOfConvertibleMemory(MachineProfile machine) {
    long mask = machine.msrs().get(0x1F3L) & 0xFFFF_F000L;
    long base = machine.msrs().get(0x1F2L) & 0xFFFF_F000L;
    long size = Long.lowestOneBit(mask);
    assertThat(mask).isEqualTo(0x1_0000_0000L - size);
    assertThat(base & (size - 1)).isZero();
    assertThat(machine.cmrs()).noneMatch(cmr -> cmr.overlaps(base, size));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void bothWritebacksHaveTheSameNumberOfBlocks(MachineProfile machine) {
    assertThat(machine.msrs().get(0x98L)).isEqualTo(machine.msrs().get(0x99L));
  }

  /** TSX disabled by its register, or another CPUID, would be refused. */
  @ParameterizedTest
  @MethodSource("shipped")
  void nothingElseIsUnusual(MachineProfile machine) {
    assertThat(machine.msrs().getOrDefault(0x122L, 0L)).isZero();
    assertThat(machine.cpuid()).isEmpty();
  }

  /** IA32_TME_ACTIVATE: KeyID bits in 35:32, those of TDX in 39:36. */
  @Test
  void keyIdsFollowFromTheRegisterOfMemoryEncryption() {
    for (MachineProfile machine : shipped().toList()) {
      long activate = machine.msrs().get(0x982L);
      int bits = (int) (activate >>> 32) & 15;
      assertThat(bits).as(machine.name()).isEqualTo(machine.keyIdBits());
      assertThat(1 << bits)
          .as(machine.name())
          .isEqualTo(1 + machine.mktmeKeyIds() + machine.tdxKeyIds());
    }
  }
}
