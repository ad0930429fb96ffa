package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.tree.Git;

/** Beside the real git: what it sends of a range is what is read of the range. */
class FormatPatchTests {
  private static final Path KERNEL = Path.of("fixtures/kernel");

  @TempDir private Path directory;

  @BeforeEach
  void needsGit() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "no /usr/bin/git");
  }

  /**
   * The same in both: what a patch says, and what it does. Of the hunks the lines, whatever their
   * order: git moves a hunk up or down among equal lines to where it reads better, JGit does not.
   */
  private record Facts(
      int number, String subject, String body, String author, String date, List<String> changes) {
    static List<Facts> of(Series series) {
      return series.patches().stream().map(Facts::of).toList();
    }

    private static Facts of(Patch patch) {
      List<String> changes = new ArrayList<>();
      for (FilePatch file : patch.files()) {
        changes.add(file.kind() + " " + file.oldPath() + " " + file.newPath() + file.newMode());
        Stream.concat(
                file.hunks().stream().flatMap(hunk -> marked(hunk, HunkLine.Kind.REMOVED, "-")),
                file.hunks().stream().flatMap(hunk -> marked(hunk, HunkLine.Kind.ADDED, "+")))
            .sorted()
            .forEach(changes::add);
      }
      return new Facts(
          patch.number(),
          patch.subject(),
          patch.body(),
          patch.author().toString(),
          patch.date().orElseThrow().toString(),
          changes);
    }

    private static Stream<String> marked(Hunk hunk, HunkLine.Kind kind, String mark) {
      return hunk.lines().stream()
          .filter(line -> line.kind() == kind)
          .map(line -> mark + line.text().text() + line.text().hasNewline());
    }
  }

  private static Series read(SeriesSource source) {
    return SeriesReader.read(source, ReadOptions.DEFAULT);
  }

  private Git shipped(String series) throws IOException {
    Git git = Git.init(Files.createDirectory(directory.resolve("kernel")));
    git.copy(KERNEL);
    git.commit("base");
    git.run("tag", "base");
    List<String> command = new ArrayList<>(List.of("am", "-q"));
    try (var files = Files.list(Path.of(series))) {
      files
          .map(file -> file.toAbsolutePath().toString())
          .filter(file -> file.endsWith(".patch") && !file.contains("0000-"))
          .sorted()
          .forEach(command::add);
    }
    git.run(command.toArray(String[]::new));
    return git;
  }

  @ParameterizedTest
  @ValueSource(strings = {"patches", "fixtures/postings/b"})
  void shippedSeriesAsCommitsAreTheShippedSeries(String posting) throws IOException {
    Git git = shipped(posting);
    Series range = read(new SeriesSource.Range(git.directory(), "base..HEAD"));
    assertThat(range.baseCommits()).containsExactly(git.run("rev-parse", "base"));
    assertThat(Facts.of(range))
        .isEqualTo(Facts.of(read(new SeriesSource.Directory(Path.of(posting)))));
  }

  @Test
  void bareRepositoriesAndLinkedWorktreesHaveTheSameRange() throws IOException {
    Git git = shipped("patches");
    List<Facts> facts = Facts.of(read(new SeriesSource.Range(git.directory(), "base..main")));
    assertThat(facts).hasSize(15);
    git.run("clone", "-q", "--bare", ".", "../bare");
    git.run("worktree", "add", "-q", "--detach", "../linked", "HEAD~3");
    git.run("clone", "-q", "--shared", ".", "../shared");
    git.run("pack-refs", "--all");
    git.run("repack", "-qad");
    Path linked = directory.resolve("linked");
    assertThat(Facts.of(read(new SeriesSource.Range(directory.resolve("bare"), "base..main"))))
        .isEqualTo(facts);
    assertThat(Facts.of(read(new SeriesSource.Range(directory.resolve("shared"), "base..main"))))
        .isEqualTo(facts);
    assertThat(Facts.of(read(new SeriesSource.Range(linked, "base..main")))).isEqualTo(facts);
    assertThat(read(new SeriesSource.Range(linked, "base..HEAD")).count()).isEqualTo(12);
    assertThat(read(new SeriesSource.Range(linked.resolve("virt"), "base..HEAD")).count())
        .isEqualTo(12);
  }

  @Test
  void aMailboxOfFormatPatchIsTheRange() throws IOException {
    Git git = shipped("patches");
    String mbox =
        git.run("format-patch", "--stdout", "--thread", "--base=base", "--attach", "base..HEAD");
    String inline = git.run("format-patch", "--stdout", "--base=base", "-v3", "base..HEAD");
    Series range = read(new SeriesSource.Range(git.directory(), "base..HEAD"));
    for (String form : List.of(mbox, inline)) {
      byte[] bytes = (form + "\n").getBytes(UTF_8);
      Series series =
          read(new SeriesSource.Stream(new ByteArrayInputStream(bytes), "standard input"));
      assertThat(Facts.of(series)).isEqualTo(Facts.of(range));
      assertThat(series.baseCommits()).isEqualTo(range.baseCommits());
      assertThat(series.notes()).isEmpty();
    }
  }

  @Test
  void commitsWithHardHeadsComeThroughMailAsTheyAre() throws IOException {
    Git git = Git.init(Files.createDirectory(directory.resolve("hard")));
    git.write("a.c", "1\n2\n3\n4\n5\n6\n7\n8\n");
    git.write("dir with blank/ü.c", "old\n");
    git.commit("base");
    git.run("tag", "base");
    git.write("a.c", "1\n2\n3\nfour\n5\n6\n7\n8");
    git.run("add", "-A");
    git.run(
        "commit",
        "-qm",
        """
        x86: Füge ein sehr langes Wort hinzu, damit die Zeile gefaltet wird, mehr als einmal
        und noch eine Zeile

        From here on the text


        >From there

        last
        """,
        "--author=Jörg Müller, Jr. <joerg@lab.example>",
        "--date=2026-02-03T04:05:06-0330");
    git.run("mv", "dir with blank/ü.c", "dir with blank/\"quoted\".c");
    git.write("crlf.c", "one\r\ntwo\r\n");
    git.run("add", "-A");
    git.run("commit", "-qm", "move");
    git.write("crlf.c", "one\r\n2\r\n");
    git.run("commit", "-qam", "change lines that end with CR");
    Series range = read(new SeriesSource.Range(git.directory(), "base..HEAD"));
    for (String encoding : List.of("--encode-email-headers", "--no-encode-email-headers")) {
      String mbox = git.run("format-patch", "--stdout", encoding, "base..HEAD");
      Series series =
          read(
              new SeriesSource.Stream(
                  new ByteArrayInputStream((mbox + "\n").getBytes(UTF_8)), encoding));
      assertThat(Facts.of(series)).isEqualTo(Facts.of(range));
    }
    assertThat(range.patches().get(0).subject()).endsWith("mehr als einmal und noch eine Zeile");
    assertThat(range.patches().get(0).date().orElseThrow())
        .hasToString("2026-02-03T04:05:06-03:30");
  }
}
