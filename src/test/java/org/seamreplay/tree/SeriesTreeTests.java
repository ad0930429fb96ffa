package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.series.Series;

/** What becomes of the files when a series is applied. */
class SeriesTreeTests {
  private static final String TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

  @Test
  void hunkMovesDownByFour() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty().with("a.c", "a\nb\nc\nd\n" + TEN),
            TestPatches.change("a.c", "@@ -4,3 +4,4 @@\n 4\n 5\n+new\n 6\n"));
    assertThat(text(step, "a.c")).isEqualTo("a\nb\nc\nd\n1\n2\n3\n4\n5\nnew\n6\n7\n8\n9\n10\n");
    assertThat(step.moved())
        .hasToString("[a.c: hunk 1 (@@ -4,3 +4,4 @@) moved down by 4 lines to line 8]");
  }

  @Test
  void hunkMovesUpByOne() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty().with("a.c", TEN.substring(2)),
            TestPatches.change("a.c", "@@ -4,3 +4,4 @@\n 4\n 5\n+new\n 6\n"));
    assertThat(step.moved())
        .hasToString("[a.c: hunk 1 (@@ -4,3 +4,4 @@) moved up by 1 line to line 3]");
  }

  @Test
  void ofTwoEquallyNearPlacesTheLowerOneIsTaken() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty().with("a.c", "x\ny\nz\n0\nx\ny\nz\n0\n0\n"),
            TestPatches.change("a.c", "@@ -3,2 +3,3 @@\n x\n+new\n y\n"));
    assertThat(text(step, "a.c")).isEqualTo("x\ny\nz\n0\nx\nnew\ny\nz\n0\n0\n");
  }

  @Test
  void carriageReturnsAreWhateverTheFileHas() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty().with("a.c", "one\r\ntwo\r\nthree\r\n"),
            TestPatches.change("a.c", "@@ -1,3 +1,3 @@\n one\r\n-two\r\n+2\r\n three\r\n"));
    assertThat(text(step, "a.c")).isEqualTo("one\r\n2\r\nthree\r\n");
  }

  @Test
  void aFileMayLoseAndGetItsLastNewline() throws IOException {
    String loses = "@@ -1,2 +1,2 @@\n one\n-two\n+two\n\\ No newline at end of file\n";
    String gets = "@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+two\n";
    Series series =
        TestPatches.series(TestPatches.change("a.c", loses), TestPatches.change("a.c", gets));
    try (Base base = TreeOnDisk.empty().with("a.c", "one\ntwo\n").open()) {
      List<SeriesStep> steps = SeriesTree.apply(base, series, ApplyOptions.DEFAULT).steps();
      assertThat(text(steps.get(0), "a.c")).isEqualTo("one\ntwo");
      assertThat(text(steps.get(1), "a.c")).isEqualTo("one\ntwo\n");
    }
  }

  @Test
  void filesAreMadeMovedCopiedAndDeletedAndModesChange() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty()
                .with("old/a.c", "one\ntwo\nthree\n")
                .with("b.c", "b\n")
                .with("gone/c.c", "c\n")
                .with("tool.sh", "#!/bin/sh\n"),
            "diff --git a/old/a.c b/new/a.c\nsimilarity index 66%\nrename from old/a.c\n"
                + "rename to new/a.c\n--- a/old/a.c\n+++ b/new/a.c\n@@ -1,3 +1,3 @@\n one\n-two\n"
                + "+2\n three\n"
                + "diff --git a/b.c b/copy.c\nsimilarity index 100%\ncopy from b.c\ncopy to copy.c\n"
                + TestPatches.delete("gone/c.c", "@@ -1 +0,0 @@\n-c\n")
                + TestPatches.create("made/d.c", "@@ -0,0 +1 @@\n+d\n")
                + "diff --git a/tool.sh b/tool.sh\nold mode 100644\nnew mode 100755\n");
    assertThat(step.names("")).containsExactly("b.c", "copy.c", "made", "new", "tool.sh");
    assertThat(text(step, "new/a.c")).isEqualTo("one\n2\nthree\n");
    assertThat(text(step, "copy.c")).isEqualTo("b\n");
    assertThat(text(step, "made/d.c")).isEqualTo("d\n");
    assertThat(step.entry("tool.sh").orElseThrow().mode()).isEqualTo(0100755);
    assertThat(step.entry("old")).as("git has no empty directories").isEmpty();
    assertThat(step.entry("gone/c.c")).isEmpty();
    assertThat(step.changedPaths())
        .containsExactly("copy.c", "gone/c.c", "made/d.c", "new/a.c", "old/a.c", "tool.sh");
  }

  @Test
  void aFileMayBecomeADirectoryAndBack() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty().with("x", "x\n").with("y/z", "z\n"),
            TestPatches.delete("x", "@@ -1 +0,0 @@\n-x\n")
                + TestPatches.create("x/z", "@@ -0,0 +1 @@\n+z\n")
                + TestPatches.delete("y/z", "@@ -1 +0,0 @@\n-z\n")
                + TestPatches.create("y", "@@ -0,0 +1 @@\n+y\n"));
    assertThat(text(step, "x/z")).isEqualTo("z\n");
    assertThat(text(step, "y")).isEqualTo("y\n");
  }

  @Test
  void twoFilesMayChangeTheirNames() throws IOException {
    SeriesStep step =
        only(
            TreeOnDisk.empty().with("a", "a\n").with("b", "b\n"),
            """
            diff --git a/a b/b
            similarity index 100%
            rename from a
            rename to b
            diff --git a/b b/a
            similarity index 100%
            rename from b
            rename to a
            """);
    assertThat(text(step, "a")).isEqualTo("b\n");
    assertThat(text(step, "b")).isEqualTo("a\n");
  }

  @Test
  void aPatchIsAppliedAsAWholeOrNotAtAll() throws IOException {
    Series series =
        TestPatches.series(
            TestPatches.change("a.c", "@@ -1 +1 @@\n-1\n+one\n"),
            TestPatches.change("a.c", "@@ -1 +1 @@\n-one\n+I\n")
                + TestPatches.change("b.c", "@@ -1 +1 @@\n-1\n+one\n"));
    try (Base base = TreeOnDisk.empty().with("a.c", "1\n").with("b.c", "2\n").open()) {
      DoesNotApply refused =
          catchThrowableOfType(
              DoesNotApply.class, () -> SeriesTree.apply(base, series, ApplyOptions.DEFAULT));
      assertThat(refused.applied().steps()).hasSize(1);
      assertThat(text(refused.applied().steps().get(0), "a.c")).isEqualTo("one\n");
      assertThat(refused.patch().number()).isEqualTo(2);
      assertThat(text(base, "a.c")).isEqualTo("1\n");
    }
  }

  @Test
  void stepsDoNotSeeLaterOnes() throws IOException {
    Series series =
        TestPatches.series(
            TestPatches.create("new.c", "@@ -0,0 +1 @@\n+1\n"),
            TestPatches.change("new.c", "@@ -1 +1 @@\n-1\n+2\n"),
            TestPatches.delete("new.c", "@@ -1 +0,0 @@\n-2\n"));
    try (Base base = TreeOnDisk.empty().with("a.c", "1\n").open()) {
      List<SeriesStep> steps = SeriesTree.apply(base, series, ApplyOptions.DEFAULT).steps();
      assertThat(text(steps.get(0), "new.c")).isEqualTo("1\n");
      assertThat(text(steps.get(1), "new.c")).isEqualTo("2\n");
      assertThat(steps.get(2).entry("new.c")).isEmpty();
      assertThat(steps.get(2).pathsOfSeries()).containsExactly("new.c");
    }
  }

  @Test
  void aFuzzyHunkIsNamed() throws IOException {
    TreeOnDisk tree = TreeOnDisk.empty().with("a.c", "0\none\n2\n3\n4\nfive\n");
    Series series =
        TestPatches.series(
            TestPatches.change("a.c", "@@ -1,5 +1,6 @@\n 1\n 2\n+new\n 3\n 4\n 5\n"));
    try (Base base = tree.open()) {
      SeriesStep step = SeriesTree.apply(base, series, new ApplyOptions(2)).steps().get(0);
      assertThat(text(step, "a.c")).isEqualTo("0\none\n2\nnew\n3\n4\nfive\n");
      assertThat(step.fuzzy())
          .hasToString(
              "[a.c: hunk 1 (@@ -1,5 +1,6 @@) moved down by 1 line to line 2 with fuzz 2]");
      assertThat(
              catchThrowableOfType(
                  DoesNotApply.class, () -> SeriesTree.apply(base, series, ApplyOptions.DEFAULT)))
          .as("off by default")
          .isNotNull();
    }
  }

  @Test
  void aMailInAnotherCharacterSetIsReadAgain() throws IOException {
    String name = "J\u00fcrgen";
    byte[] diff =
        TestPatches.change("a.c", "@@ -1 +1,2 @@\n /* " + name + " */\n+int a;\n")
            .getBytes(ISO_8859_1);
    byte[] mail = TestPatches.mailbox(diff);
    byte[] latin1 =
        new String(mail, ISO_8859_1)
            .replace("charset=UTF-8", "charset=ISO-8859-1")
            .getBytes(ISO_8859_1);
    try (Base base = TreeOnDisk.empty().with("a.c", "/* " + name + " */\n").open()) {
      SeriesStep step =
          SeriesTree.apply(base, TestPatches.read(latin1, 1), ApplyOptions.DEFAULT).steps().get(0);
      assertThat(text(step, "a.c")).isEqualTo("/* " + name + " */\nint a;\n");
      assertThat(step.notes())
          .containsExactly("the mail is in another character set; its diff was read as UTF-8");
    }
  }

  private static SeriesStep only(TreeOnDisk tree, String diff) {
    try (Base base = tree.open()) {
      SeriesStep step =
          SeriesTree.apply(base, TestPatches.series(diff), ApplyOptions.DEFAULT).steps().get(0);
      // Read it all before the base is closed.
      step.changedPaths().forEach(path -> step.file(path).ifPresent(Entry::content));
      return step;
    }
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.file(path).orElseThrow().content(), UTF_8);
  }
}
