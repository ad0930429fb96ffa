package org.seamreplay.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with their nouns. */
class PluralTests {
  @ParameterizedTest
  @CsvSource({
    "0, run, 0 runs",
    "1, run, 1 run",
    "2, run, 2 runs",
    "1, patch, 1 patch",
    "15, patch, 15 patches",
    "1, entry, 1 entry",
    "3, entry, 3 entries",
    "2, day, 2 days",
    "2, suffix, 2 suffixes",
    "2, pass, 2 passes",
    "1, SEAMCALL, 1 SEAMCALL",
    "193, SEAMCALL, 193 SEAMCALLs",
    "2, further change, 2 further changes"
  })
  void oneIsSingularAllElseIsPlural(long count, String noun, String text) {
    assertThat(Plural.of(count, noun)).isEqualTo(text);
  }
}
