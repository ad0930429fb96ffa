package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.dice.issue.DiceQuoter;
import org.seamreplay.dice.issue.LoaderIdentity;
import org.seamreplay.dice.issue.ModuleIdentity;
import org.seamreplay.dice.issue.Seeds;
import org.seamreplay.dice.quote.QuoteShape;

class QuoteCommandTests {
  @TempDir private Path directory;
  private Path quote;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeQuote() throws IOException {
    quote = Files.write(directory.resolve("quote.bin"), quoter(0).quote(report()));
  }

  private static DiceQuoter quoter(int padding) {
    ModuleIdentity module =
        new ModuleIdentity(
            "1.5.16",
            new byte[48],
            new byte[48],
            new byte[8],
            new byte[16],
            new byte[16],
            0,
            false);
    return new DiceQuoter(
        Seeds.standard(),
        LoaderIdentity.standard(),
        module,
        1,
        QuoteShape.standard().withPadding(padding));
  }

  private static byte[] report() {
    ByteBuffer report = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    report.put(0, (byte) 0x81);
    report.putLong(520, 3);
    return report.array();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    Environment environment =
        new Environment(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Map.of(), false);
    return Main.run(environment, arguments);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @Test
  void goodQuoteExitsZero() {
    assertThat(run("quote", "verify", quote.toString())).isEqualTo(ExitCode.OK);
    assertThat(out())
        .startsWith(quote + ": verifies for 2026-01-01T00:00:00Z under \"TDX Model Root CA\"");
    assertThat(err()).isEmpty();
  }

  @Test
  void quoteThatDoesNotVerifyExitsOneWithOneLine() {
    assertThat(run("quote", "verify", quote.toString(), "--report-data", "ff".repeat(64)))
        .isEqualTo(ExitCode.FINDING);
    assertThat(out()).isEmpty();
    assertThat(err())
        .startsWith("seamreplay: " + quote + ": does not verify: step 40 report-data at offset ")
        .hasLineCount(1);
  }

  @Test
  void expiredAndNotYetValidDependOnTheGivenTime() {
    assertThat(run("quote", "verify", quote.toString(), "--at", "2020-01-01T00:00:00Z"))
        .isEqualTo(ExitCode.FINDING);
    assertThat(err()).contains("step 18 validity");
    assertThat(run("quote", "verify", quote.toString(), "--at", "2099-01-01T00:00:00Z"))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void otherRootExitsOne() throws Exception {
    Seeds seeds = Seeds.standard();
    DiceQuoter other =
        new DiceQuoter(
            new Seeds(seeds.master(), seeds.platformId(), new byte[32]),
            LoaderIdentity.standard(),
            new ModuleIdentity(
                "1.5.16",
                new byte[48],
                new byte[48],
                new byte[8],
                new byte[16],
                new byte[16],
                0,
                false),
            1,
            QuoteShape.standard());
    Path root = Files.writeString(directory.resolve("root.pem"), other.root().pem());
    assertThat(run("quote", "verify", quote.toString(), "--root", root.toString()))
        .isEqualTo(ExitCode.FINDING);
    assertThat(err()).contains("step 14 trust-anchor");
    Path right = Files.writeString(directory.resolve("right.pem"), quoter(0).root().pem());
    assertThat(
            run(
                "quote",
                "verify",
                quote.toString(),
                "--root",
                root.toString(),
                "--root",
                right.toString()))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void policyDecides() throws Exception {
    Path policy = Files.writeString(directory.resolve("policy.yaml"), "td: {xfam: 0x1}\n");
    assertThat(run("quote", "verify", quote.toString(), "--policy", policy.toString()))
        .isEqualTo(ExitCode.FINDING);
    assertThat(err()).contains("step 48 td-xfam");
    Files.writeString(policy, "td: {xfem: 0x1}\n");
    assertThat(run("quote", "verify", quote.toString(), "--policy", policy.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err()).startsWith("seamreplay: " + policy + ":1: ").contains("xfem");
  }

  @Test
  void whatIsNoQuoteExitsTwo() throws Exception {
    Path file = directory.resolve("file");
    byte[] dcap = new byte[1100];
    dcap[0] = 4;
    dcap[2] = 2;
    dcap[4] = (byte) 0x81;
    Map<byte[], String> inputs =
        Map.of(
            new byte[0],
            "step 1 input-size",
            "{}".getBytes(UTF_8),
            "step 2 format",
            dcap,
            "a DCAP TDX quote of version 4",
            Arrays.copyOf(Files.readAllBytes(quote), 3000),
            "step 3 cbor at offset");
    for (Map.Entry<byte[], String> input : inputs.entrySet()) {
      Files.write(file, input.getKey());
      for (String command : List.of("verify", "show")) {
        assertThat(run("quote", command, file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err())
            .startsWith("seamreplay: " + file + ": not a quote: step ")
            .contains(input.getValue())
            .hasLineCount(1);
      }
    }
  }

  @Test
  void wrongUsageExitsTwo() throws Exception {
    Path bad = Files.writeString(directory.resolve("bad.pem"), "no PEM");
    String file = quote.toString();
    List<List<String>> usages =
        List.of(
            List.of("quote"),
            List.of("quote", "verify"),
            List.of("quote", "verify", directory.resolve("missing").toString()),
            List.of("quote", "verify", directory.toString()),
            List.of("quote", "verify", file, "--report-data", "00"),
            List.of("quote", "verify", file, "--report-data", "xx"),
            List.of("quote", "verify", file, "--at", "today"),
            List.of("quote", "verify", file, "--root", bad.toString()),
            List.of("quote", "verify", file, "--root", file),
            List.of("quote", "verify", file, "--crl", bad.toString()),
            List.of("quote", "verify", file, "--policy", "missing.yaml"),
            List.of("quote", "show", file, "--json", "--pem"));
    for (List<String> usage : usages) {
      assertThat(run(usage.toArray(new String[0]))).as("%s", usage).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err()).as("%s", usage).startsWith("seamreplay: ").hasLineCount(1);
    }
  }

  @Test
  void quoteIsShownInEachForm() {
    assertThat(run("quote", "show", quote.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("DICE-based TDX quote, ");
    assertThat(run("quote", "show", "--json", quote.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("{");
    assertThat(run("quote", "show", "--pem", quote.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void stepsAreShown() {
    assertThat(run("quote", "verify", "--steps", quote.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("\n26 holds       the leaf's key signed these bytes\n");
    assertThat(run("quote", "verify", "--json", quote.toString())).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("\"verdict\" : \"verifies\"");
  }

  /** The largest quote, and a file of 64 MB, in a process with 64 MB of heap. */
  @Test
  void memoryIsBounded() throws Exception {
    Path large = Files.write(directory.resolve("large"), quoter((8 << 20) - 6000).quote(report()));
    assertThat(Files.size(large)).isBetween((8L << 20) - 4096, 8L << 20);
    assertThat(process("-Xmx64m", "quote", "verify", large.toString())).isZero();
    Path huge = directory.resolve("huge");
    try (var channel = java.io.OutputStream.class.cast(Files.newOutputStream(huge))) {
      byte[] start = Arrays.copyOf(Files.readAllBytes(quote), 1 << 20);
      for (int i = 0; i < 64; i++) {
        channel.write(start);
      }
    }
    assertThat(process("-Xmx64m", "quote", "verify", huge.toString())).isEqualTo(2);
    Path wide = directory.resolve("wide.yaml");
    Files.writeString(wide, "td: {mrtd: [" + "0,".repeat(1_900_000) + "0]}");
    String policy = "--policy=" + wide;
    assertThat(process("-Xmx64m", "quote", "verify", quote.toString(), policy)).isEqualTo(2);
  }

  /** The compiler and what executes code are no part of reading evidence. */
  @Test
  void quotesAreReadWithoutTheRestOfTheProgram() throws Exception {
    assertThat(process("-verbose:class", "quote", "verify", quote.toString())).isZero();
    List<String> loaded =
        Files.readAllLines(directory.resolve("log"), ISO_8859_1).stream()
            .filter(
                line ->
                    line.matches(
                        ".*(bytedeco|seamreplay\\.ir|seamreplay\\.vm\\.(Vm|Interpreter) ).*"))
            .toList();
    assertThat(loaded).isEmpty();
  }

  private int process(String heap, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    // What goes wrong in Java is told with a stack.
    assertThat(Files.readString(log, ISO_8859_1)).doesNotContain("\tat ", "Exception in thread");
    return process.exitValue();
  }
}
