package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that replay a series, on a series with one thing broken. */
class SeriesCommandTests {
  private static final String[] RESUMED = {"--scenario", "extension-interrupts/mem-add-each-page"};

  @TempDir Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private String out = "";

  @BeforeEach
  void cacheOfTests() {
    variables.put("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
  }

  private int run(String command, String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    String[] all = Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    int code = Main.run(new Environment(stream, stream, variables, false), all);
    out = bytes.toString(UTF_8);
    return code;
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(more), Stream.of(some)).toArray(String[]::new);
  }

  /** The shipped series with a wrapper that drops the registers that come back. */
  private String brokenSeries() throws IOException {
    try (Stream<Path> patches = Files.list(Path.of("patches"))) {
      for (Path patch : patches.toList()) {
        String text = Files.readString(patch);
        Files.writeString(
            directory.resolve(patch.getFileName()),
            text.replace("seamcall_ret(TDH_EXT_MEM_ADD", "seamcall(TDH_EXT_MEM_ADD"));
      }
    }
    return directory.toString();
  }

  @Test
  void shippedSeriesIsAsItsGoldenTraces() {
    assertThat(run("run", RESUMED)).isZero();
    assertThat(out).contains("15 patches, 16 runs: no findings");
  }

  @Test
  void findingNamesThePatchTheLineAndTheOperand() throws IOException {
    assertThat(run("run", with(RESUMED, "--series", brokenSeries()))).isEqualTo(1);
    assertThat(out)
        .contains("patch 15/15 \"x86/virt/tdx: Enable TDX Quoting extension\"")
        .contains("HPA_LIST_INFO.FIRST_ENTRY")
        .containsPattern("02/15 > +[0-9]+ +status = seamcall\\(TDH_EXT_MEM_ADD, &args\\);")
        .contains("pages that the module already owns are offered again");
  }

  @Test
  void reportsOfTwoRunsDifferInTheirTimesOnlyWhateverTheJobs() throws IOException {
    String series = brokenSeries();
    List<String> first = reports(series, "one", "1");
    assertThat(first.get(0)).as("there is something in it").contains("\"kind\":\"divergence\"");
    assertThat(reports(series, "again", "1")).isEqualTo(first);
    assertThat(reports(series, "two", "2")).isEqualTo(first);
  }

  /** JSON without its last key, SARIF, HTML and text. */
  private List<String> reports(String series, String name, String jobs) throws IOException {
    Path json = directory.resolve(name + ".json");
    Path sarif = directory.resolve(name + ".sarif");
    Path html = directory.resolve(name + ".html");
    run(
        "run",
        with(
            RESUMED,
            "--scenario=extensions",
            "--series=" + series,
            "--jobs=" + jobs,
            "--report=json=" + json,
            "--report=sarif=" + sarif,
            "--report=html=" + html));
    String document = Files.readString(json);
    int times = document.lastIndexOf(",\n\"times\":");
    assertThat(times).isPositive();
    assertThat(document.substring(times + 2).lines()).as("times are the last key").hasSize(2);
    return List.of(
        document.substring(0, times), Files.readString(sarif), Files.readString(html), out);
  }

  /** The only test that waits: for output of the other thread, at most a minute for each line. */
  @Test
  void watchRunsAgainWhenAPatchIsMendedAndSaysWhatStandsInTheWay() throws Exception {
    String series = brokenSeries();
    Path patch;
    try (Stream<Path> files = Files.list(directory)) {
      patch = files.filter(f -> f.getFileName().toString().startsWith("0002-")).findFirst().get();
    }
    String broken = Files.readString(patch);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    String[] all = with(RESUMED, "run", "--watch", "--quiet", "--series", series);
    Thread watch =
        new Thread(() -> Main.run(new Environment(stream, stream, variables, false), all));
    watch.start();
    try {
      await(bytes, "HPA_LIST_INFO.FIRST_ENTRY", "waiting for changes");
      Files.writeString(
          patch, broken.replace("status = seamcall(TDH_EXT", "status = oops(TDH_EXT"));
      await(bytes, "changed: 0002-", "does not compile", "waiting for changes");
      Files.writeString(patch, broken.substring(0, broken.length() / 2));
      await(bytes, "changed: 0002-", "seamreplay: ", "waiting for changes");
      Files.writeString(
          patch, broken.replace("seamcall(TDH_EXT_MEM_ADD", "seamcall_ret(TDH_EXT_MEM_ADD"));
      await(bytes, "changed: 0002-", "s; waiting for changes");
      assertThat(bytes.toString(UTF_8)).doesNotContain("finding");
    } finally {
      watch.interrupt();
      watch.join();
    }
  }

  /** Waits for these words, in this order, and forgets what was printed so far. */
  private static void await(ByteArrayOutputStream printed, String... words) throws Exception {
    String last = words[words.length - 1];
    for (int i = 0; i < 600 && !printed.toString(UTF_8).contains(last); i++) {
      Thread.sleep(100);
    }
    assertThat(printed.toString(UTF_8)).containsSubsequence(words);
    if (!last.startsWith("s;")) {
      printed.reset();
    }
  }

  @Test
  void bisectFindsTheStepWithFewReplays() throws IOException {
    assertThat(run("bisect", with(RESUMED, "--series", brokenSeries()))).isEqualTo(1);
    assertThat(out)
        .startsWith("first bad step: 15/15 ")
        .contains("14/15 is good; 5 of 16 steps replayed");
  }

  @Test
  void bisectOfAGoodSeriesReplaysOnlyItsEnd() {
    assertThat(run("bisect", RESUMED)).isZero();
    assertThat(out).isEqualTo("no bad step in what runs; 1 of 16 steps replayed: 15/15\n");
  }

  @Test
  void comparisonSaysWhichPatchesCarryADifference() throws IOException {
    assertThat(run("compare", with(RESUMED, "shipped", brokenSeries()))).isEqualTo(1);
    assertThat(out)
        .contains("  02/15 ! 02/15  ")
        .contains("  03/15 = 03/15  ")
        .contains("(patch 15/15)");
    assertThat(run("compare", with(RESUMED, "shipped", "patches"))).isZero();
    assertThat(out).contains("1 run does the same at the end of both, 0 differ");
  }

  @Test
  void traceOfAStepAnswersTheKernelOfThatStep() throws IOException {
    List<Path> last;
    try (Stream<Path> files = Files.walk(Path.of("traces/fixture"))) {
      last =
          files
              .filter(f -> f.toString().contains("/15-") && f.endsWith("quote/511-pages.jsonl"))
              .toList();
    }
    assertThat(run("run", "--stub", last.get(0).toString())).isZero();
    assertThat(out).contains("SEAMCALLs answered, the kernel does the same");
  }
}
