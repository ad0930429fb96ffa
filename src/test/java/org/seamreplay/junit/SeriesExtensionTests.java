package org.seamreplay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** The extension on the series that comes along, and on one that is broken. */
class SeriesExtensionTests {
  @RegisterExtension
  static final SeriesExtension shipped =
      SeriesExtension.kernel(Path.of("fixtures/kernel"))
          .series(Path.of("patches"))
          .scenarios("boot-failures/sys-config", "suspend-resume");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicContainer> theShippedSeriesBehavesAsRecorded() {
    return shipped.tests();
  }

  @Test
  void testsAreCalledByStepAndScenario() {
    List<DynamicContainer> steps = shipped.tests().toList();
    assertThat(steps).hasSize(16);
    assertThat(steps.get(0).getDisplayName()).isEqualTo("fixture");
    assertThat(steps.get(7).getDisplayName()).startsWith("07/15 x86/virt/tdx: ");
    assertThat(names(steps.get(7)))
        .containsExactly("boot-failures/sys-config / bench-64g", "suspend-resume / bench-64g");
    assertThat(names(steps.get(5))).contains("makes no functional change");
  }

  @Test
  void baseIsACommitWhateverTheWorktreeHas() throws Exception {
    Path from = Path.of("fixtures/kernel");
    try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = directory.resolve(from.relativize(file).toString());
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
      git.add().addFilepattern(".").call();
      git.commit().setMessage("base").setSign(false).call();
    }
    Files.writeString(directory.resolve("arch/x86/virt/vmx/tdx/tdx.c"), "no C at all");
    SeriesExtension kernel =
        SeriesExtension.kernel(directory).base("HEAD").scenarios("boot-failures/not-loaded");
    assertThat(kernel.tests().toList()).hasSize(1);
    assertThat(kernel.outcome().steps().get(0).built()).isTrue();
  }

  @Test
  void stepThatDoesNotCompileIsOneFailedTest() throws IOException {
    Path patch = directory.resolve("0001-x86-virt-tdx-Break.patch");
    Path tdx = Path.of("fixtures/kernel/arch/x86/virt/vmx/tdx/seamldr.c");
    List<String> lines = Files.readAllLines(tdx);
    Files.writeString(
        patch,
        """
        From: Somebody <somebody@example.org>
        Subject: [PATCH] x86/virt/tdx: Break it

        ---
        --- a/arch/x86/virt/vmx/tdx/seamldr.c
        +++ b/arch/x86/virt/vmx/tdx/seamldr.c
        @@ -1,3 +1,4 @@
        +int broken = no_such_thing;
         %s
         %s
         %s
        """
            .formatted(lines.get(0), lines.get(1), lines.get(2)));
    List<DynamicContainer> steps =
        SeriesExtension.kernel(Path.of("fixtures/kernel"))
            .series(directory)
            .scenarios("boot-failures/not-loaded")
            .tests()
            .toList();
    List<DynamicTest> tests = tests(steps.get(1));
    assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("can be built");
    assertThatThrownBy(() -> tests.get(0).getExecutable().execute())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("seamldr.c does not compile")
        .hasMessageContaining("no_such_thing");
  }

  private static List<String> names(DynamicContainer step) {
    return tests(step).stream().map(DynamicNode::getDisplayName).toList();
  }

  private static List<DynamicTest> tests(DynamicContainer step) {
    List<DynamicTest> tests = new ArrayList<>();
    step.getChildren().forEach(node -> tests.add((DynamicTest) node));
    return tests;
  }
}
