package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.series.BadSeries;
import org.seamreplay.series.Patch;
import org.seamreplay.series.Series;
import org.seamreplay.series.TextLine;

/** What is refused, and in which words: one line, and details below it. */
class RefusalTests {
  @Test
  void aHunkThatMatchesNowhereSaysWhatIsExpectedAndWhatIsThere() throws IOException {
    DoesNotApply refused =
        refused(
            TreeOnDisk.empty().with("a.c", "int a;\n\nint b(void)\n{\n\treturn 2;\n}\n"),
            TestPatches.change(
                "a.c", "@@ -2,5 +2,5 @@\n \n int b(void)\n {\n-\treturn 1;\n+\treturn 3;\n }\n"));
    assertThat(refused)
        .hasMessage(
            "patch 1/1 'x86/virt/tdx: Change number 1' does not apply: a.c: hunk 1"
                + " (@@ -2,5 +2,5 @@) does not match the file; line 5 should be 'return 1;' and is"
                + " 'return 2;'");
    assertThat(refused.details())
        .containsExactly(
            "a.c: hunk 1 (@@ -2,5 +2,5 @@) does not match the file; line 5 should be 'return 1;'"
                + " and is 'return 2;'",
            "  nearest: line 2, 4 of 5 lines are there; '-' is expected, '+' is there",
            "   ",
            "   int b(void)",
            "   {",
            "  -\treturn 1;",
            "  +\treturn 2;",
            "   }");
    Conflict conflict = refused.conflicts().get(0);
    assertThat(conflict.expected()).hasSize(5);
    assertThat(conflict.nearest().orElseThrow().line()).isEqualTo(2);
    assertThat(conflict.nearest().orElseThrow().equal()).isEqualTo(4);
  }

  @Test
  void theNearestPlaceIsTheOneWithMostOfTheLines() throws IOException {
    String far = "x\n".repeat(30) + "start\none\ntwo\nthree\n";
    DoesNotApply refused =
        refused(
            TreeOnDisk.empty().with("a.c", "start\n" + far),
            TestPatches.change("a.c", "@@ -2,3 +2,4 @@\n start\n one\n+new\n three\n"));
    Conflict.Nearest nearest = refused.conflicts().get(0).nearest().orElseThrow();
    assertThat(nearest.line()).isEqualTo(32);
    assertThat(nearest.found()).containsExactly("start", "one", "two");
  }

  @Test
  void linesThatAreNowhereHaveNoNearestPlace() throws IOException {
    DoesNotApply refused =
        refused(
            TreeOnDisk.empty().with("a.c", "nothing\nof it\n"),
            TestPatches.change("a.c", "@@ -2,2 +2,3 @@\n one\n+\u001b[31m\n two\n"));
    assertThat(refused.conflicts().get(0).summary())
        .isEqualTo("a.c: hunk 1 (@@ -2,2 +2,3 @@) does not match the file");
    assertThat(refused.details().subList(1, 4))
        .containsExactly("  none of these lines is there:", "  -one", "  -two");
  }

  @Test
  void aHunkThatIsInTheFileAlreadySaysSo() throws IOException {
    assertThat(
            conflict(
                TreeOnDisk.empty().with("a.c", "one\nnew\ntwo\n"),
                TestPatches.change("a.c", "@@ -1,2 +1,3 @@\n one\n+new\n two\n")))
        .isEqualTo(
            "a.c: hunk 1 (@@ -1,2 +1,3 @@) seems to be in the file already; line 2 should be"
                + " 'two' and is 'new'");
  }

  @Test
  void aNewlineThatMakesTheDifferenceIsNamed() throws IOException {
    assertThat(
            conflict(
                TreeOnDisk.empty().with("a.c", "one\ntwo\n"),
                TestPatches.change(
                    "a.c", "@@ -1,2 +1,2 @@\n-one\n+1\n two\n\\ No newline at end of file\n")))
        .isEqualTo("a.c: hunk 1 (@@ -1,2 +1,2 @@) matches the file but for the newline at the end");
  }

  @Test
  void severalConflictsAreCounted() throws IOException {
    DoesNotApply refused =
        refused(
            TreeOnDisk.empty().with("a.c", "1\n"),
            TestPatches.change("a.c", "@@ -1 +1 @@\n-2\n+3\n")
                + TestPatches.change("b.c", "@@ -1 +1 @@\n-2\n+3\n"));
    assertThat(refused).hasMessageEndingWith(" does not match the file (and 1 more)");
    assertThat(refused.conflicts()).hasSize(2);
  }

  @Test
  void linesAreCutAndControlCharactersHidden() throws IOException {
    String summary =
        conflict(
            TreeOnDisk.empty().with("a.c", "a\n" + "\u001b[1m" + "x".repeat(100) + "\n"),
            TestPatches.change("a.c", "@@ -1,2 +1 @@\n a\n-b\n"));
    assertThat(summary)
        .endsWith("line 2 should be 'b' and is ' [1m" + "x".repeat(56) + "...'")
        .doesNotContain("\u001b");
  }

  @Test
  void hunksWithoutContextOnlyGoIntoEmptyFiles() throws IOException {
    TreeOnDisk tree = TreeOnDisk.empty().with("a.c", "one\ntwo\n");
    assertThat(conflict(tree, TestPatches.change("a.c", "@@ -0,0 +1 @@\n+new\n")))
        .isEqualTo("a.c: hunk 1 (@@ -0,0 +1,1 @@) is for an empty file, but the file has lines");
    assertThat(conflict(tree, TestPatches.change("a.c", "@@ -1,0 +2 @@\n+new\n")))
        .isEqualTo(
            "a.c: hunk 1 (@@ -1,0 +2,1 @@) has no context that says where it belongs; make the"
                + " patch with context");
  }

  @Test
  void filesThatAreNotThereAreNamed() throws IOException {
    TreeOnDisk tree =
        TreeOnDisk.empty().with("dir/a.c", "1\n").withLink("link", "dir/a.c").with("file", "f\n");
    String hunk = "@@ -1 +1 @@\n-1\n+2\n";
    assertThat(conflict(tree, TestPatches.change("b.c", hunk)))
        .isEqualTo("b.c: no such file in the tree");
    assertThat(conflict(tree, TestPatches.change("dir", hunk))).isEqualTo("dir: is a directory");
    assertThat(conflict(tree, TestPatches.change("link", hunk)))
        .isEqualTo("link: is a symbolic link, which patches do not change here");
    assertThat(conflict(tree, TestPatches.change("file/a.c", hunk)))
        .isEqualTo("file/a.c: is not in the tree: file is no directory");
    assertThat(conflict(tree, TestPatches.change("link/a.c", hunk)))
        .isEqualTo("link/a.c: is not in the tree: link is no directory");
    assertThat(conflict(tree, TestPatches.change("DIR/a.c", hunk)))
        .as("case matters")
        .isEqualTo("DIR/a.c: no such file in the tree");
  }

  @Test
  void filesThatAreInTheWayAreNamed() throws IOException {
    TreeOnDisk tree =
        TreeOnDisk.empty().with("dir/a.c", "1\n").withLink("link", "/etc").with("file", "f\n");
    String hunk = "@@ -0,0 +1 @@\n+1\n";
    assertThat(conflict(tree, TestPatches.create("file", hunk)))
        .isEqualTo("file: is to be created but is there");
    assertThat(conflict(tree, TestPatches.create("dir", hunk)))
        .isEqualTo("dir: cannot be written: it is a directory");
    assertThat(conflict(tree, TestPatches.create("file/a.c", hunk)))
        .isEqualTo("file/a.c: cannot be written: file is no directory");
    assertThat(conflict(tree, TestPatches.create("link/passwd", hunk)))
        .isEqualTo("link/passwd: cannot be written: link is no directory");
    assertThat(
            conflict(tree, TestPatches.create("new", hunk) + TestPatches.create("new/file", hunk)))
        .isEqualTo("new: cannot be written: it is a directory");
  }

  @Test
  void aDeletedFileMustBeAsThePatchKnowsIt() throws IOException {
    assertThat(
            conflict(
                TreeOnDisk.empty().with("a.c", "1\n2\n"),
                TestPatches.delete("a.c", "@@ -1 +0,0 @@\n-1\n")))
        .startsWith("a.c: hunk 1 (@@ -1,1 +0,0 @@) does not match the file");
    assertThat(
            conflict(
                TreeOnDisk.empty().with("a.c", "1\n2\n"),
                "diff --git a/a.c b/a.c\ndeleted file mode 100644\n"))
        .isEqualTo(
            "a.c: is to be deleted but has 2 lines that the patch does not know, the first '1'");
  }

  @Test
  void aFileThatThePatchItselfMovedIsNotChangedUnderItsOldName() throws IOException {
    assertThat(
            conflict(
                TreeOnDisk.empty().with("a.c", "1\n"),
                "diff --git a/a.c b/b.c\nsimilarity index 100%\nrename from a.c\nrename to b.c\n"
                    + TestPatches.change("a.c", "@@ -1 +1 @@\n-1\n+2\n")))
        .isEqualTo("a.c: was renamed or deleted by patch 1 itself");
  }

  @Test
  void submodulesAreNotChanged(@TempDir Path directory) throws IOException {
    Git git = Git.init(directory);
    git.write("a.c", "1\n");
    String commit = git.commit("first");
    git.run("update-index", "--add", "--cacheinfo", "160000," + commit + ",sub");
    git.run("commit", "-q", "-m", "second");
    try (Base base = GitBase.open(directory, "HEAD")) {
      assertThatThrownBy(
              () ->
                  SeriesTree.apply(
                      base,
                      TestPatches.series(TestPatches.change("sub", "@@ -1 +1 @@\n-1\n+2\n")),
                      ApplyOptions.DEFAULT))
          .isInstanceOf(DoesNotApply.class)
          .hasMessageEndingWith("sub: is a submodule");
    }
  }

  @Test
  void basesThatCannotBeUsedAreRefused(@TempDir Path directory) throws IOException {
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> DirectoryBase.open(nowhere))
        .isInstanceOf(BadTree.class)
        .hasMessage(nowhere + ": no such directory");
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> DirectoryBase.open(file))
        .isInstanceOf(BadTree.class)
        .hasMessage(file + ": not a directory; give the root of a kernel tree");
  }

  @Test
  void negativeFuzzIsRefused() {
    assertThatThrownBy(() -> new ApplyOptions(-1))
        .isInstanceOf(BadTree.class)
        .hasMessage("fuzz -1: give the number of lines that may differ, 0 or more");
  }

  @Test
  void hugeFilesAreNotRead(@TempDir Path directory) throws IOException {
    Path huge = directory.resolve("huge.c");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(SourceTree.MAX_FILE + 1L);
    }
    try (Base base = DirectoryBase.open(directory)) {
      Entry entry = base.file("huge.c").orElseThrow();
      assertThatThrownBy(entry::content)
          .isInstanceOf(BadTree.class)
          .hasMessage(huge + ": larger than 64 MB");
    }
    Files.write(huge, "\n".repeat(TextFile.MAX_LINES + 1).getBytes(UTF_8));
    try (Base base = DirectoryBase.open(directory)) {
      assertThatThrownBy(() -> base.blame("huge.c"))
          .isInstanceOf(BadTree.class)
          .hasMessage("huge.c: has more than 2000000 lines");
    }
  }

  @Test
  void aFileDoesNotGrowWithoutBound() throws IOException {
    int half = TextFile.MAX_LINES / 2;
    assertThatThrownBy(
            () ->
                refused(
                    TreeOnDisk.empty().with("a.c", "x\n" + "\n".repeat(half)),
                    TestPatches.change(
                        "a.c",
                        "@@ -1 +1," + (half + 2) + " @@\n" + "+\n".repeat(half + 1) + " x\n")))
        .isInstanceOf(BadTree.class)
        .hasMessage("a.c: grows over 2000000 lines");
  }

  @Test
  void aPatchThatTakesForeverIsStopped() {
    // Half a hunk fits at every place of the file.
    List<BlamedLine> lines = Collections.nCopies(2_000, new BlamedLine(TextLine.of("\n"), 0, 1, 0));
    String hunk = "@@ -2,1001 +2,1001 @@\n" + " \n".repeat(1_000) + "-a\n+b\n";
    Patch patch = TestPatches.series(TestPatches.change("a.c", hunk)).patches().get(0);
    Work work = new Work("patch 07/15", 100_000);
    HunkApplier applier = new HunkApplier("a.c", 7, lines, 1, work);
    assertThatThrownBy(() -> applier.apply(patch.files().get(0).hunks()))
        .isInstanceOf(BadSeries.class)
        .hasMessage("patch 07/15: takes too long to apply; split it");
  }

  @Test
  void pathsOutOfTheTreeLinksAndSubmodulesNeverGetThisFar() throws IOException {
    List<String> diffs = new ArrayList<>();
    String hunk = "@@ -0,0 +1 @@\n+1\n";
    for (String path : List.of("../x", ".git/config", "a/.GIT/hooks/x", "a/../../x")) {
      diffs.add(TestPatches.create(path, hunk));
    }
    diffs.add(TestPatches.create("link", hunk).replace("100644", "120000"));
    diffs.add(TestPatches.create("sub", hunk).replace("100644", "160000"));
    diffs.add(
        """
        diff --git a/x.bin b/x.bin
        index 1234567..89abcde 100644
        GIT binary patch
        literal 1
        IcmZQz0RR9100IC20

        """);
    for (String diff : diffs) {
      assertThatThrownBy(() -> refused(TreeOnDisk.empty(), diff))
          .as(diff)
          .isInstanceOf(BadSeries.class)
          .hasMessageNotContaining("\n");
    }
  }

  private static String conflict(TreeOnDisk tree, String diff) {
    return refused(tree, diff).conflicts().get(0).summary();
  }

  private static DoesNotApply refused(TreeOnDisk tree, String diff) {
    try (Base base = tree.open()) {
      Series series = TestPatches.series(diff);
      DoesNotApply refused = null;
      try {
        SeriesTree.apply(base, series, ApplyOptions.DEFAULT);
      } catch (DoesNotApply e) {
        refused = e;
      }
      assertThat(refused).as("the patch applies").isNotNull().hasMessageNotContaining("\n");
      return refused;
    }
  }
}
