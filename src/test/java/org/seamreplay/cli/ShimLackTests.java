package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel has and the shim lacks is not the author's error, in a base as in a patch. */
class ShimLackTests {
  private static final String UNIT = "arch/x86/virt/vmx/tdx/tdx.c";

  @TempDir private Path directory;
  private Path kernel;
  private String out = "";
  private String err = "";

  @BeforeEach
  void makeKernel() throws IOException {
    kernel = directory.resolve("linux");
    new HostileInput(directory).make("linux", "kernel");
    Files.createDirectories(kernel.resolve("include/linux"));
    Files.writeString(
        kernel.resolve("include/linux/slab.h"),
        """
        /* only_in_a_comment */
        #define KERNEL_MACRO 1
        enum kernel_kind { KERNEL_FIRST, KERNEL_LAST = 7 };
        struct kernel_thing { int member; };
        typedef unsigned long kernel_word;
        extern int kernel_variable;
        static inline int kernel_helper(int argument)
        {
        \tint local_name = argument;
        \treturn local_name;
        }
        """);
    // One that is included as the tree has it, since the shim has none, and needs more than that.
    Files.writeString(
        kernel.resolve("include/linux/only_in_linux.h"), "generated_type_t generated;\n");
  }

  private int run(String... more) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8),
            Map.of("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString()),
            false);
    String[] all = new String[7 + more.length];
    String[] first = {
      "run", "--kernel", kernel.toString(), "--scenario", "boot", "--platform", "laptop-8g"
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    int code = Main.run(environment, all);
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return code;
  }

  private void append(String code) throws IOException {
    Path unit = kernel.resolve(UNIT);
    Files.writeString(unit, Files.readString(unit) + "\n" + code + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '#include <linux/only_in_linux.h>'            | linux/only_in_linux.h
          int f(void) { return kernel_helper(1); }      | kernel_helper()
          int f(void) { return KERNEL_MACRO; }          | KERNEL_MACRO
          int f(void) { return KERNEL_LAST; }           | KERNEL_LAST
          int f(void) { return kernel_variable; }       | kernel_variable
          kernel_word f(void) { return 1; }             | kernel_word
          int f(struct kernel_thing *t) { return t->member; } | struct kernel_thing
          """)
  void whatTheTreesOwnHeadersHaveIsNamedAsMissing(String code, String name) throws IOException {
    append(code);

    assertThat(run()).as(() -> out + err).isEqualTo(ExitCode.NOT_MODELLED);
    assertThat(err).startsWith("seamreplay: not modelled: ").contains(name).hasLineCount(1);
    assertThat(err).doesNotContain("does not compile");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '#include <linux/nowhere.h>'                  | linux/nowhere.h
          int f(void) { return kernel_helpre(1); }      | kernel_helpre
          int f(void) { return local_name; }            | local_name
          int f(void) { return argument; }              | argument
          int f(void) { return only_in_a_comment; }     | only_in_a_comment
          statik int f(void) { return 1; }              | statik
          """)
  void whatTheyHaveNotIsTheAuthorsError(String code, String name) throws IOException {
    append(code);

    assertThat(run()).as(() -> out + err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err).contains("does not compile").contains(name);
  }

  @Test
  void aPatchThatNeedsItIsNotModelledEither() throws IOException {
    append("int last;");
    int lines = (int) Files.readString(kernel.resolve(UNIT)).lines().count();
    Path patch = directory.resolve("a.patch");
    Files.writeString(
        patch,
        """
        diff --git a/%1$s b/%1$s
        --- a/%1$s
        +++ b/%1$s
        @@ -%2$d,1 +%2$d,2 @@
         int last;
        +#include <linux/only_in_linux.h>
        """
            .formatted(UNIT, lines));

    assertThat(run("--series", patch.toString())).as(() -> out + err).isEqualTo(3);
    assertThat(out.replaceAll("\\s+", " ")).contains("not modelled: include/linux/only_in_linux.h");
    assertThat(out).doesNotContain("does not compile");
  }

  @Test
  void aStepThatDoesNotCompileSaysWhichHunkWentInWithFuzz() throws IOException {
    append("int before;\nint one;\nint two;\nint three;\nint four;\nint after;");
    int lines = (int) Files.readString(kernel.resolve(UNIT)).lines().count();
    Path patch = directory.resolve("a.patch");
    Files.writeString(
        patch,
        """
        diff --git a/%1$s b/%1$s
        --- a/%1$s
        +++ b/%1$s
        @@ -%2$d,4 +%2$d,5 @@
         int elsewhere;
         int two;
        +int broken = nothing_of_that_name;
         int three;
         int four;
        """
            .formatted(UNIT, lines - 4));

    assertThat(run("--series", patch.toString(), "--fuzz", "1")).as(() -> out + err).isEqualTo(1);
    assertThat(out.replaceAll("\\s+", " "))
        .contains("does not compile")
        .contains("look there first: " + UNIT + ": hunk 1")
        .contains("with fuzz 1");
  }

  @Test
  void aPatchThatIsInTheTreeAlreadyIsTold() throws IOException {
    append("int added;\nint last;");
    int lines = (int) Files.readString(kernel.resolve(UNIT)).lines().count();
    Path patch = directory.resolve("a.patch");
    Files.writeString(
        patch,
        """
        diff --git a/%1$s b/%1$s
        --- a/%1$s
        +++ b/%1$s
        @@ -%2$d,2 +%2$d,3 @@
        \s
        +int added;
         int last;
        """
            .formatted(UNIT, lines - 2));

    assertThat(run("--series", patch.toString())).as(() -> out + err).isEqualTo(2);
    assertThat(out.replaceAll("\\s+", " ")).contains("it is in the tree already");
  }
}
