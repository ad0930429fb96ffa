package org.seamreplay.vm.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.compile.Compiler;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.NotModelled;

/** What differs from a native run, or cannot be seen in one. */
final class HostedProgramTests {
  private static final Path CACHE = Path.of("target", "conformance-cache");

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private HostedResult run(String source, String entry, List<String> arguments, Budget budget)
      throws IOException {
    Path file = Files.writeString(directory.resolve("program.c"), source);
    return HostedProgram.run(
        new Compiler(CACHE).plainFile(file, 0), entry, arguments, out, err, budget);
  }

  private HostedResult run(String source) throws IOException {
    return run(source, "main", List.of("program"), HostedProgram.BUDGET);
  }

  private String out() {
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private String err() {
    return err.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void exitRunsHandlersLastFirst() throws IOException {
    HostedResult result =
        run(
            """
            #include <stdio.h>
            #include <stdlib.h>
            static void late(void) { puts("late"); }
            static void first(void) { puts("first"); }
            static void second(void) { puts("second"); atexit(late); }
            static void stop(int depth) { if (!depth) exit(300); stop(depth - 1); }
            int main(void) { atexit(first); atexit(second); stop(4); }
            """);
    assertThat(out()).isEqualTo("second\nlate\nfirst\n");
    assertThat(result.exitStatus()).hasValue(300 & 0xff);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void argumentsAreThoseGiven() throws IOException {
    run(
        """
        #include <stdio.h>
        int main(int argc, char **argv, char **envp)
        {
        	for (int i = 0; i < argc; i++)
        		printf("[%s]", argv[i]);
        	printf("%d%d\\n", argv[argc] == 0, envp[0] == 0);
        }
        """,
        "main", List.of("name", "", "two words"), HostedProgram.BUDGET);
    assertThat(out()).isEqualTo("[name][][two words]11\n");
  }

  @Test
  void otherFunctionsCanBeTheEntry() throws IOException {
    HostedResult result =
        run(
            "int main(void) { return 1; } int other(void) { return 42; }",
            "other",
            List.of("program"),
            HostedProgram.BUDGET);
    assertThat(result.exitStatus()).hasValue(42);
  }

  @Test
  void entryWithoutStatusIsASuccess() throws IOException {
    HostedResult result =
        run("void start(void) {}", "start", List.of("program"), HostedProgram.BUDGET);
    assertThat(result.exitStatus()).hasValue(0);
  }

  @Test
  void missingEntryIsBadInput() {
    assertThatThrownBy(
            () ->
                run(
                    "int mian(void) { return 0; }",
                    "main",
                    List.of("program"),
                    HostedProgram.BUDGET))
        .isInstanceOf(BadProgram.class)
        .hasMessageEndingWith("program.c: no function main");
  }

  @Test
  void entryWithOtherParametersIsBadInput() {
    assertThatThrownBy(
            () ->
                run("int f(double d) { return d; }", "f", List.of("program"), HostedProgram.BUDGET))
        .isInstanceOf(BadProgram.class)
        .hasMessageEndingWith(
            "program.c: cannot start at f: it has other parameters than argc and argv");
  }

  @Test
  void unknownFunctionIsNotModelledAndNamesTheCaller() throws IOException {
    HostedResult result = run("int fork(void);\nint main(void)\n{\n\treturn fork();\n}\n");
    assertThat(result.exitStatus()).isEmpty();
    assertThat(result.notModelled())
        .get()
        .extracting(NotModelled::getMessage)
        .asString()
        .startsWith("no model for function fork, called at ")
        .endsWith("program.c:4");
  }

  @Test
  void writingThroughAFormatIsNotModelled() throws IOException {
    HostedResult result =
        run("#include <stdio.h>\nint main(void) { int n; return printf(\"%n\", &n); }");
    assertThat(result.notModelled())
        .get()
        .extracting(NotModelled::getMessage)
        .isEqualTo("printf directive %n: writing through a format");
  }

  @Test
  void failedAssertionGoesToStderr() throws IOException {
    HostedResult result = run("#include <assert.h>\nint main(void)\n{\n\tassert(1 > 2);\n}\n");
    assertThat(err()).endsWith("program.c:4: main: Assertion `1 > 2' failed.\n");
    assertThat(out()).isEmpty();
    assertThat(result.exitStatus()).hasValue(134);
  }

  @Test
  void memoryThatIsNotThereIsRefused() throws IOException {
    HostedResult result =
        run(
            """
            #include <errno.h>
            #include <stdlib.h>
            int main(void)
            {
            	volatile size_t huge = (size_t)-100;
            	int refused = !malloc(huge) + !calloc(huge, 16) + !malloc(1ul << 40);
            	void *p = malloc(10), *q = realloc(p, huge);
            	free(p);
            	return refused * 10 + (q == NULL) + (errno == ENOMEM);
            }
            """);
    assertThat(result.exitStatus()).hasValue(32);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void freedMemoryIsHandedOutAgainInTheEnd() throws IOException {
    HostedResult result =
        run(
            """
            #include <stdlib.h>
            int main(void)
            {
            	for (int i = 0; i < 2000; i++) {
            		char *p = malloc(100000);
            		p[0] = p[99999] = 1;
            		free(p);
            	}
            	return 0;
            }
            """,
            "main",
            List.of("program"),
            new Budget(1_000_000, 1 << 20, 16L << 20, 100));
    assertThat(result.findings()).isEmpty();
    assertThat(result.exitStatus()).hasValue(0);
  }

  @Test
  void randomNumbersAreTheSameInEveryRun() throws IOException {
    String source =
        """
        #include <stdio.h>
        #include <stdlib.h>
        int main(void)
        {
        	srand(5);
        	for (int i = 0; i < 5; i++)
        		printf("%d ", rand());
        }
        """;
    run(source);
    String first = out();
    out.reset();
    run(source);
    assertThat(out()).isEqualTo(first);
    assertThat(first.split(" ", 0)).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void transcendentalFunctionsAreCloseToTheTrueValue() throws IOException {
    run(
        """
        #include <math.h>
        #include <stdio.h>
        int main(void)
        {
        	volatile double x = 2, y = 0.5;
        	printf("%.12g %.12g %.12g %.12g %.12g %.12g %.12g", exp(x), log(x), pow(x, y), sin(x),
        	       log2(x * 4), exp2(y), hypot(3, 4));
        }
        """);
    assertThat(out())
        .isEqualTo("7.38905609893 0.69314718056 1.41421356237 0.909297426826 3 1.41421356237 5");
  }

  @Test
  void mathematicalErrorsSetErrno() throws IOException {
    HostedResult result =
        run(
            """
            #include <errno.h>
            #include <math.h>
            int main(void)
            {
            	volatile double minus = -1, zero = 0, big = 1e300;
            	int good = 0;
            	errno = 0; sqrt(minus); good += errno == EDOM;
            	errno = 0; log(zero); good += errno == ERANGE;
            	errno = 0; exp(big); good += errno == ERANGE;
            	errno = 0; exp(-big); good += errno == ERANGE;
            	errno = 0; pow(big, 2); good += errno == ERANGE;
            	errno = 0; fmod(big, zero); good += errno == EDOM;
            	errno = 0; pow(zero, 2); sqrt(big); fmod(4, 2); good += errno == 0;
            	return good;
            }
            """);
    assertThat(result.exitStatus()).hasValue(7);
  }

  @Test
  void streamsThatAreNoneAreFindings() throws IOException {
    HostedResult result =
        run("#include <stdio.h>\nint main(void) { return fputs(\"x\", (FILE *)16); }");
    assertThat(result.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).isEqualTo("0x10 is not a stream"));
    assertThat(result.exitStatus()).isEmpty();
  }

  @Test
  void bytesOfOutputAreNotTranslated() throws IOException {
    run("#include <stdio.h>\nint main(void) { putchar(0xe4); printf(\"%c%s\", 0xf6, \"\\xfc\"); }");
    assertThat(out.toByteArray()).containsExactly(0xe4, 0xf6, 0xfc);
  }
}
