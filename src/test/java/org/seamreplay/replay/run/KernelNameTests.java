package org.seamreplay.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the golden traces of a kernel are filed under. */
class KernelNameTests {
  private static final String UNIT = "arch/x86/virt/vmx/tdx/tdx.c";

  @TempDir Path tree;

  @BeforeEach
  void copyTheFixtureKernel() throws IOException {
    copy(Path.of("fixtures/kernel"), tree);
  }

  @Test
  void aReleaseIsNamedByItsMakefile() throws IOException {
    Files.writeString(tree.resolve("Makefile"), "VERSION = 7\nPATCHLEVEL = 4\nSUBLEVEL = 1\n");
    assertThat(KernelTree.open(tree).id()).isEqualTo("linux-7.4");
  }

  @Test
  void withoutAMakefileTheSourcesTellAKnownKernel() throws IOException {
    Files.delete(tree.resolve("Makefile"));
    assertThat(KernelTree.open(tree).id()).isEqualTo("fixture");
  }

  @Test
  void twoUnknownKernelsNeverShareAName() throws IOException {
    for (String makefile : List.of("", "VERSION = next\n")) {
      Files.writeString(tree.resolve("Makefile"), makefile);
      Files.writeString(tree.resolve(UNIT), "\n", StandardOpenOption.APPEND);
      String one = KernelTree.open(tree).id();
      Files.writeString(tree.resolve(UNIT), "\n", StandardOpenOption.APPEND);
      String other = KernelTree.open(tree).id();
      assertThat(List.of(one, other))
          .doesNotHaveDuplicates()
          .allMatch(n -> n.matches("linux-[0-9a-f]{12}"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
