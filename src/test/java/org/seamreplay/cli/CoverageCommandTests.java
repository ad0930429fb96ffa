package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTests {
  private static final Map<String, String> VARIABLES =
      Map.of("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());

  @TempDir Path directory;
  private String out;
  private String err;

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            new Environment(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                VARIABLES,
                false),
            arguments);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  @Test
  void showsOfEachPatchTheAddedLinesThatNothingExecuted() {
    // A boot on a module without extensions: what patch 5 moves is only called for quotes.
    assertThat(run("coverage", "--scenario", "boot")).isZero();

    assertThat(out)
        .containsPattern("patch 01/15 \"[^\\n]*\": \\d+ of \\d+ added lines executed\\n")
        .containsPattern(
            "patch 05/15 \"[^\\n]*\": 0 of 1 added lines executed\\n"
                + "  arch/x86/virt/vmx/tdx/tdx.c:\\d+  return page_to_phys\\(td->tdr_page\\);\\n")
        .containsPattern("\\n\\n\\d+ of \\d+ lines executed\\n$");
    assertThat(out.lines().filter(line -> line.startsWith("patch "))).hasSize(15);
  }

  @Test
  void numberOfJobsDoesNotShow() throws IOException {
    Path one = directory.resolve("one.info");
    Path two = directory.resolve("two.info");
    String[] common = {"coverage", "--scenario", "boot-failures", "--lcov"};

    assertThat(run(common[0], common[1], common[2], common[3], one.toString(), "--jobs", "1"))
        .isZero();
    String first = out;
    assertThat(run(common[0], common[1], common[2], common[3], two.toString(), "--jobs", "2"))
        .isZero();

    assertThat(out).isEqualTo(first);
    assertThat(two).hasSameTextualContentAs(one);
  }

  @Test
  void kernelWithoutASeriesIsTheBase() throws IOException {
    Path lcov = directory.resolve("tdx.info");

    assertThat(run("coverage", "--series", "none", "--scenario", "boot", "--lcov", lcov.toString()))
        .isZero();

    assertThat(out).containsPattern("^base: \\d+ of \\d+ lines executed");
    List<String> lines = Files.readAllLines(lcov);
    assertThat(lines).contains("SF:arch/x86/virt/vmx/tdx/tdx.c");
    assertThat(lines.stream().filter(l -> l.startsWith("SF:")).toList())
        .isSorted()
        .noneMatch(l -> l.startsWith("SF:shim/"))
        .hasSameSizeAs(lines.stream().filter(l -> l.equals("end_of_record")).toList());
    assertThat(lines)
        .allMatch(
            l ->
                l.matches(
                    "TN:|SF:\\S+|FN:\\d+,\\w+|FNDA:\\d+,\\w+|BRDA:\\d+,\\d+,\\d+,(\\d+|-)"
                        + "|DA:\\d+,\\d+|(FNF|FNH|BRF|BRH|LF|LH):\\d+|end_of_record"))
        .anyMatch(l -> l.matches("FNDA:[1-9]\\d*,init_tdx_module"))
        .anyMatch(l -> l.matches("BRDA:.*,0"))
        .anyMatch(l -> l.matches("DA:.*,0"));
  }

  @Test
  void fileThatCannotBeWrittenIsBadInput() {
    Path lcov = directory.resolve("no").resolve("such.info");

    assertThat(run("coverage", "--series", "none", "--scenario", "boot", "--lcov", lcov.toString()))
        .isEqualTo(2);

    assertThat(err).isEqualTo("seamreplay: --lcov: " + lcov + ": no such directory\n");
  }
}
