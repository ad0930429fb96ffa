package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch that adds a hostile unit: its step is not built, and nothing of other files is shown. */
class HostileSeriesTests {
  private static final List<String> RUN =
      List.of("--scenario", "boot", "--platform", "laptop-8g", "--module", "tdx-1.5-fast");

  @TempDir Path directory;
  private Path secret;
  private Path series;
  private String printed = "";

  @BeforeEach
  void makeSecret() throws IOException {
    secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
    series = directory.resolve("evil.patch");
  }

  /** Adds a unit with these lines to the TDX directory. */
  private void givenPatchWith(String... lines) throws IOException {
    StringBuilder unit = new StringBuilder();
    for (String line : lines) {
      unit.append('+').append(line.replace("@SECRET@", secret.toString())).append('\n');
    }
    Files.writeString(
        series,
        """
        From: A <a@example.org>
        Subject: [PATCH] x86/virt/tdx: add a unit

        No functional change.
        ---
        diff --git a/arch/x86/virt/vmx/tdx/Makefile b/arch/x86/virt/vmx/tdx/Makefile
        --- a/arch/x86/virt/vmx/tdx/Makefile
        +++ b/arch/x86/virt/vmx/tdx/Makefile
        @@ -1,2 +1,2 @@
         # SPDX-License-Identifier: MIT
        -obj-y += seamldr.o tdx.o
        +obj-y += seamldr.o tdx.o evil.o
        diff --git a/arch/x86/virt/vmx/tdx/evil.c b/arch/x86/virt/vmx/tdx/evil.c
        new file mode 100644
        --- /dev/null
        +++ b/arch/x86/virt/vmx/tdx/evil.c
        @@ -0,0 +1,%d @@
        %s"""
            .formatted(lines.length, unit));
  }

  private int run(List<String> command, List<String> options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    List<String> all = new ArrayList<>(command);
    all.addAll(options);
    Map<String, String> variables = Map.of("XDG_CACHE_HOME", directory.toString());
    int exit =
        Main.run(new Environment(stream, stream, variables, false), all.toArray(String[]::new));
    printed = bytes.toString(UTF_8).replaceAll("\\s+", " ");
    assertThat(printed).doesNotContain("hunter2").doesNotContain("internal error");
    return exit;
  }

  private int replay() {
    return run(List.of("run", "--series", series.toString()), RUN);
  }

  @Test
  void assemblyAtFileScopeIsNamedAndNotRead() throws IOException {
    givenPatchWith("__asm__(\".include \\\"@SECRET@\\\"\");");

    assertThat(replay()).isEqualTo(1);
    assertThat(printed)
        .contains(
            "not built: arch/x86/virt/vmx/tdx/evil.c:1: not modelled: assembly at file scope");
  }

  @Test
  void assemblyAtFileScopeIsNotReadFromABundleEither() throws IOException {
    givenPatchWith("__asm__(\".incbin \\\"@SECRET@\\\"\");");
    Path bundle = directory.resolve("evil.bundle");

    run(List.of("bundle", "create", bundle.toString(), "--series", series.toString()), RUN);
    assertThat(run(List.of("bundle", "run", bundle.toString()), List.of())).isEqualTo(1);

    assertThat(printed).contains("assembly at file scope").contains("reproduced: 2 of 2 runs");
  }

  @Test
  void headerOutsideOfTheTreeIsNotFound() throws IOException {
    givenPatchWith("#include \"@SECRET@\"");

    assertThat(replay()).isEqualTo(1);
    assertThat(printed).contains("file not found");
  }

  @Test
  void bombIsTheStepsAndNotTheReplays() throws IOException {
    List<String> lines = new ArrayList<>(List.of("#define A0 \"aaaa\""));
    for (int i = 1; i <= 40; i++) {
      lines.add("#define A%d A%d A%d".formatted(i, i - 1, i - 1));
    }
    lines.add("char x[] = A40;");
    givenPatchWith(lines.toArray(String[]::new));

    assertThat(replay()).isEqualTo(1);
    assertThat(printed).contains("not built: arch/x86/virt/vmx/tdx/evil.c does not compile within");
  }

  @Test
  void functionOfAnotherUnitMadeAgainIsTheSteps() throws IOException {
    givenPatchWith("int tdx_module_shutdown(void);", "int tdx_module_shutdown(void) { return 0; }");

    assertThat(replay()).isEqualTo(1);
    assertThat(printed).contains("not built: tdx_module_shutdown is defined twice");
  }
}
