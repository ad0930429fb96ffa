package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTests {
  private static final String HEADER =
      "{\"format\":\"seamreplay-trace\",\"version\":1,\"tool\":\"t\",\"kernel\":\"k\","
          + "\"tree\":\"\",\"series\":\"\",\"scenario\":\"boot\",\"platform\":\"p\","
          + "\"module\":\"m\"}\n";
  private static final String CALL =
      "{\"seq\":0,\"cpu\":0,\"leaf\":\"TDH.SYS.INIT\",\"rax\":\"0x21\","
          + "\"in\":{\"ATTRIBUTES\":\"0x0\"},\"status\":\"TDX_SUCCESS\","
          + "\"via\":\"__seamcall\",\"stack\":[\"tdx.c:2 init_module\"]}\n";

  @TempDir private Path directory;
  private Path golden;
  private Path other;
  private String out;
  private String err;

  @BeforeEach
  void writeTwoTraces() throws IOException {
    golden = directory.resolve("golden.jsonl");
    other = directory.resolve("other.jsonl");
    Files.writeString(golden, HEADER + CALL + "{\"end\":1}\n");
    Files.writeString(other, HEADER + CALL.replace("\"0x0\"", "\"0x1\"") + "{\"end\":1}\n");
  }

  @Test
  void equalTracesPrintNothing() {
    assertThat(run("diff", golden.toString(), golden.toString())).isZero();
    assertThat(out).isEmpty();
    assertThat(err).isEmpty();
  }

  @Test
  void differenceIsShownWithItsLineOfC() throws IOException {
    Path file = directory.resolve("linux/arch/x86/virt/vmx/tdx/tdx.c");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "before\n\tret = seamcall(INIT);\nafter\n");
    String kernel = directory.resolve("linux").toString();
    assertThat(run("diff", "--kernel", kernel, golden.toString(), other.toString())).isEqualTo(1);
    assertThat(out)
        .isEqualTo(
            """
            operand  TDH.SYS.INIT  in.ATTRIBUTES
              expected  #0  0x0
              got       #0  0x1
              at        arch/x86/virt/vmx/tdx/tdx.c:2 in init_module
                     1  before
              >      2    ret = seamcall(INIT);
                     3  after
              so        ATTRIBUTES is 0x1, not 0x0

            """);
    assertThat(run("diff", "--context", "0", "--kernel", kernel, golden + "", other + ""))
        .isEqualTo(1);
    assertThat(out).contains("ret = seamcall").doesNotContain("before");
  }

  @Test
  void sourcesOutsideOfTheTreeAreNotRead() throws IOException {
    Files.writeString(directory.resolve("secret.c"), "secret\n");
    Files.createDirectories(directory.resolve("linux"));
    Files.writeString(other, Files.readString(other).replace("tdx.c:2", "/../secret.c:1"));
    run("diff", "--kernel", directory.resolve("linux").toString(), golden + "", other + "");
    assertThat(out).contains("../secret.c:1").doesNotContain("secret\n");
  }

  @Test
  void jsonIsOneObjectALine() {
    assertThat(run("diff", "--json", golden.toString(), other.toString())).isEqualTo(1);
    assertThat(out)
        .hasLineCount(1)
        .startsWith("{\"kind\":\"operand\",\"call\":\"TDH.SYS.INIT\",\"expectedAt\":0,")
        .contains("\"what\":\"in.ATTRIBUTES\"", "\"line\":2", "\"cause\":\"ATTRIBUTES is 0x1");
  }

  @Test
  void statisticsCountKindsAndCalls() {
    assertThat(run("diff", "--stat", golden.toString(), other.toString())).isEqualTo(1);
    assertThat(out).isEqualTo("1  operand  TDH.SYS.INIT\n1 difference\n");
  }

  @Test
  void brokenTraceIsNamedWithItsLine() throws IOException {
    Files.writeString(other, HEADER + "nonsense\n");
    assertThat(run("diff", golden.toString(), other.toString())).isEqualTo(2);
    assertThat(err).startsWith("seamreplay: " + other + ":2: no JSON").hasLineCount(1);
  }

  @Test
  void badInputIsOneLine() {
    assertThat(run("diff", golden.toString(), directory.resolve("none") + "")).isEqualTo(2);
    assertThat(err).isEqualTo("seamreplay: " + directory.resolve("none") + ": no such file\n");
    assertThat(run("diff", golden.toString(), directory.toString())).isEqualTo(2);
    assertThat(err).contains("is a directory; name a trace in it");
    assertThat(run("diff", golden.toString())).isEqualTo(2);
    assertThat(run("diff", "--context", "9", golden + "", other + "")).isEqualTo(2);
    assertThat(run("diff", "--kernel", "/nowhere", golden + "", other + "")).isEqualTo(2);
    assertThat(err).isEqualTo("seamreplay: --kernel: /nowhere: no such directory\n");
  }

  @Test
  void helpShowsExamplesAndExitStatus() {
    assertThat(run("diff", "--help")).isZero();
    assertThat(out).contains("Examples:", "Exit status: 0 both mean the same", "--kernel");
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            new Environment(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                Map.of(),
                false),
            arguments);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
