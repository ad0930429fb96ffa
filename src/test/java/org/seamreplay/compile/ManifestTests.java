package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ManifestTests {
  private static final Manifest.Case ONE =
      new Manifest.Case(
          List.of(
              new Manifest.Input("a dir/a file.c", "aa", "1/2/3/4"),
              new Manifest.Input("b.h", "bb", "")),
          List.of("include/b.h", "with blank/c.h"),
          "cafe");
  private static final Manifest.Case TWO = new Manifest.Case(List.of(), List.of(), "babe");
  private static final Manifest MANIFEST = new Manifest("the key of it", List.of(ONE, TWO));

  @Test
  void writtenManifestComesBackEqual() {
    assertThat(Manifest.read(MANIFEST.write())).hasValue(MANIFEST);
    assertThat(Manifest.read(new Manifest("k", List.of()).write()))
        .hasValue(new Manifest("k", List.of()));
  }

  @Test
  void newestCaseIsFirstAndOnlyOnce() {
    Manifest.Case again = new Manifest.Case(List.of(), List.of(), "babe");

    assertThat(MANIFEST.withFirst(again).cases()).containsExactly(again, ONE);
  }

  @Test
  void oldCasesAreForgotten() {
    Manifest manifest = MANIFEST;
    for (int i = 0; i < 100; i++) {
      manifest = manifest.withFirst(new Manifest.Case(List.of(), List.of(), "m" + i));
    }

    assertThat(manifest.cases()).hasSize(64);
    assertThat(manifest.cases().get(0).module()).isEqualTo("m99");
  }

  @Property(tries = 300)
  void truncatedManifestIsNone(@ForAll @IntRange(min = 0, max = 1000) int cut) {
    byte[] bytes = MANIFEST.write();

    assertThat(Manifest.read(Arrays.copyOf(bytes, cut % bytes.length))).isEmpty();
  }

  @Property(tries = 300)
  void changedManifestIsNone(
      @ForAll @IntRange(min = 0, max = 1000) int at, @ForAll @IntRange(min = 1, max = 255) int by) {
    byte[] bytes = MANIFEST.write();
    bytes[at % bytes.length] ^= (byte) by;

    assertThat(Manifest.read(bytes)).isEmpty();
  }
}
