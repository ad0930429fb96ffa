package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTests {
  private static final Path BOOT = Path.of("traces/fixture/boot.jsonl");

  @TempDir private Path directory;

  private String out;
  private String err;

  @Test
  void goldenTraceVerifies() {
    assertThat(verify(BOOT.toString())).isZero();
    assertThat(out).isEqualTo(BOOT + ": 16513 SEAMCALLs, all answers the same\n");
    assertThat(err).isEmpty();
  }

  @Test
  void anotherAnswerIsShownWithTheLineThatAsked() throws IOException {
    Path file = changed("\"VALUE\":\"0x5\"", "\"VALUE\":\"0x6\"");
    assertThat(verify(file.toString())).isEqualTo(1);
    assertThat(out)
        .startsWith(file + ": 16513 SEAMCALLs, one answer differs\n  #9  TDH.SYS.RD")
        .containsPattern("trace   .*0x6\n")
        .containsPattern("module  .*0x5\n")
        .containsPattern("at +arch/x86/virt/vmx/tdx/.*:\\d+ in __seamcall_retry\n");
  }

  @Test
  void directoryStandsForAllTracesBelow() throws IOException {
    changed("\"VALUE\":\"0x5\"", "\"VALUE\":\"0x6\"");
    Files.copy(BOOT, Files.createDirectories(directory.resolve("sub")).resolve("a.jsonl"));
    assertThat(verify(directory.toString())).isEqualTo(1);
    assertThat(out).endsWith("1 of 2 traces verify\n");
  }

  @Test
  void badTraceDoesNotHideTheOthers() throws IOException {
    Path file = changed("\"format\"", "\"form\"");
    assertThat(verify(file.toString(), BOOT.toString())).isEqualTo(2);
    assertThat(out).contains(BOOT + ": 16513 SEAMCALLs, all answers the same", "1 of 2 traces");
    assertThat(err)
        .isEqualTo("seamreplay: " + file + ":1: no trace: format must be seamreplay-trace\n");
  }

  @Test
  void orphanIsBadInput() throws IOException {
    Path file = changed("\"scenario\":\"boot\"", "\"scenario\":\"bot\"");
    assertThat(verify(file.toString())).isEqualTo(2);
    assertThat(err).contains("no scenario owns this trace: there is no 'bot'");
  }

  @Test
  void anotherModuleCanBeAsked() {
    assertThat(verify("--module", "tdx-1.5-next", BOOT.toString())).isEqualTo(1);
    assertThat(out).contains("TDH.SYS.RD");
  }

  @Test
  void missingFileAndEmptyDirectoryAreBadInput() {
    assertThat(verify("nowhere.jsonl")).isEqualTo(2);
    assertThat(err).isEqualTo("seamreplay: nowhere.jsonl: no such file\n");
    assertThat(verify(directory.toString())).isEqualTo(2);
    assertThat(err).contains("no trace, a file *.jsonl, in this directory");
    assertThat(verify()).isEqualTo(2);
  }

  @Test
  void jsonIsALineForEachTrace() throws IOException {
    Path file = changed("\"VALUE\":\"0x5\"", "\"VALUE\":\"0x6\"");
    assertThat(verify("--json", file.toString(), BOOT.toString())).isEqualTo(1);
    assertThat(out.lines()).hasSize(2);
    assertThat(out.lines().findFirst().orElseThrow())
        .startsWith("{\"trace\":\"" + file + "\",\"verifies\":false,\"calls\":16513,")
        .contains("\"call\":\"TDH.SYS.RD\",\"at\":9,");
    assertThat(out).endsWith("\"verifies\":true,\"calls\":16513,\"divergences\":[]}\n");
  }

  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(BOOT);
    assertThat(text).contains(from);
    return Files.writeString(directory.resolve("changed.jsonl"), text.replace(from, to));
  }

  private int verify(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8),
            Map.of(),
            false);
    String[] all = new String[arguments.length + 1];
    all[0] = "verify";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int code = Main.run(environment, all);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
