package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where people have their kernel and their patches: repositories, ranges, mail in a pipe. */
class SeriesInputTests {
  private static final String TDX = "arch/x86/virt/vmx/tdx/tdx.c";
  private static final List<String> ONE_RUN =
      List.of("--scenario", "boot", "--platform", "laptop-8g");

  @TempDir Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private String out = "";
  private Path repository;

  @BeforeEach
  void cacheOfTests() {
    variables.put("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
  }

  private int run(String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    String[] all =
        Stream.of(Stream.of("run"), ONE_RUN.stream(), Stream.of(more))
            .flatMap(s -> s)
            .toArray(String[]::new);
    int code = Main.run(new Environment(stream, stream, variables, false), all);
    out = bytes.toString(UTF_8);
    return code;
  }

  /** A repository with the kernel code that comes along, and two commits on top. */
  private String commits() throws Exception {
    repository = Files.createDirectory(directory.resolve("linux"));
    try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
      copyKernel(repository);
      RevCommit base = commit(git, "base");
      edit("#include", "/* a remark */\n#include");
      commit(git, "x86/virt/tdx: Add a remark\n\nNo functional change.");
      edit("module initialized", "module is initialized");
      commit(git, "x86/virt/tdx: Say it in other words");
      return base.getName();
    }
  }

  private static void copyKernel(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("fixtures/kernel"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = target.resolve(Path.of("fixtures/kernel").relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private static RevCommit commit(Git git, String message) throws Exception {
    git.add().addFilepattern(".").call();
    return git.commit()
        .setMessage(message)
        .setAuthor("A", "a@b")
        .setCommitter("A", "a@b")
        .setSign(false)
        .call();
  }

  private void edit(String from, String to) throws IOException {
    Path file = repository.resolve(TDX);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
  }

  private Path bareClone() throws Exception {
    Path bare = directory.resolve("linux.git");
    Git.cloneRepository()
        .setURI(repository.toUri().toString())
        .setDirectory(bare.toFile())
        .setBare(true)
        .call()
        .close();
    return bare;
  }

  private void assertTwoSteps() {
    assertThat(out)
        .contains("2/2  x86/virt/tdx: Say it in other words")
        .containsPattern("prints \".*module is initialized")
        .contains("gives the same code, as it says")
        .contains("2 patches, 3 runs: ");
  }

  @Test
  void rangeOfCommitsInAWorktree() throws Exception {
    String base = commits();

    run("--kernel", repository.toString(), "--base", base, "--series", base + "..HEAD");

    assertTwoSteps();
  }

  @Test
  void rangeOfCommitsInABareRepository() throws Exception {
    String base = commits();
    Path bare = bareClone();

    run("--kernel", bare.toString(), "--base", base, "--series", base + "..HEAD");

    assertTwoSteps();
  }

  @Test
  void bareRepositoryWithoutACommitSaysWhatIsMissing() throws Exception {
    commits();
    Path bare = bareClone();

    assertThat(run("--kernel", bare.toString())).isEqualTo(2);
    assertThat(out).contains("bare repository").hasLineCount(1);
  }

  @Test
  void mailboxOnStandardInput() throws IOException {
    StringBuilder mailbox = new StringBuilder();
    try (Stream<Path> patches = Files.list(Path.of("patches"))) {
      for (Path patch : patches.sorted().toList()) {
        mailbox.append(Files.readString(patch)).append('\n');
      }
    }
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(mailbox.toString().getBytes(UTF_8)));
    try {
      assertThat(run("--series", "-")).as(() -> out).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out).contains("15 patches, 16 runs: no findings");
  }

  @Test
  void patchOfAHundredMegabytesIsRefusedInALine() throws IOException {
    Path patch = directory.resolve("0001-large.patch");
    try (OutputStream large = Files.newOutputStream(patch)) {
      large.write("From: a <a@b>\nSubject: [PATCH] large\n\n---\n".getBytes(UTF_8));
      byte[] line = ("+" + "x".repeat(1022) + "\n").getBytes(UTF_8);
      for (int i = 0; i < 101 << 10; i++) {
        large.write(line);
      }
    }

    assertThat(run("--series", patch.toString())).isEqualTo(2);
    assertThat(out).contains("0001-large.patch").contains("larger than").hasLineCount(1);
  }

  @Test
  void hunkWhoseContextHasChangedGoesInWithFuzzAndIsNamed() throws Exception {
    Path series = Files.createDirectory(directory.resolve("series"));
    Files.copy(
        Path.of("patches/0001-x86-virt-tdx-Read-global-metadata-for-TDX-Module-Ext.patch"),
        series.resolve("0001.patch"));
    Path kernel = directory.resolve("kernel");
    copyKernel(kernel);
    Path changed = kernel.resolve("arch/x86/include/asm/tdx_global_metadata.h");
    String context = firstContext(series.resolve("0001.patch"), "tdx_global_metadata.h");
    Files.writeString(
        changed, Files.readString(changed).replace(context + "\n", context + " /* new */\n"));

    assertThat(run("--kernel", kernel.toString(), "--partial", "--series", series.toString()))
        .isEqualTo(2);
    assertThat(out).contains("does not apply");
    run("--kernel", kernel.toString(), "--partial", "--series", series.toString(), "--fuzz", "2");
    assertThat(out).contains("with fuzz 1").contains("1 patch, 2 runs: no findings");
  }

  /** The first line of context of the first hunk for a file. */
  private static String firstContext(Path patch, String file) throws IOException {
    boolean wanted = false;
    boolean hunk = false;
    for (String line : Files.readAllLines(patch)) {
      if (line.startsWith("+++ ")) {
        wanted = line.endsWith(file);
        hunk = false;
      } else if (line.startsWith("@@ ")) {
        hunk = true;
      } else if (wanted && hunk && line.startsWith(" ") && line.strip().length() > 3) {
        return line.substring(1);
      }
    }
    throw new AssertionError("no context");
  }
}
