package org.seamreplay.vm.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spellings of one meaning become one text. */
class AssemblyTextTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  mfence  # comment                         | mfence",
        "lock; addl $$1, $0                          | lock addl $$1, $0",
        "lock addl $$1, $0                           | lock addl $$1, $0",
        "1: rdmsr; 2:; .pushsection __ex_table, \"S\"; .long (1b) - .; .long (2b) - .; .popsection | rdmsr",
        ".pushsection .smp_locks, \"a\"; .balign 4; .long 671f - .; .popsection; 671:; lock; btsq $1,$0 | lock btsq $1,$0",
        "771:; jmp 6f; 772:; nop; 6:                 | jmp 1f; nop; 1:",
        "661:; jmp 662f; 662:; jmp 661b              | 2: jmp 1f; 1: jmp 2b"
      })
  void normalises(String text, String expected) {
    assertThat(AssemblyText.normalise(text)).isEqualTo(expected);
  }
}
