package org.seamreplay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;

/** "Which base?" is what people ask most. */
class BaseFitTests {
  @TempDir Path directory;
  private Git git;

  @BeforeEach
  void repository() throws IOException {
    git = Git.init(directory);
    commit("v7.1", "old a\n", "old b\n");
    commit("v7.2", "new a\n", "old b\n");
    commit("v7.3", "new a\n", "new b\n");
    commit("v7.4", "later a\n", "later b\n");
  }

  private void commit(String tag, String a, String b) throws IOException {
    git.write("a.c", a);
    git.write("sub/b.c", b);
    git.on("2026-0" + tag.charAt(3) + "-01").commit(tag);
    git.run("tag", tag);
  }

  @Test
  void aBaseWhoseFilesAreAllAsTheSeriesFoundThemFits() {
    BaseFit fit = fit("v7.2", series("v7.2", ""));
    assertThat(fit.base().fits()).isTrue();
    assertThat(fit.better()).isEmpty();
    assertThat(fit.tried()).isEmpty();
    assertThat(fit.lines())
        .containsExactly("the base fits: all 3 files are those the series was made on");
  }

  @Test
  void theNewestTagThatFitsIsFoundAndTheOthersAreListed() {
    BaseFit fit = fit("v7.4", series("v7.2", ""));
    assertThat(fit.base().matching()).as("the file that is to be new").isEqualTo(1);
    assertThat(fit.better().orElseThrow().name()).isEqualTo("v7.2");
    assertThat(fit.lines())
        .containsExactly(
            "the base: 1 of 3 files are those the series was made on, not a.c, sub/b.c",
            "fits: --base v7.2 (3 of 3), commit " + id("v7.2").substring(0, 12),
            "rejected: v7.3 (2 of 3)");
  }

  @Test
  void whatTheSeriesNamesAsItsBaseComesFirst() {
    BaseFit fit = fit("v7.4", series("v7.2", id("v7.2")));
    assertThat(fit.tried()).extracting(BaseFit.Candidate::name).containsExactly(id("v7.2"));
    assertThat(fit.lines().get(1))
        .isEqualTo(
            "fits: --base " + id("v7.2") + " (3 of 3), commit " + id("v7.2").substring(0, 12));
  }

  @Test
  void aNamedBaseThatIsNotThereIsSaidToBe() {
    String unknown = "0123456789abcdef0123456789abcdef01234567";
    BaseFit fit = fit("v7.4", series("v7.2", unknown));
    assertThat(fit.better().orElseThrow().name()).isEqualTo("v7.2");
    assertThat(fit.lines().get(2))
        .isEqualTo("rejected: base-commit 0123456789ab (not in the repository), v7.3 (2 of 3)");
  }

  @Test
  void ofSeveralThatDoNotFitTheBestIsNamed() throws IOException {
    Series series = series("v7.2", "");
    git.run("tag", "-d", "v7.2");
    BaseFit fit = fit("v7.4", series);
    assertThat(fit.lines())
        .containsExactly(
            "the base: 1 of 3 files are those the series was made on, not a.c, sub/b.c",
            "fits better: --base v7.3 (2 of 3), commit " + id("v7.3").substring(0, 12),
            "rejected: v7.1 (2 of 3)");
  }

  @Test
  void branchesAreTriedToo() {
    git.run("branch", "topic", "v7.2");
    git.run("tag", "-d", "v7.2");
    BaseFit fit = fit("v7.4", series("topic", ""));
    assertThat(fit.better().orElseThrow().name()).isEqualTo("topic");
  }

  @Test
  void theSearchHasALimitAndSaysSo() {
    Series series = series("v7.2", "");
    try (Base base = GitBase.open(directory, "v7.4")) {
      BaseFit fit = BaseFit.search(base, series, 1);
      assertThat(fit.tried()).extracting(BaseFit.Candidate::name).containsExactly("v7.3");
      assertThat(fit.untried()).isEqualTo(2);
      assertThat(fit.lines()).endsWith("not tried: 2 older tags and branches");
      assertThat(BaseFit.of(base, series).tried()).isEmpty();
    }
  }

  @Test
  void filesOnDiskAreComparedByWhatTheyHold() throws IOException {
    Series series = series("v7.2", "");
    git.write("a.c", "new a\n");
    git.write("sub/b.c", "old b\n");
    try (Base base = Base.open(directory, Optional.empty())) {
      assertThat(BaseFit.search(base, series, 10).base().fits()).isTrue();
    }
    git.write("sub/b.c", "my own b\n");
    try (Base base = Base.open(directory, Optional.empty())) {
      BaseFit fit = BaseFit.search(base, series, 10);
      assertThat(fit.base().differing()).containsExactly("sub/b.c");
      assertThat(fit.better().orElseThrow().name()).isEqualTo("v7.2");
    }
  }

  @Test
  void aPlainDirectoryHasNothingToSearch() throws IOException {
    Series series = series("v7.2", "");
    try (Base base = TreeOnDisk.empty().with("a.c", "new a\n").open()) {
      BaseFit fit = BaseFit.search(base, series, 10);
      assertThat(fit.lines())
          .containsExactly("the base: 2 of 3 files are those the series was made on, not sub/b.c");
    }
  }

  @Test
  void aDirectoryInAWorktreeIsComparedWithThatDirectoryOfTheTags() throws IOException {
    git.run("mv", "a.c", "sub/a.c");
    git.run("mv", "sub/b.c", "sub/sub.c");
    git.commit("moved");
    git.run("tag", "v7.5");
    git.write("sub/a.c", "another a\n");
    git.commit("later");
    String old = git.run("rev-parse", "v7.5:sub/a.c");
    Series series =
        TestPatches.series(
            TestPatches.change("a.c", "@@ -1 +1 @@\n-later a\n+x\n")
                .replace("--- a/", "index " + old.substring(0, 9) + "..1234567 100644\n--- a/"));
    try (Base base = GitBase.open(directory.resolve("sub"), "HEAD")) {
      BaseFit fit = BaseFit.search(base, series, 10);
      assertThat(fit.base().fits()).isFalse();
      assertThat(fit.better().orElseThrow().name()).isEqualTo("v7.5");
    }
  }

  @Test
  void aSeriesWithoutIndexLinesTellsNothing() {
    Series series = TestPatches.series(TestPatches.change("a.c", "@@ -1 +1 @@\n-a\n+b\n"));
    assertThat(fit("v7.4", series).lines())
        .containsExactly(
            "the patches have no index lines, so nothing tells what they were made on");
  }

  @Test
  void aFileThatSeveralPatchesChangeCountsAsTheFirstOneFoundIt() {
    String old = git.run("rev-parse", "v7.2:a.c").substring(0, 9);
    String change = TestPatches.change("a.c", "@@ -1 +1 @@\n-new a\n+x\n");
    Series series =
        TestPatches.series(
            change.replace("--- a/", "index " + old + "..1111111 100644\n--- a/"),
            change
                .replace("-new a\n+x", "-x\n+y")
                .replace("--- a/", "index 1111111..2222222 100644\n--- a/"));
    BaseFit fit = fit("v7.2", series);
    assertThat(fit.base().expected()).isEqualTo(1);
    assertThat(fit.base().fits()).isTrue();
  }

  private BaseFit fit(String base, Series series) {
    try (Base opened = GitBase.open(directory, base)) {
      return BaseFit.search(opened, series, BaseFit.USUAL_LIMIT);
    }
  }

  private String id(String revision) {
    return git.run("rev-parse", revision);
  }

  /** A series that changes both files and adds one, made on a revision. */
  private Series series(String revision, String baseCommit) {
    try {
      Path work = directory.resolve("../work-" + directory.getFileName()).normalize();
      git.run("worktree", "add", "-q", "--detach", work.toString(), revision);
      Git other = Git.in(work);
      other.write("a.c", "changed\n");
      other.write("sub/b.c", "changed\n");
      other.write("new.c", "added\n");
      String commit = other.commit("change");
      String diff = git.run("diff", commit + "~1", commit) + "\n";
      git.run("worktree", "remove", "--force", work.toString());
      assertThat(Files.exists(work)).isFalse();
      return TestPatches.series(
          baseCommit.isEmpty() ? diff : diff + "-- \n2.39.5\n\nbase-commit: " + baseCommit + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theShippedSeriesFitsTheShippedKernel() {
    Series series = SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);
    try (Base base = Base.open(Path.of("fixtures/kernel"), Optional.empty())) {
      assertThat(BaseFit.of(base, series).lines()).first().asString().startsWith("the base fits");
    }
  }
}
