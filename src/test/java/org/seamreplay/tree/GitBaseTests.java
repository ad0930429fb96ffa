package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A commit of a repository as base, in all the forms that repositories have. */
class GitBaseTests {
  @TempDir Path directory;
  private Git git;
  private String first;
  private String second;

  @BeforeEach
  void repository() throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    git = Git.init(work);
    git.write("Makefile", "VERSION = 7\n");
    git.write("arch/x86/a.c", "one\n");
    git.write("scripts/run.sh", "#!/bin/sh\n");
    assertThat(work.resolve("scripts/run.sh").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(work.resolve("link"), Path.of("nowhere"));
    first = git.commit("first");
    git.run("tag", "v7.0");
    git.run("tag", "-a", "v7.0-annotated", "-m", "said so", "HEAD");
    git.write("arch/x86/a.c", "two\n");
    second = git.commit("second");
    git.write("arch/x86/a.c", "not committed\n");
  }

  @ParameterizedTest
  @CsvSource({
    "v7.0, one",
    "v7.0-annotated, one",
    "refs/tags/v7.0, one",
    "main, two",
    "HEAD, two",
    "HEAD~1, one",
    "HEAD^, one",
    "main~1^{tree}, one",
    "v7.0^{commit}, one"
  })
  void aRevisionIsWhatGitTakesItFor(String revision, String content) {
    assertThat(file(git.directory(), revision, "arch/x86/a.c")).isEqualTo(content + "\n");
  }

  @Test
  void idsMayBeCutShortOrComeFromDescribe() {
    assertThat(file(git.directory(), first, "arch/x86/a.c")).isEqualTo("one\n");
    assertThat(file(git.directory(), first.substring(0, 9), "arch/x86/a.c")).isEqualTo("one\n");
    String described = git.run("describe", "--tags", "--long", "HEAD");
    assertThat(described).matches("v7\\.0.*-1-g[0-9a-f]+");
    assertThat(file(git.directory(), described, "arch/x86/a.c")).isEqualTo("two\n");
  }

  @Test
  void itSaysWhatItIs() {
    String where = " of git repository " + git.directory();
    String commit = "commit " + first.substring(0, 12);
    assertThat(described("v7.0")).isEqualTo("v7.0 (" + commit + ")" + where);
    assertThat(described(first)).isEqualTo(commit + where);
    assertThat(described(first.substring(0, 8))).isEqualTo(commit + where);
    assertThat(described("HEAD^{tree}")).startsWith("HEAD^{tree} (tree ").endsWith(")" + where);
    try (GitBase base = GitBase.open(git.directory(), "v7.0-annotated")) {
      assertThat(base.commit()).contains(first);
    }
  }

  @Test
  void withoutARevisionAWorktreeIsItsFilesOnDisk() {
    try (Base base = Base.open(git.directory(), Optional.empty())) {
      assertThat(text(base, "arch/x86/a.c")).isEqualTo("not committed\n");
      assertThat(base.describe())
          .isEqualTo("files of git worktree " + git.directory() + " as they are on disk");
      assertThat(base.names("")).containsExactly("Makefile", "arch", "link", "scripts");
    }
    assertThat(described("HEAD")).startsWith("HEAD (commit ");
  }

  @Test
  void entriesAreWhatGitHasThere() {
    git.run("update-index", "--add", "--cacheinfo", "160000," + second + ",sub");
    git.run("commit", "-q", "-m", "submodule");
    try (Base base = GitBase.open(git.directory(), "HEAD")) {
      assertThat(base.entry("").orElseThrow().kind()).isEqualTo(Entry.Kind.DIRECTORY);
      assertThat(base.entry("arch").orElseThrow().kind()).isEqualTo(Entry.Kind.DIRECTORY);
      assertThat(base.entry("scripts/run.sh").orElseThrow().mode()).isEqualTo(0100755);
      assertThat(base.entry("Makefile").orElseThrow().mode()).isEqualTo(0100644);
      Entry link = base.entry("link").orElseThrow();
      assertThat(link.kind()).isEqualTo(Entry.Kind.LINK);
      assertThat(new String(link.content(), UTF_8)).isEqualTo("nowhere");
      assertThat(base.entry("sub").orElseThrow().kind()).isEqualTo(Entry.Kind.SUBMODULE);
      assertThat(base.entry("sub/file")).isEmpty();
      assertThat(base.entry("link/file")).isEmpty();
      assertThat(base.entry("Makefile/file")).isEmpty();
      assertThat(base.entry("nowhere/at/all")).isEmpty();
      assertThat(base.names("")).containsExactly("Makefile", "arch", "link", "scripts", "sub");
      assertThat(base.names("Makefile")).isEmpty();
      assertThat(base.file("arch/x86/a.c").orElseThrow().id().name())
          .isEqualTo(git.run("rev-parse", "HEAD:arch/x86/a.c"));
    }
  }

  @Test
  void aRepositoryWithoutWorktreeNeedsARevision() {
    Path bare = clone("--bare");
    assertThat(file(bare, "v7.0", "arch/x86/a.c")).isEqualTo("one\n");
    assertThatThrownBy(() -> Base.open(bare, Optional.empty()))
        .isInstanceOf(BadTree.class)
        .hasMessage(bare + ": a bare repository has no files; give the commit with --base REV");
  }

  @Test
  void aLinkedWorktreeHasItsOwnHead() {
    Path linked = directory.resolve("linked");
    git.run("worktree", "add", "-q", linked.toString(), "v7.0");
    assertThat(file(linked, "HEAD", "arch/x86/a.c")).isEqualTo("one\n");
    assertThat(file(linked, "main", "arch/x86/a.c")).isEqualTo("two\n");
    assertThat(file(git.directory(), "HEAD", "arch/x86/a.c")).isEqualTo("two\n");
  }

  @Test
  void aDirectoryInAWorktreeIsThatDirectoryOfTheCommit() {
    assertThat(file(git.directory().resolve("arch"), "HEAD", "x86/a.c")).isEqualTo("two\n");
    git.run("rm", "-q", "-r", "--cached", "arch");
    git.run("commit", "-q", "-m", "gone");
    Path arch = git.directory().resolve("arch");
    assertThatThrownBy(() -> GitBase.open(arch, "HEAD"))
        .isInstanceOf(BadTree.class)
        .hasMessageStartingWith(arch + ": is not in HEAD (commit ");
  }

  @Test
  void packedReferencesAndObjectsAreFound() {
    git.run("gc", "-q", "--aggressive", "--prune=now");
    assertThat(git.directory().resolve(".git/refs/tags/v7.0")).doesNotExist();
    assertThat(file(git.directory(), "v7.0", "arch/x86/a.c")).isEqualTo("one\n");
    assertThat(file(git.directory(), first.substring(0, 10), "arch/x86/a.c")).isEqualTo("one\n");
  }

  @Test
  void objectsOfAlternatesAreFound() {
    Path shared = clone("--shared");
    assertThat(shared.resolve(".git/objects/info/alternates")).exists();
    assertThat(file(shared, "v7.0", "arch/x86/a.c")).isEqualTo("one\n");
  }

  @Test
  void aShallowCloneHasWhatItHas() {
    Path shallow = directory.resolve("shallow");
    git.run(
        "clone",
        "-q",
        "--depth",
        "1",
        "--no-tags",
        "file://" + git.directory(),
        shallow.toString());
    assertThat(file(shallow, "HEAD", "arch/x86/a.c")).isEqualTo("two\n");
    assertThatThrownBy(() -> GitBase.open(shallow, "v7.0"))
        .isInstanceOf(BadTree.class)
        .hasMessage(
            shallow
                + ": has no revision 'v7.0'; the clone is shallow, 'git fetch --unshallow' gets"
                + " the rest");
    assertThatThrownBy(() -> GitBase.open(shallow, first))
        .isInstanceOf(BadTree.class)
        .hasMessageContaining("git fetch --unshallow");
  }

  @Test
  void whatAPartialCloneHasNotIsSaid() {
    git.run("config", "uploadpack.allowFilter", "true");
    Path partial = directory.resolve("partial");
    git.run(
        "clone",
        "-q",
        "--bare",
        "--filter=blob:none",
        "file://" + git.directory(),
        partial.toString());
    try (Base base = GitBase.open(partial, "HEAD")) {
      Entry file = base.file("arch/x86/a.c").orElseThrow();
      assertThatThrownBy(file::content)
          .isInstanceOf(BadTree.class)
          .hasMessage(
              partial
                  + ": object "
                  + file.id().name().substring(0, 12)
                  + " is not there; a partial clone gets it with 'git checkout', a shallow one"
                  + " with 'git fetch --unshallow'");
    }
  }

  @Test
  void filesOfOtherCommitsAreFoundByTheirIds() {
    String old = git.run("rev-parse", "v7.0:arch/x86/a.c");
    try (Base base = GitBase.open(git.directory(), "HEAD");
        Base onDisk = Base.open(git.directory(), Optional.empty())) {
      for (Base one : List.of(base, onDisk)) {
        assertThat(one.blob(old)).hasValue("one\n".getBytes(UTF_8));
        assertThat(one.blob(old.substring(0, 7))).hasValue("one\n".getBytes(UTF_8));
        assertThat(one.blob("0000000")).isEmpty();
        assertThat(one.blob("none")).isEmpty();
        assertThat(one.blob("")).isEmpty();
        assertThat(one.blob(first)).as("a commit is no file").isEmpty();
      }
    }
  }

  @Test
  void nothingIsWrittenToTheRepositoryOrTheUsersHome() throws IOException {
    Map<String, Long> before = files(directory);
    String oldHome = System.getProperty("user.home");
    Path home = Files.createTempDirectory("seamreplay-home");
    System.setProperty("user.home", home.toString());
    try {
      assertThat(file(git.directory(), "v7.0", "arch/x86/a.c")).isEqualTo("one\n");
    } finally {
      System.setProperty("user.home", oldHome);
    }
    assertThat(files(directory)).isEqualTo(before);
    assertThat(files(home)).isEmpty();
    Files.delete(home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v9.9    | has no revision 'v9.9'; fetch it, or give a tag, a branch or a commit that is there",
        "a b     | 'a b' is no revision; give a tag, a branch or a commit",
        "main^{  | 'main^{' is no revision; give a tag, a branch or a commit",
        "main:Makefile | 'main:Makefile' is a file, not a commit",
      })
  void aRevisionThatIsNoneIsRefused(String revision, String message) {
    assertThatThrownBy(() -> GitBase.open(git.directory(), revision))
        .isInstanceOf(BadTree.class)
        .hasMessage(git.directory() + ": " + message);
  }

  @Test
  void aPlainDirectoryHasNoRevisions() throws IOException {
    Path plain = Files.createDirectory(directory.resolve("plain"));
    assertThatThrownBy(() -> Base.open(plain, Optional.of("v7.0")))
        .isInstanceOf(BadTree.class)
        .hasMessage(plain + ": not a git repository, so it has no revision 'v7.0'");
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> Base.open(nowhere, Optional.of("v7.0")))
        .isInstanceOf(BadTree.class)
        .hasMessage(nowhere + ": no such directory");
  }

  @Test
  void aDamagedRepositoryIsRefusedInOneLine() throws IOException {
    Path damaged = Files.createDirectory(directory.resolve("damaged"));
    Files.writeString(damaged.resolve(".git"), "gitdir: /nowhere/at/all\n");
    assertThatThrownBy(() -> GitBase.open(damaged, "HEAD"))
        .isInstanceOf(BadTree.class)
        .hasMessageStartingWith(damaged + ": not a git repository that can be read: ")
        .hasMessageNotContaining("\n");
    String tree = git.run("rev-parse", "HEAD^{tree}");
    Path object =
        git.directory()
            .resolve(".git/objects")
            .resolve(tree.substring(0, 2) + "/" + tree.substring(2));
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "rubbish");
    assertThatThrownBy(() -> file(git.directory(), "HEAD", "arch/x86/a.c"))
        .isInstanceOf(BadTree.class)
        .hasMessageStartingWith(git.directory() + ": the repository cannot be read: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aTreeWithNamesThatLeadElsewhereIsRefused() {
    String blob = git.run("rev-parse", "v7.0:arch/x86/a.c");
    Git.Result made = git.attempt(("100644 blob " + blob + "\t..\n").getBytes(UTF_8), "mktree");
    assertThat(made.status()).as(made.output()).isZero();
    String tree = made.output().strip();
    try (Base base = GitBase.open(git.directory(), tree)) {
      assertThatThrownBy(() -> base.names(""))
          .isInstanceOf(BadTree.class)
          .hasMessage(
              git.directory() + ": tree " + tree.substring(0, 12) + " has a file named '..'");
    }
  }

  @Test
  void aSeriesAppliesToACommitAsToItsFiles() {
    try (Base base = GitBase.open(git.directory(), "HEAD")) {
      SeriesTree tree =
          SeriesTree.apply(
              base,
              TestPatches.series(
                  TestPatches.change("arch/x86/a.c", "@@ -1 +1,2 @@\n two\n+three\n")),
              ApplyOptions.DEFAULT);
      assertThat(text(tree.steps().get(0), "arch/x86/a.c")).isEqualTo("two\nthree\n");
    }
  }

  @Test
  void whatIsNoPathInATreeIsNotThere() {
    try (Base commit = GitBase.open(git.directory(), "HEAD");
        Base onDisk = DirectoryBase.open(git.directory())) {
      for (Base base : List.of(commit, onDisk)) {
        for (String path :
            List.of(
                "/Makefile",
                "/etc/hostname",
                "arch//x86",
                "./Makefile",
                "arch/../Makefile",
                "../work/Makefile",
                "Makefile/",
                "a\0b")) {
          assertThat(base.entry(path)).as(path).isEmpty();
        }
      }
    }
  }

  private Path clone(String option) {
    Path target = directory.resolve("clone" + option);
    git.run("clone", "-q", option, git.directory().toString(), target.toString());
    return target;
  }

  private String described(String revision) {
    try (Base base = GitBase.open(git.directory(), revision)) {
      return base.describe();
    }
  }

  private static String file(Path repository, String revision, String path) {
    try (Base base = Base.open(repository, Optional.of(revision))) {
      return text(base, path);
    }
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.file(path).orElseThrow().content(), UTF_8);
  }

  private static Map<String, Long> files(Path directory) throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }
}
