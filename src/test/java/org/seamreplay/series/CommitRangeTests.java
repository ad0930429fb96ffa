package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range of commits is the series that git would send. */
class CommitRangeTests {
  private static final String TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

  @TempDir private Path directory;

  private Series read(String range) {
    return SeriesReader.read(new SeriesSource.Range(directory, range), ReadOptions.DEFAULT);
  }

  private void refused(String range, BadSeries.Reason reason, String message) {
    assertThatThrownBy(() -> read(range))
        .isInstanceOfSatisfying(
            BadSeries.class,
            bad -> {
              assertThat(bad.getMessage()).contains(message).doesNotContain("\n");
              assertThat(bad.reason()).isEqualTo(reason);
            });
  }

  @Test
  void commitsAreInTheirOrderWithFilesAndBase() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId one =
          git.file("a.c", TEN.replace("5", "five"))
              .commit("x86: Change five\n\nIt is the fifth.\n\nSigned-off-by: Jane\n", base);
      ObjectId two = git.file("b/new.c", "new\n").commit("x86: Add\n a file\n", one);
      git.ref("refs/heads/topic", two);
      git.ref("refs/tags/v1", base);
    }
    assertThat(Described.series(read("v1..topic")))
        .isEqualTo(
            """
            title: x86: Change five
            id: x86-change-five
            version 1, 2 patches, no cover letter
            base: BASE
            1/2 x86: Change five
              by Jane Doe <jane@lab.example>, 2026-06-01T12:01+02:00
              from commit ONE
              | It is the fifth.
              |
              | Signed-off-by: Jane
              MODIFIED a.c
              @@ -2,7 +2,7 @@
              -5
              +five
            2/2 x86: Add a file
              by Jane Doe <jane@lab.example>, 2026-06-01T12:02+02:00
              from commit TWO
              ADDED b/new.c mode 100644
              @@ -0,0 +1,1 @@
              +new
            """
                .replace("BASE", read("v1..topic").baseCommits().get(0))
                .replace("ONE", shown(0))
                .replace("TWO", shown(1)));
  }

  private String shown(int index) {
    return read("v1..topic").patches().get(index).origin().commit().orElseThrow().substring(0, 12);
  }

  @Test
  void theBaseIsTheParentOfTheFirstCommit() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId one = git.file("a.c", "x\n").commit("one", base);
      git.ref("refs/heads/topic", one);
      assertThat(read(base.name() + ".." + one.name()).baseCommits()).containsExactly(base.name());
      assertThat(read(base.name().substring(0, 10) + "..topic").patches().get(0).origin())
          .isEqualTo(
              new Origin(
                  "commit " + one.name().substring(0, 12),
                  java.util.Optional.empty(),
                  java.util.Optional.of(one.name())));
    }
  }

  @Test
  void anEmptyEndIsHead() throws IOException {
    try (TestRepository git = TestRepository.worktree(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId one = git.file("a.c", "x\n").commit("one", base);
      git.ref("HEAD", one);
      assertThat(read(base.name() + "..").title()).isEqualTo("one");
      git.ref("HEAD", base);
      assertThat(read(".." + one.name()).title()).isEqualTo("one");
    }
  }

  @Test
  void onlyTheCommitsOfTheRangeAreRead() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId gone = git.file("a.c", "gone\n").commit("gone");
      ObjectId base = git.file("a.c", TEN).commit("base", gone);
      ObjectId one = git.file("a.c", "x\n").commit("one", base);
      git.forget(gone);
      assertThat(read(base.name() + ".." + one.name()).count()).isEqualTo(1);
      refused(gone.name() + ".." + one.name(), BadSeries.Reason.BAD_RANGE, "is not there");
    }
  }

  @Test
  void commitsOfTheBaseThatTheTopicDoesNotHaveDoNotCount() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId upstream = git.file("u.c", "u\n").commit("upstream", base);
      ObjectId merge = git.commit("merge of upstream", upstream, base);
      ObjectId more = git.file("v.c", "v\n").commit("more upstream", merge);
      git.without("v.c");
      ObjectId one = git.file("a.c", "x\n").commit("one", merge);
      Series series = read(more.name() + ".." + one.name());
      assertThat(series.patches()).extracting(Patch::subject).containsExactly("one");
      assertThat(series.baseCommits()).containsExactly(merge.name());
    }
  }

  @Test
  void mergesAreRefused() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId one = git.file("a.c", "x\n").commit("one", base);
      ObjectId side = git.file("b.c", "y\n").commit("side", base);
      ObjectId merge = git.commit("Merge branch 'side'", one, side);
      refused(
          base.name() + ".." + merge.name(),
          BadSeries.Reason.BAD_RANGE,
          merge.name().substring(0, 12) + " 'Merge branch 'side'' of");
    }
  }

  @Test
  void rangesThatAreNoneSayWhatIsWrong() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId one = git.file("a.c", "x\n").commit("one", base);
      git.ref("refs/heads/topic", one);
      BadSeries.Reason bad = BadSeries.Reason.BAD_RANGE;
      refused("topic.." + base.name(), bad, "has no commits; is it the wrong way round?");
      refused("topic..topic", bad, "has no commits");
      refused("nothing..topic", bad, "has no commit 'nothing'");
      refused("topic...topic", bad, "is no range of commits; give it as A..B");
      refused("topic", bad, "is no range of commits");
      refused("..", bad, "is no range of commits");
      refused("topic^{tree}..topic", bad, "'topic^{tree}'");
      refused("topic@{x}..topic", bad, "'topic@{x}'");
      assertThatThrownBy(
              () ->
                  SeriesReader.read(
                      new SeriesSource.Range(directory, base.name() + "..topic"),
                      ReadOptions.version(2)))
          .hasMessageContaining("has no version 2")
          .hasMessageContaining("this is v1");
    }
    Path plain = Files.createDirectory(directory.resolveSibling(directory.getFileName() + "-no"));
    assertThatThrownBy(
            () -> SeriesReader.read(new SeriesSource.Range(plain, "a..b"), ReadOptions.DEFAULT))
        .isInstanceOf(BadSeries.class)
        .hasMessageEndingWith("not a git repository, so it has no range a..b");
    Files.delete(plain);
  }

  @Test
  void whatPatchesMayNotDoCommitsMayNotEither() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId link =
          git.file("link", "a.c".getBytes(UTF_8), FileMode.SYMLINK).commit("link", base);
      git.without("link");
      ObjectId module = git.file("sub", new byte[0], FileMode.GITLINK).commit("sub", base);
      git.without("sub");
      ObjectId binary =
          git.file("logo.bin", new byte[] {1, 0, 2}, FileMode.REGULAR_FILE).commit("bin", base);
      String from = base.name() + "..";
      refused(from + link.name(), BadSeries.Reason.REFUSED, "symbolic links are not taken: link");
      refused(from + module.name(), BadSeries.Reason.REFUSED, "submodules are not taken: sub");
      refused(from + binary.name(), BadSeries.Reason.REFUSED, "binary files are not taken: logo");
    }
  }

  @Test
  void renamesModesAndDeletedFilesAreFound() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base =
          git.file("old.c", TEN).file("run", "#!/bin/sh\n").file("gone.c", "g\n").commit("base");
      git.without("old.c").file("new.c", TEN.replace("9", "nine"));
      git.file("run", "#!/bin/sh\n".getBytes(UTF_8), FileMode.EXECUTABLE_FILE);
      ObjectId one = git.without("gone.c").file("empty", "").commit("move", base);
      assertThat(Described.files(read(base.name() + ".." + one.name()).patches().get(0)))
          .isEqualTo(
              """
              ADDED empty mode 100644
              DELETED gone.c
              @@ -1,1 +0,0 @@
              -g
              RENAMED new.c from old.c
              @@ -6,5 +6,5 @@
              -9
              +nine
              MODIFIED run mode 100644 to 100755
              """);
    }
  }

  @Test
  void theCoverLetterOfB4IsNoPatch() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId cover =
          git.commit(
              """
              x86: Do great things

              They are great.

              --- b4-submit-tracking ---
              # Used by b4.
              {
                "series": {
                  "revision": 3,
                  "change-id": "20260601-great-1"
                }
              }
              """,
              base);
      ObjectId one = git.file("a.c", "x\n").commit("one", cover);
      Series series = read(base.name() + ".." + one.name());
      assertThat(series.title()).isEqualTo("x86: Do great things");
      assertThat(series.cover().orElseThrow().body()).isEqualTo("They are great.");
      assertThat(series.version()).isEqualTo(3);
      assertThat(series.patches()).extracting(Patch::subject).containsExactly("one");
      assertThat(series.baseCommits()).containsExactly(cover.name());
      assertThat(
              SeriesReader.read(
                      new SeriesSource.Range(directory, base.name() + ".." + one.name()),
                      new ReadOptions(OptionalInt.of(3), false))
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void aCommitThatChangesNothingIsAPatchWithoutFiles() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId empty = git.commit("nothing\n\nbody\n---\nfor reviewers\n", base);
      ObjectId one = git.file("a.c", "x\n").commit("one", empty);
      Series series = read(base.name() + ".." + one.name());
      assertThat(series.patches()).extracting(Patch::subject).containsExactly("nothing", "one");
      assertThat(series.patches().get(0).body()).isEqualTo("body");
      assertThat(series.patches().get(0).files()).isEmpty();
      assertThat(series.notes())
          .extracting(Note::text)
          .containsExactly(
              "commit " + empty.name().substring(0, 12) + " 'nothing' changes nothing");
    }
  }

  @Test
  void aDirectoryOfTheWorktreeSeesItsOwnFiles() throws IOException {
    Path kernel = Files.createDirectories(directory.resolve("kernel/linux"));
    try (TestRepository git = TestRepository.worktree(directory)) {
      ObjectId base = git.file("kernel/linux/a.c", TEN).file("other.c", "o\n").commit("base");
      ObjectId one = git.file("kernel/linux/a.c", "x\n").file("other.c", "p\n").commit("one", base);
      git.ref("HEAD", one);
      Series series =
          SeriesReader.read(
              new SeriesSource.Range(kernel, base.name() + ".."), ReadOptions.DEFAULT);
      assertThat(series.patches().get(0).files())
          .extracting(FilePatch::path)
          .containsExactly("a.c");
    }
  }

  @Test
  void filesMadeToTakeLongAreReplacedAsAWhole() throws IOException {
    Random random = new Random(7);
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", letters(random)).commit("base");
      ObjectId one = git.file("a.c", letters(random)).commit("one", base);
      FilePatch file =
          assertTimeout(
                  Duration.ofSeconds(20), () -> read(base.name() + ".." + one.name()).patches())
              .get(0)
              .files()
              .get(0);
      assertThat(file.hunks()).hasSize(1);
      assertThat(file.hunks().get(0).newLines()).hasSize(50_000);
    }
  }

  private static String letters(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append((char) ('a' + random.nextInt(3))).append('\n');
    }
    return text.toString();
  }

  @Test
  void thousandsOfCommitsAreRefused() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      ObjectId base = git.file("a.c", TEN).commit("base");
      ObjectId last = base;
      for (int i = 0; i <= SeriesLimits.PATCHES; i++) {
        last = git.commit("nothing", last);
      }
      refused(
          base.name() + ".." + last.name(),
          BadSeries.Reason.TOO_LARGE,
          "has more than 2000 commits; give the end of the base");
    }
  }

  @Test
  void repositoriesWithLongIdsAreRefused() throws IOException {
    try (TestRepository git = TestRepository.bare(directory)) {
      git.file("a.c", TEN).commit("base");
    }
    Files.writeString(
        directory.resolve("config"),
        """
        [core]
        \trepositoryformatversion = 1
        \tbare = true
        [extensions]
        \tobjectformat = sha256
        """);
    refused("a..b", BadSeries.Reason.BAD_RANGE, "a repository with sha256 ids");
  }

  @Test
  void nothingIsWrittenToTheRepository() throws IOException {
    ObjectId base;
    ObjectId one;
    try (TestRepository git = TestRepository.worktree(directory)) {
      base = git.file("a.c", TEN).commit("base");
      one = git.file("a.c", "x\n").commit("one", base);
      git.ref("HEAD", one);
    }
    Map<Path, String> before = state();
    read(base.name() + "..");
    assertThat(state()).isEqualTo(before);
  }

  private Map<Path, String> state() throws IOException {
    Map<Path, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        state.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    }
    return state;
  }
}
