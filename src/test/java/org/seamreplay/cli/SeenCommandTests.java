package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a run says of a patch that says of itself "no functional change": nothing is certified that
 * nobody has seen. Each patch is one edit of the kernel that comes along, of which only a boot is
 * run.
 */
class SeenCommandTests {
  private static final String TDX = "arch/x86/virt/vmx/tdx/tdx.c";
  private static final String HEADER = "arch/x86/virt/vmx/tdx/tdx.h";

  /** Files that the kernel that comes along has not, and nothing compiles. */
  private static final Map<String, String> MORE =
      Map.of(
          "arch/x86/kvm/vmx/main.c", "int vt_init(void)\n{\n\treturn 0;\n}\nchar *name = \"Aa\";\n",
          "arch/x86/virt/vmx/tdx/seamcall.S", "__seamcall:\n\tret\n",
          "arch/x86/include/asm/vmx.h", "#define VMX_BASIC 1\n",
          "arch/x86/Kconfig", "config INTEL_TDX_HOST\n\tbool \"TDX\"\n",
          "Documentation/arch/x86/tdx.rst", "TDX\n===\n");

  /**
   * An edit.
   *
   * @param what it is
   * @param from text of the file; once in it
   * @param claim what is said of "no functional change"
   * @param said words of the report
   */
  private record Edit(
      String what, String file, String from, String to, String claim, List<String> said) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Edit edit(
      String what, String file, String from, String to, String claim, String... said) {
    return new Edit(what, file, from, to, claim, List.of(said));
  }

  static Stream<Edit> edits() {
    return Stream.of(
        edit(
            "a typing error in a file that nothing compiles",
            "arch/x86/kvm/vmx/main.c",
            "int vt_init",
            "statik int vt_init",
            "open",
            "not compiled: arch/x86/kvm/vmx/main.c:1",
            "0 of 1 changed lines were executed"),
        edit(
            "a line less in a file that nothing compiles",
            "arch/x86/kvm/vmx/main.c",
            "\treturn 0;\n",
            "",
            "open",
            "not compiled: arch/x86/kvm/vmx/main.c:2"),
        edit(
            "a string in a file that nothing compiles, of the same hash as before",
            "arch/x86/kvm/vmx/main.c",
            "\"Aa\"",
            "\"BB\"",
            "open",
            "not compiled: arch/x86/kvm/vmx/main.c:5"),
        edit(
            "a brace less in a file that nothing compiles",
            "arch/x86/kvm/vmx/main.c",
            "{\n",
            "",
            "open",
            "not compiled: arch/x86/kvm/vmx/main.c:1"),
        edit(
            "a comment in a file that nothing compiles",
            "arch/x86/kvm/vmx/main.c",
            "int vt_init",
            "/* The start. */\nint vt_init",
            "kept",
            "gives the same code, as it says"),
        edit(
            "a wrong operand where no run comes to",
            TDX,
            "\t\t.r8 = data,\n",
            "\t\t.r8 = mask,\n",
            "open",
            "not executed: " + TDX + ":1362",
            "0 of 1 changed lines were executed"),
        edit(
            "assembly",
            "arch/x86/virt/vmx/tdx/seamcall.S",
            "\tret\n",
            "\tnop\n\tret\n",
            "open",
            "assembly: arch/x86/virt/vmx/tdx/seamcall.S:2"),
        edit(
            "a header that no unit includes",
            "arch/x86/include/asm/vmx.h",
            "VMX_BASIC 1",
            "VMX_BASIC 2",
            "open",
            "in a header of no compiled unit: arch/x86/include/asm/vmx.h:1"),
        edit(
            "an inline function that no compiled unit uses",
            "arch/x86/include/asm/tdx.h",
            "#endif /* _ASM_X86_TDX_H */",
            "static inline int tdx_odd(int x)\n{\n\treturn x & 1;\n}\n#endif",
            "open",
            "code of a header that no compiled unit uses: arch/x86/include/asm/tdx.h"),
        edit(
            "configuration",
            "arch/x86/Kconfig",
            "bool \"TDX\"",
            "def_bool n",
            "open",
            "arch/x86/Kconfig:2"),
        edit(
            "documentation",
            "Documentation/arch/x86/tdx.rst",
            "TDX\n===",
            "TDX modules\n===",
            "kept",
            "gives the same code, as it says"),
        edit(
            "a comment in code that runs",
            TDX,
            "static int sys_init_once(void)",
            "/* Once. */\nstatic int sys_init_once(void)",
            "kept",
            "gives the same code, as it says"),
        edit(
            "a constant that only a function uses that does not run",
            HEADER,
            "#define TDH_VP_WR\t\t\t43",
            "#define TDH_VP_WR\t\t\t44",
            "open",
            "not executed: " + TDX + ":1366"),
        edit(
            "the layout of a struct that only code uses that does not run",
            "arch/x86/include/asm/tdx.h",
            "struct tdx_vp {\n",
            "struct tdx_vp {\n\tu64 more;\n",
            "open",
            "not executed: " + TDX),
        edit(
            "a function that nobody calls",
            TDX,
            "static int sys_init_once(void)",
            "static int __maybe_unused odd(int x)\n{\n\treturn x & 1;\n}\n\nstatic int"
                + " sys_init_once(void)",
            "open",
            "not compiled: " + TDX),
        edit(
            "code that the preprocessor leaves out",
            TDX,
            "\treturn seamcall(TDH_VP_WR, &args);",
            "#ifdef CONFIG_NEVER\n\targs.r9 = 0;\n#endif\n\treturn seamcall(TDH_VP_WR, &args);",
            "open",
            "not compiled: " + TDX + ":1367"),
        edit(
            "an initial value that only code uses that does not run",
            TDX,
            "\t.notifier_call = tdx_memory_notify,",
            "\t.notifier_call = tdx_memory_notify,\n\t.priority = 1,",
            "kept",
            "changes no run, as it says"),
        edit(
            "other code that does the same and runs",
            TDX,
            "static int sys_init_once(void)\n{\n",
            "static int sys_init_once(void)\n{\n\tint unused = 1;\n\n\tunused++;\n",
            "kept",
            "changes no run, as it says"),
        edit(
            "a line less, and all is done twice",
            TDX,
            "\tsys_init_tried = true;\n",
            "",
            "broken",
            "says \"no functional change\", but:"));
  }

  @TempDir Path directory;
  private String out = "";

  @BeforeEach
  void kernelWithFilesThatNothingCompiles() throws IOException {
    Path from = Path.of("fixtures/kernel");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = kernel().resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    for (Map.Entry<String, String> more : MORE.entrySet()) {
      Path file = kernel().resolve(more.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, more.getValue());
    }
  }

  private Path kernel() {
    return directory.resolve("kernel");
  }

  private int run(Edit edit, String... more) throws IOException {
    Path patch = directory.resolve("one.patch");
    Files.writeString(patch, patch(edit));
    Path none = Files.createDirectories(directory.resolve("traces"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    Map<String, String> variables =
        Map.of("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
    String[] usual = {
      "run",
      "--kernel=" + kernel(),
      "--series=" + patch,
      "--traces=" + none,
      "--scenario=boot",
      "--platform=laptop-8g"
    };
    String[] all = Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new);
    int code = Main.run(new Environment(stream, stream, variables, false), all);
    out = bytes.toString(UTF_8);
    return code;
  }

  /** The edit as a patch of one hunk that has all of the file. */
  private String patch(Edit edit) throws IOException {
    String before = Files.readString(kernel().resolve(edit.file()));
    assertThat(before).containsOnlyOnce(edit.from());
    int at = before.indexOf(edit.from());
    int start = before.lastIndexOf('\n', at) + 1;
    int end = before.indexOf('\n', at + edit.from().length() - 1) + 1;
    String old = before.substring(start, end);
    String now = old.replace(edit.from(), edit.to());
    long lines = before.lines().count();
    long more = lines - old.lines().count() + now.lines().count();
    return "From: A <a@example.org>\nSubject: [PATCH] x86/tdx: Tidy up\n\nNo functional change.\n"
        + "---\n"
        + "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n".formatted(edit.file())
        + "@@ -1,%d +1,%d @@\n".formatted(lines, more)
        + marked(" ", before.substring(0, start))
        + marked("-", old)
        + marked("+", now)
        + marked(" ", before.substring(end));
  }

  private static String marked(String mark, String text) {
    StringBuilder marked = new StringBuilder();
    text.lines().forEach(line -> marked.append(mark).append(line).append('\n'));
    return marked.toString();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void isKeptOnlyIfAllOfItWasSeen(Edit edit) throws IOException {
    run(edit);

    assertThat(out.replaceAll("\n +", " ")).as(out).contains(edit.said());
    assertThat(out).containsPattern("1/1 +[01]/1 +(same|not seen|1) +(" + edit.claim() + ") ");
  }

  @Test
  void whatIsNotSeenIsAnErrorIfThatIsAskedFor() throws IOException {
    Edit unseen = edits().findFirst().orElseThrow();

    assertThat(run(unseen)).isZero();
    assertThat(run(unseen, "--require-seen")).isEqualTo(1);
  }

  @Test
  void everyReportSaysWhatWasNotSeen() throws IOException {
    Edit unseen = edits().findFirst().orElseThrow();
    Path json = directory.resolve("r.json");
    Path sarif = directory.resolve("r.sarif");
    Path junit = directory.resolve("r.xml");
    Path html = directory.resolve("r.html");

    run(
        unseen,
        "--report=json=" + json,
        "--report=sarif=" + sarif,
        "--report=junit=" + junit,
        "--report=html=" + html);

    assertThat(json)
        .content()
        .contains(
            "\"claim\":\"not-seen\",\"answer\":\"not-seen\"",
            "{\"reason\":\"not-compiled\",\"file\":\"arch/x86/kvm/vmx/main.c\",\"from\":1,");
    assertThat(sarif).content().contains("\"ruleId\":\"not-seen\"", "kvm/vmx/main.c");
    assertThat(junit).content().contains("not seen: 1 of 1 changed line");
    assertThat(html).content().contains("claim open", "not seen: 1 of 1 changed line");
  }

  @Test
  void scenarioThatDoesNotApplyAgreesWithNothing() throws IOException {
    Edit unseen = edits().skip(3).findFirst().orElseThrow();

    run(unseen, "--scenario=extension-update", "--scenario=boot");
    assertThat(out).doesNotContain("0/0");
  }
}
