package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped kernel and the shipped series, as the compiler and git see them. */
class FixtureKernelTests {
  private static final Path KERNEL = Path.of("fixtures/kernel");

  private static final List<String> UNITS =
      List.of(
          "arch/x86/virt/vmx/tdx/tdx.c",
          "arch/x86/virt/vmx/tdx/seamldr.c",
          "arch/x86/kvm/vmx/tdx.c",
          "virt/kvm/kvm_main.c",
          "arch/x86/coco/tdx/tdx.c",
          "drivers/virt/coco/tdx-guest/tdx-guest.c");

  /** Outside the home directory, and warm from the second run on. */
  private final Compiler compiler = new Compiler(Path.of("target/test-cache").toAbsolutePath());

  @TempDir private Path directory;

  @Test
  void hasNoUnitThatIsNotCompiled() throws IOException {
    try (Stream<Path> files = Files.walk(KERNEL)) {
      List<String> sources =
          files
              .filter(file -> file.toString().endsWith(".c"))
              .map(file -> KERNEL.relativize(file).toString())
              // Included by tdx.c.
              .filter(file -> !file.endsWith("/tdx_global_metadata.c"))
              .toList();
      assertThat(sources).containsExactlyInAnyOrderElementsOf(UNITS);
    }
  }

  @ParameterizedTest
  @CsvSource({"patches, 15", "fixtures/postings/b, 17"})
  void everyStepOfTheSeriesCompiles(String series, int steps) throws Exception {
    copyTree(KERNEL, directory);
    compileAll("base");
    List<Path> patches = patches(Path.of(series));
    assertThat(patches).hasSize(steps);
    for (Path patch : patches) {
      apply(patch);
      compileAll(patch.getFileName().toString());
    }
  }

  private void compileAll(String step) {
    for (String unit : UNITS) {
      assertThatCode(() -> compiler.kernelUnit(directory, unit))
          .as("%s after %s", unit, step)
          .doesNotThrowAnyException();
    }
  }

  private static List<Path> patches(Path series) throws IOException {
    try (Stream<Path> files = Files.list(series)) {
      return files
          .filter(file -> file.toString().endsWith(".patch"))
          .filter(file -> !file.getFileName().toString().startsWith("0000-"))
          .sorted()
          .toList();
    }
  }

  private void apply(Path patch) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "apply", patch.toAbsolutePath().toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as("git apply %s: %s", patch, output).isZero();
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
