package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is started but the compiler: whoever puts a program into PATH does not see it run. */
@DisabledOnOs(OS.WINDOWS)
class NoProgramsTests {
  private static final List<String> TRAPS =
      List.of("git", "sh", "bash", "uname", "which", "umask", "id", "stat", "hostname", "cygpath");

  @TempDir private Path directory;
  private Path traps;
  private Path caught;

  @BeforeEach
  void setTraps() throws IOException {
    traps = Files.createDirectory(directory.resolve("bin"));
    caught = directory.resolve("caught");
    for (String name : TRAPS) {
      Path trap = traps.resolve(name);
      Files.writeString(trap, "#!/bin/sh\necho " + name + " \"$@\" >>" + caught + "\n");
      Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private Started run(String... arguments) {
    Map<String, String> variables =
        Map.of("PATH", traps.toString(), "HOME", directory.resolve("home").toString());
    return Started.run(directory, List.of(), variables, List.of(arguments));
  }

  @Test
  void aSeriesOnTheKernelThatComesAlongStartsNothing() {
    // Applying it names blobs, and JGit's way of doing that looks for a configuration.
    Started run = run("run", "--quiet", "--scenario", "boot", "--platform", "laptop-8g");

    assertThat(run).isEqualTo(new Started(0, "", ""));
    assertThat(caught).doesNotExist();
  }

  @Test
  void aRepositoryStartsNothing() throws IOException, GitAPIException {
    Path repository = repository();

    Started run =
        run("run", "--kernel", repository.toString(), "--base", "HEAD", "--series", "HEAD~1..HEAD");

    assertThat(run.err()).startsWith("seamreplay: ").doesNotContain("\tat ");
    assertThat(caught).doesNotExist();
  }

  private Path repository() throws IOException, GitAPIException {
    Path root = Files.createDirectory(directory.resolve("linux"));
    try (Git git = Git.init().setDirectory(root.toFile()).call()) {
      for (String text : List.of("one\n", "two\n")) {
        Files.writeString(root.resolve("Makefile"), text);
        git.add().addFilepattern(".").call();
        git.commit().setMessage(text).setAuthor("A", "a@b").setSign(false).call();
      }
      Files.writeString(
          root.resolve(".git/config"),
          """
          [core]
          \trepositoryformatversion = 0
          \tfsmonitor = sh -c id
          \tpager = sh
          \tsshCommand = sh
          \thooksPath = hooks
          [alias]
          \tlog = !sh
          [filter "x"]
          \tclean = sh
          \tsmudge = sh
          """);
    }
    try (Stream<Path> hooks = Files.list(traps)) {
      Path directory = Files.createDirectories(root.resolve("hooks"));
      for (Path hook : hooks.toList()) {
        Files.copy(hook, directory.resolve(hook.getFileName()));
      }
    }
    return root;
  }
}
