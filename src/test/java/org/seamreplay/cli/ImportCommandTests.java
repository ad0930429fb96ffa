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

class ImportCommandTests {
  private static final String SAMPLE = "fixtures/recordings/boot.kprobe.txt";

  @TempDir private Path directory;

  private String out;
  private String err;

  @Test
  void recordingBecomesATrace() {
    assertThat(run("kprobe", SAMPLE, "--platform", "bench-64g", "--module", "tdx-1.5")).isZero();
    assertThat(out)
        .startsWith("{\"format\":\"seamreplay-trace\",\"version\":1,")
        .contains("\"kernel\":\"hardware\"", "\"platform\":\"bench-64g\",\"module\":\"tdx-1.5\"");
    assertThat(err).isEqualTo("17 SEAMCALLs, something is missing in 2 places: see step 'gap'\n");
  }

  @Test
  void traceGoesToAFile() throws IOException {
    Path file = directory.resolve("got.jsonl");
    assertThat(
            run(
                "bpftrace",
                "fixtures/recordings/boot.bpftrace.jsonl",
                "--platform",
                "bench-64g",
                "--module",
                "tdx-1.5",
                "--kernel",
                "linux-7.3",
                "-o",
                file.toString()))
        .isZero();
    assertThat(out).isEmpty();
    assertThat(Files.readString(file)).contains("\"kernel\":\"linux-7.3\"");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path broken = directory.resolve("x.txt");
    Files.writeString(broken, "x-1 [0] 1.0: seamcall_in: (f) fn=0x21\n");
    assertThat(run("kprobe", broken.toString(), "--platform", "bench-64g", "--module", "tdx-1.5"))
        .isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "seamreplay: "
                + broken
                + ":1: field rcx is missing; see the recipe for the probe's arguments\n");
    assertThat(run("perf", SAMPLE, "--platform", "bench-64g", "--module", "tdx-1.5")).isEqualTo(2);
    assertThat(err).isEqualTo("seamreplay: format 'perf': must be kprobe or bpftrace\n");
    assertThat(run("kprobe", "nowhere", "--platform", "bench-64g", "--module", "tdx-1.5"))
        .isEqualTo(2);
    assertThat(err).isEqualTo("seamreplay: nowhere: no such file\n");
    assertThat(run("kprobe", SAMPLE, "--module", "tdx-1.5")).isEqualTo(2);
    assertThat(err).contains("--platform");
  }

  @Test
  void helpHasTheProbes() {
    assertThat(run("--help")).isZero();
    assertThat(out).contains("p:seam/seamcall_in __seamcall fn=%di:x64", "bpftrace -f json");
  }

  /** Of the three stubs Linux 7.2 and 7.3 have one in .noinstr.text, which no probe may be in. */
  @Test
  void probesOfTheRecipeAreThoseThatAreReadAndThoseNotAllowedEverywhereAreApart()
      throws IOException {
    assertThat(lines("kprobe_events"))
        .hasSize(4)
        .allMatch(line -> line.matches("[pr]:seam/seamcall(_ret)?_(in|out) __seamcall(_ret)? .*"));
    assertThat(lines("kprobe_events.saved"))
        .hasSize(2)
        .allMatch(
            line -> line.matches("[pr]:seam/seamcall_saved_ret_(in|out) __seamcall_saved_ret .*"));
    assertThat(probes("seamcall.bt"))
        .containsExactly(
            "kprobe:__seamcall",
            "kretprobe:__seamcall",
            "kprobe:__seamcall_ret",
            "kretprobe:__seamcall_ret");
    assertThat(probes("seamcall-saved.bt"))
        .containsExactly("kprobe:__seamcall_saved_ret", "kretprobe:__seamcall_saved_ret");
  }

  private static List<String> probes(String program) throws IOException {
    return lines(program).stream().filter(line -> line.matches("k(ret)?probe:.*")).toList();
  }

  private static List<String> lines(String name) throws IOException {
    return Files.readAllLines(Path.of("fixtures/recordings", name));
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8),
            Map.of(),
            false);
    String[] all = new String[arguments.length + 1];
    all[0] = "import";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int code = Main.run(environment, all);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
