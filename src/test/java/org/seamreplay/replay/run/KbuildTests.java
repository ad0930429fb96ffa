package org.seamreplay.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sources a Makefile of the kernel names. */
class KbuildTests {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          obj-y += seamldr.o tdx.o                                > seamldr tdx
          obj-m := a.o                                            > a
          obj-$(CONFIG_ON) += a.o                                 > a
          obj-$(CONFIG_OFF) += a.o                                > ''
          '  obj-$(CONFIG_ON)\t\t+=\ta.o'                         > a
          obj-$(CONFIG_ON)+=a.o b.o # and not c.o                 > a b
          #obj-y += a.o                                           > ''
          obj-y += a.o|obj-y += a.o b.o                           > a b
          obj-y += a.o \\| b.o                                    > a b
          obj-n += a.o                                            > ''
          obj-y += sub/ a.o                                       > a
          obj-y += whole.o|whole-y := a.o b.o                     > a b
          whole-objs := a.o|obj-$(CONFIG_ON) += whole.o           > a
          obj-y += w.o|w-y += a.o|w-$(CONFIG_ON) += b.o|w-$(CONFIG_OFF) += c.o > a b
          obj-$(CONFIG_OFF) += w.o|w-y += a.o                     > ''
          CFLAGS_a.o := -O2                                       > ''
          """)
  void sourcesAreThoseThatKbuildTakes(String makefile, String sources) {
    List<String> found =
        Kbuild.sources(makefile.replace('|', '\n'), option -> option.equals("CONFIG_ON"));
    assertThat(String.join(" ", found)).isEqualTo(sources);
  }

  @Test
  void shimHasTheHostOfTdxAndNoTestsOfTheKernels() {
    assertThat(ShimConfiguration.isSet("CONFIG_INTEL_TDX_HOST")).isTrue();
    assertThat(ShimConfiguration.isSet("CONFIG_KUNIT")).isFalse();
  }
}
