package org.seamreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CliTests {
  @TempDir private Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private String out;
  private String err;

  @BeforeEach
  void useACacheOfTheBuild() {
    variables.put("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
  }

  @Test
  void helpShowsCommandsExamplesAndExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out).contains("run", "record", "scenario", "shim", "Examples:", "Exit codes:");
  }

  /** Prose is wrapped by picocli, an example that is wrapped cannot be copied. */
  @TestFactory
  Stream<DynamicTest> examplesFitInto80Columns() {
    return commands(new CommandLine(new SeamreplayCommand()))
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(),
                    () ->
                        assertThat(command.getCommandSpec().usageMessage().footer())
                            .filteredOn(line -> line.startsWith("  "))
                            .allMatch(line -> line.length() < 80)));
  }

  private static Stream<CommandLine> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(CliTests::commands));
  }

  @Test
  void versionNamesTheProgram() {
    assertThat(run("--version")).isZero();
    assertThat(out).startsWith("seamreplay ");
  }

  @Test
  void missingCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err).startsWith("seamreplay: a command is missing; see 'seamreplay --help'\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recrod          | record
          rnu             | run
          RUN             | run
          comapre         | compare
          bundel create   | bundle
          bundle craete x | create
          run --kernle x  | --kernel
          run --scenari=x | --scenario
          """)
  void mistypedWordShowsTheNearest(String typed, String meant) {
    assertThat(run(typed.split(" "))).isEqualTo(2);
    assertThat(err).endsWith("; did you mean " + meant + "?\n").hasLineCount(1);
  }

  @Test
  void wordThatIsNearToNothingIsSentToTheHelp() {
    assertThat(run("xyzzyplugh")).isEqualTo(2);
    assertThat(err).endsWith("; see 'seamreplay --help'\n").hasLineCount(1);
  }

  @Test
  void unknownOptionIsWrongUsage() {
    assertThat(run("run", "--colour")).isEqualTo(2);
    assertThat(err).startsWith("seamreplay: unknown option: '--colour'").hasLineCount(1);
  }

  @Test
  void cacheThatCannotBeWrittenIsReplacedForTheRunAndSaidOnce() throws IOException {
    Path file = Files.createFile(directory.resolve("home"));
    variables.put("XDG_CACHE_HOME", file.toString());
    assertThat(run("run", "--series", "none", "--scenario", "boot-failures/not-loaded")).isZero();
    assertThat(out).endsWith("1 run: no findings\n");
    assertThat(err)
        .isEqualTo(
            "seamreplay: "
                + file.resolve("seamreplay")
                + ": cannot be written, so what is compiled is kept for this run only; set"
                + " XDG_CACHE_HOME to a directory that can\n");
  }

  @Test
  void scenarioListNamesEveryCase() {
    assertThat(run("scenario", "list")).isZero();
    assertThat(out).contains("boot-failures/sys-config", "suspend-resume");
    assertThat(run("scenario", "list", "--json")).isZero();
    assertThat(out.lines()).allMatch(line -> line.startsWith("{\"name\":\""));
  }

  @Test
  void kernelPathThatDoesNotExistIsBadInput() {
    badInput("/nowhere/linux: no such kernel tree", "run", "--kernel", "/nowhere/linux");
  }

  @Test
  void directoryWithoutTdxIsBadInput() {
    badInput(
        directory
            + ": has no arch/x86/virt/vmx/tdx/tdx.c; give the root of a kernel source tree with TDX"
            + " host support",
        "run",
        "--kernel",
        directory.toString());
  }

  @Test
  void bareRepositoryIsBadInput() throws IOException {
    Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.createDirectory(directory.resolve("objects"));
    badInput(
        directory + ": a bare repository has no files; give a worktree of it",
        "run",
        "--kernel",
        directory.toString());
  }

  @Test
  void fileAsKernelIsBadInput() throws IOException {
    Path file = Files.writeString(directory.resolve("x"), "");
    badInput(
        file + ": not a directory; give the root of a kernel source tree",
        "run",
        "--kernel",
        file.toString());
  }

  @Test
  void unknownScenarioIsBadInputWithTheNearestNames() {
    badInput("no scenario 'bot'; did you mean boot?", "run", "--scenario", "bot");
  }

  @Test
  void brokenScenarioFileIsBadInputWithFileLineAndKey() throws IOException {
    Path file = Files.writeString(directory.resolve("s.yaml"), "name: x\ndescription: y\nflw: z\n");
    assertThat(run("run", "--scenario", file.toString())).isEqualTo(2);
    assertThat(err).startsWith("seamreplay: " + file + ":3: flw: unknown key").hasLineCount(1);
  }

  @Test
  void unknownPlatformIsBadInput() {
    assertThat(run("run", "--scenario", "boot", "--platform", "huge")).isEqualTo(2);
    assertThat(err).startsWith("seamreplay: no machine profile 'huge'; shipped are");
  }

  @Test
  void unknownModuleIsBadInput() {
    assertThat(run("run", "--scenario", "boot", "--module", "tdx-9")).isEqualTo(2);
    assertThat(err).startsWith("seamreplay: no module profile 'tdx-9'; shipped are");
  }

  @Test
  void jobsMustBePositive() {
    badInput("--jobs: must be between 1 and 1024, not 0", "run", "--jobs", "0");
  }

  @Test
  void errorInTheTreeIsBadInputWithItsPlace() throws IOException {
    Path tree = fixtureCopy();
    Path unit = tree.resolve("arch/x86/virt/vmx/tdx/tdx.c");
    Files.writeString(unit, Files.readString(unit) + "\nint broken( {\n");
    assertThat(run("run", "--kernel", tree.toString(), "--scenario", "boot")).isEqualTo(2);
    assertThat(err)
        .startsWith("seamreplay: arch/x86/virt/vmx/tdx/tdx.c does not compile:")
        .contains("arch/x86/virt/vmx/tdx/tdx.c:");
  }

  @Test
  void bootOfTheShippedKernelIsAsExpected() {
    assertThat(
            run(
                "run",
                "--series",
                "none",
                "--scenario",
                "boot",
                "--platform",
                "bench-64g",
                "--log"))
        .isZero();
    assertThat(out)
        .contains("scenario", "SEAMCALLs", "boot", "bench-64g", "kernel log")
        .contains("1 run: no findings");
    assertThat(err).isEmpty();
  }

  @Test
  void jsonIsOneObjectARun() {
    assertThat(
            run(
                "run",
                "--series",
                "none",
                "--scenario",
                "boot",
                "--platform",
                "bench-64g",
                "--json"))
        .isZero();
    assertThat(out.lines()).hasSize(1).allMatch(l -> l.startsWith("{\"scenario\":\"boot\""));
  }

  @Test
  void functionWithoutModelIsNotModelled() throws IOException {
    Path tree = fixtureCopy();
    Path unit = tree.resolve("arch/x86/virt/vmx/tdx/tdx.c");
    Files.writeString(
        unit,
        Files.readString(unit)
            + """

            int nobody_knows_this(void);
            static int __init call_it(void) { return nobody_knows_this(); }
            subsys_initcall(call_it);
            """);
    assertThat(
            run(
                "run",
                "--kernel",
                tree.toString(),
                "--scenario",
                "boot",
                "--platform",
                "bench-64g"))
        .isEqualTo(3);
    assertThat(out).contains("not modelled: ").contains("nobody_knows_this");
  }

  @Test
  void recordKeepsATraceAndRefusesToChangeIt() throws IOException {
    Path traces = directory.resolve("traces");
    String[] record = {
      "record",
      "--series",
      "none",
      "--scenario",
      "boot",
      "--platform",
      "bench-64g",
      "--traces",
      traces.toString()
    };
    assertThat(run(record)).isZero();
    Path file = traces.resolve("fixture/boot.jsonl");
    assertThat(out).contains("wrote " + file + " (new)");
    String first = Files.readString(file);

    assertThat(run(record)).isZero();
    assertThat(out).contains("0 written, 0 kept back");
    assertThat(Files.readString(file)).isEqualTo(first);

    String changed = first.replaceFirst("\"VALUE\":\"0x", "\"VALUE\":\"0x7");
    Files.writeString(file, changed);
    assertThat(run(record)).isEqualTo(1);
    assertThat(out).contains("divergence: TDH.SYS.RD ");
    assertThat(out).contains("1 kept back; write them with --accept");
    assertThat(Files.readString(file)).isEqualTo(changed);

    assertThat(
            run(
                "record",
                "--series",
                "none",
                "--scenario",
                "boot",
                "--platform",
                "bench-64g",
                "--traces",
                traces.toString(),
                "--accept"))
        .isZero();
    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(file.getParent().toFile().list()).containsExactly("boot.jsonl");
  }

  @Test
  void runComparesWithGoldenTraces() throws IOException {
    Path traces = directory.resolve("traces");
    String[] run = {
      "run",
      "--series",
      "none",
      "--scenario",
      "boot",
      "--platform",
      "bench-64g",
      "--traces",
      traces.toString()
    };
    badInput(traces + ": no such directory of golden traces; 'seamreplay record' makes one", run);
    String[] record = run.clone();
    record[0] = "record";
    assertThat(run(record)).isZero();
    assertThat(run(run)).isZero();
    assertThat(out).contains("same").doesNotContain("without a golden trace");
    Path file = traces.resolve("fixture/boot.jsonl");
    Files.writeString(file, "{\"format\":\"else\"}\n");
    badInput(file + ":1: no trace: format must be seamreplay-trace", run);
  }

  @Test
  void whatComesAlongHoldsWhereTheUserHasNoTrace() throws IOException {
    Path traces = Files.createDirectory(directory.resolve("traces"));
    String[] run = {
      "run",
      "--series",
      "none",
      "--scenario",
      "boot",
      "--platform",
      "bench-64g",
      "--traces",
      traces.toString()
    };
    assertThat(run(run)).isZero();
    assertThat(out).contains("same").doesNotContain("without a golden trace");

    // The user's own comes first.
    Path file = Files.createDirectory(traces.resolve("fixture")).resolve("boot.jsonl");
    String shipped = Files.readString(Path.of("traces/fixture/boot.jsonl"));
    Files.writeString(file, shipped.replaceFirst("\"VALUE\":\"0x", "\"VALUE\":\"0x7"));
    assertThat(run(run)).isEqualTo(1);
  }

  @Test
  void recordDoesNotWriteInCi() {
    variables.put("CI", "true");
    assertThat(run("record", "--scenario", "boot", "--traces", directory.toString())).isEqualTo(2);
    assertThat(err)
        .startsWith("seamreplay: record writes golden traces, which must not happen in CI");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void unwritableTraceDirectoryIsBadInputBeforeAnythingRuns() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    badInput(
        file + "/t: cannot be made; give another directory with --traces",
        "record",
        "--scenario",
        "boot",
        "--traces",
        file + "/t");
  }

  @Test
  void anArgumentWithAnAtSignIsNotReadAsAFile() {
    badInput("unmatched argument at index 0: '@/dev/zero'; see 'seamreplay --help'", "@/dev/zero");
  }

  @Test
  void missingPartsOfTheShimAreListed() throws IOException {
    assertThat(run("shim", "check")).isZero();
    Path tree = fixtureCopy();
    Path unit = tree.resolve("arch/x86/virt/vmx/tdx/tdx.c");
    Files.writeString(unit, "#include <linux/no_such_header.h>\n");
    assertThat(run("shim", "check", "--kernel", tree.toString())).isEqualTo(3);
    assertThat(out).contains("linux/no_such_header.h");
  }

  private void badInput(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err).isEqualTo("seamreplay: " + message + "\n");
    assertThat(out).isEmpty();
  }

  private int run(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(new Environment(stream(outBytes), stream(errBytes), variables, false), arguments);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private Path fixtureCopy() throws IOException {
    Path from = Path.of("fixtures/kernel");
    Path to = directory.resolve("tree");
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}
