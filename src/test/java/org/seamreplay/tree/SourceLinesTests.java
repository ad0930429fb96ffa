package org.seamreplay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a line says and whose it is. */
class SourceLinesTests {
  @Test
  void aLineOfAStepKnowsItsPatch() throws IOException {
    try (Base base = TreeOnDisk.empty().with("a.c", "one\ntwo\r\nthree").open()) {
      SeriesTree tree =
          SeriesTree.apply(
              base,
              TestPatches.series(
                  TestPatches.change("a.c", "@@ -1,2 +1,3 @@\n one\n+new\n two\r\n")),
              ApplyOptions.DEFAULT);
      SourceLines lines = new SourceLines(tree.steps().get(0));
      assertThat(lines.text("a.c", 2)).contains("new");
      assertThat(lines.patch("a.c", 2)).isEqualTo(1);
      assertThat(lines.text("a.c", 3)).contains("two");
      assertThat(lines.patch("a.c", 3)).isZero();
      assertThat(lines.at("a.c", 4).orElseThrow().line()).isEqualTo(3);
      assertThat(new SourceLines(base).text("a.c", 3)).contains("three");
    }
  }

  @Test
  void linesAndFilesThatAreNotThereHaveNoText() throws IOException {
    try (Base base = TreeOnDisk.empty().with("a.c", "one\n").open()) {
      SourceLines lines = new SourceLines(base);
      assertThat(lines.text("a.c", 0)).isEmpty();
      assertThat(lines.text("a.c", 2)).isEmpty();
      assertThat(lines.patch("a.c", 2)).isZero();
      assertThat(lines.text("b.c", 1)).isEmpty();
      assertThat(lines.text("shim/include/../../a.c", 1)).isEmpty();
      assertThat(lines.text("/etc/hostname", 1)).isEmpty();
      assertThat(lines.text("", 1)).isEmpty();
    }
  }
}
