package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.series.Series;

/** As git am -3: a patch that does not apply is merged, if what it was made from is there. */
class ThreeWayTests {
  private static final String OLD = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  @TempDir Path directory;
  private Git git;

  @BeforeEach
  void repository() throws IOException {
    git = Git.init(directory);
    git.write("a.c", OLD);
    git.write("b.c", "b\n");
    git.commit("old");
    git.run("tag", "old");
  }

  @Test
  void changesSideBySideAreMerged() throws IOException {
    Series series = change("a.c", OLD.replace("5\n", "five\n"), true);
    tree("a.c", OLD.replace("7\n", "seven\n"));
    SeriesStep step = apply(series);
    assertThat(text(step, "a.c")).isEqualTo("1\n2\n3\n4\nfive\n6\nseven\n8\n9\n");
    assertThat(step.merged()).containsExactly("a.c");
    assertThat(step.placements()).isEmpty();
    assertThat(step.notes()).isEmpty();
  }

  @Test
  void blameOfAMergeNamesThePatchOfItsLinesOnly() throws IOException {
    Series series = change("a.c", OLD.replace("5\n", "five\n"), true);
    tree("a.c", "0\n" + OLD.replace("7\n", "seven\n"));
    List<BlamedLine> blame = apply(series).blame("a.c").orElseThrow();
    assertThat(blame).extracting(BlamedLine::patch).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    assertThat(blame.get(5).text().text()).isEqualTo("five");
    assertThat(blame.get(5).line()).isEqualTo(6);
    assertThat(blame.get(5).diffLine()).isPositive();
    assertThat(blame.get(7).line()).as("as it is in the base").isEqualTo(8);
  }

  @Test
  void aWorktreesFilesAreMergedWithWhatItsRepositoryHas() throws IOException {
    Series series = change("a.c", OLD.replace("5\n", "five\n"), true);
    git.write("a.c", OLD.replace("7\n", "seven\n"));
    try (Base base = Base.open(directory, Optional.empty())) {
      SeriesStep step = SeriesTree.apply(base, series, ApplyOptions.DEFAULT).steps().get(0);
      assertThat(text(step, "a.c")).contains("five\n").contains("seven\n");
    }
  }

  @Test
  void aPatchThatIsInTheTreeAlreadyMakesNoDifference() throws IOException {
    String fresh = OLD.replace("5\n", "five\n");
    Series series = change("a.c", fresh, true);
    tree("a.c", fresh);
    SeriesStep step = apply(series);
    assertThat(text(step, "a.c")).isEqualTo(fresh);
    assertThat(step.blame("a.c").orElseThrow()).extracting(BlamedLine::patch).containsOnly(0);
  }

  @Test
  void aNewFileThatIsThereAlreadyIsTheSame() throws IOException {
    Series series = change("new.c", "new\n", true);
    tree("new.c", "new\n");
    assertThat(text(apply(series), "new.c")).isEqualTo("new\n");
    tree("new.c", "other\n");
    assertThat(refused(series).getMessage()).endsWith("new.c: is to be created but is there");
  }

  @Test
  void theSameLinesChangedTwiceAreAConflict() throws IOException {
    Series series = change("a.c", OLD.replace("5\n", "five\n"), true);
    tree("a.c", OLD.replace("5\n", "cinq\n"));
    DoesNotApply refused = refused(series);
    assertThat(refused)
        .hasMessageEndingWith("does not match the file; line 5 should be '5' and is 'cinq'");
    assertThat(refused.details())
        .endsWith(
            "tried git am -3: the three-way merge fails: a.c: line 5 has changed in the tree,"
                + " too");
  }

  @Test
  void withoutTheOldFilesItIsNotTried() throws IOException {
    Series series = change("a.c", OLD.replace("5\n", "five\n"), false);
    tree("a.c", OLD.replace("7\n", "seven\n"));
    assertThat(refused(series).details())
        .endsWith("tried git am -3: the patch has no index line for a.c");
    Series unknown =
        TestPatches.series(
            TestPatches.change("a.c", "@@ -1,2 +1 @@\n 1\n-x\n")
                .replace("--- a/", "index 1234567..89abcde 100644\n--- a/"));
    assertThat(refused(unknown).details())
        .endsWith(
            "tried git am -3: the repository has not the blob 1234567 that a.c was changed from");
  }

  @Test
  void aPatchThatDoesNotFitItsIndexLineIsRefused() throws IOException {
    tree("a.c", OLD.replace("7\n", "seven\n"));
    String id = git.run("rev-parse", "old:b.c");
    Series wrong =
        TestPatches.series(
            TestPatches.change("a.c", "@@ -1,2 +1 @@\n 1\n-x\n")
                .replace("--- a/", "index " + id + "..89abcde 100644\n--- a/"));
    assertThat(refused(wrong).details())
        .endsWith(
            "tried git am -3: the three-way merge fails: a.c: the patch does not fit its own"
                + " index line");
  }

  @Test
  void longFilesAreNotMerged() throws IOException {
    String old = "x\n".repeat(50_001) + "end\n";
    tree("a.c", old);
    git.run("tag", "-f", "old");
    Series series = change("a.c", old + "more\n", true);
    tree("a.c", old + "other\n");
    assertThat(refused(series).details())
        .endsWith(
            "tried git am -3: the three-way merge fails: a.c: has more than 50000 lines, too many"
                + " to merge");
  }

  @Test
  void aPlainDirectoryDoesNotSpeakOfGit() throws IOException {
    Series series = change("a.c", OLD.replace("5\n", "five\n"), true);
    try (Base base = TreeOnDisk.empty().with("a.c", OLD.replace("5\n", "cinq\n")).open()) {
      DoesNotApply refused =
          catchThrowableOfType(
              DoesNotApply.class, () -> SeriesTree.apply(base, series, ApplyOptions.DEFAULT));
      assertThat(refused.details()).noneMatch(line -> line.contains("git am"));
    }
  }

  /** A patch made on the old files. */
  private Series change(String path, String content, boolean index) throws IOException {
    git.run("checkout", "-q", "-f", "old");
    git.write(path, content);
    git.commit("change");
    String diff = git.run("diff", "old", "HEAD") + "\n";
    git.run("checkout", "-q", "-f", "old");
    return TestPatches.series(index ? diff : diff.replaceAll("(?m)^index .*\n", ""));
  }

  /** The commit that the series is applied to. */
  private void tree(String path, String content) throws IOException {
    git.run("checkout", "-q", "-f", "old");
    git.write(path, content);
    git.commit("tree");
    git.run("branch", "-f", "tree");
  }

  private SeriesStep apply(Series series) {
    try (Base base = GitBase.open(directory, "tree")) {
      return SeriesTree.apply(base, series, ApplyOptions.DEFAULT).steps().get(0);
    }
  }

  private DoesNotApply refused(Series series) {
    DoesNotApply refused = catchThrowableOfType(DoesNotApply.class, () -> apply(series));
    assertThat(refused).as("it applies").isNotNull();
    return refused;
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.file(path).orElseThrow().content(), UTF_8);
  }
}
