package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Beside {@code git am -3}, with the files that the patch was made from in the repository. */
class GitAmTests {
  @Property(tries = 60)
  void filesAreMergedAsGitMergesThem(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("seamreplay-git-am");
    try {
      compare(Git.init(directory), new RandomText(seed, 40));
    } finally {
      delete(directory);
    }
  }

  private static void compare(Git git, RandomText text) throws IOException {
    List<String> ancestor = text.file(40);
    git.write("file.c", RandomText.bytes(ancestor));
    String from = git.commit("from");
    List<String> theirs = text.edited(ancestor, 1 + text.below(3));
    List<String> ours = text.edited(ancestor, 1 + text.below(3));
    if (theirs.isEmpty() || ours.isEmpty() || theirs.equals(ancestor)) {
      return;
    }
    git.write("file.c", RandomText.bytes(theirs));
    git.commit("x86/virt/tdx: Change it");
    byte[] mail = (git.run("format-patch", "--stdout", "-1") + "\n").getBytes(UTF_8);
    String diff = new String(mail, UTF_8);
    if (diff.contains("\n\\ No newline")) {
      // Git takes a line without newline for one with; see GitApplyTests.
      return;
    }
    git.run("checkout", "-q", from);
    git.write("file.c", RandomText.bytes(ours));
    git.commit("ours");

    Optional<SeriesStep> step = Optional.empty();
    String refusal = "";
    try (Base base = GitBase.open(git.directory(), "HEAD")) {
      String patch = diff.substring(diff.indexOf("\ndiff --git") + 1, diff.indexOf("\n-- \n") + 1);
      step =
          Optional.of(
              SeriesTree.apply(base, TestPatches.series(patch), ApplyOptions.DEFAULT)
                  .steps()
                  .get(0));
    } catch (DoesNotApply e) {
      refusal = e.getMessage() + " " + e.details();
    }
    Git.Result am = git.attempt(mail, "am", "-q", "-3", "--keep-cr");
    boolean applied = am.status() == 0;
    assertThat(step.isPresent())
        .as("%s / git: %s\n%s\nours: %s", refusal, am.output(), diff, ours)
        .isEqualTo(applied);
    if (applied) {
      byte[] content = step.get().file("file.c").map(Entry::content).orElse(new byte[0]);
      assertThat(new String(content, UTF_8))
          .isEqualTo(Files.readString(git.directory().resolve("file.c")));
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
