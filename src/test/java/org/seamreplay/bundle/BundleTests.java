package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.ReplayListener;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.SeriesReplay;
import org.seamreplay.replay.series.StepBuilder;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.WatchedBase;

/** What is in a bundle, that it comes out of it, and what a damaged or forged one says. */
class BundleTests {
  private static final String TOOL = "seamreplay test";

  private static final List<String> SCENARIOS = List.of("extension-interrupts/mem-add", "boot");

  @TempDir static Path directory;

  private static Path made;

  @BeforeAll
  static void bundleOfTheShippedSeries() {
    made = directory.resolve("made.bundle");
    make(made, 2, series -> series, "seamreplay test");
  }

  private interface Edit {
    Series of(Series series);
  }

  private static void make(Path file, int jobs, Edit edit, String tool) {
    GoldenTraces golden = new GoldenTraces(Path.of("traces"));
    Series series =
        edit.of(SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT));
    try (WatchedBase base =
        new WatchedBase(Base.open(Path.of("fixtures/kernel"), Optional.empty()))) {
      SeriesOutcome outcome =
          replay(SeriesPlan.of(base, series, ApplyOptions.DEFAULT), runs(), golden, jobs);
      BundleFile.write(
          file,
          BundleFile.bytes(
              file,
              tool,
              base,
              Optional.of(series),
              0,
              outcome,
              golden,
              Definitions.of(List.of(), runs())));
    }
  }

  private static List<ScenarioRun> runs() {
    return ScenarioRun.of(Scenarios.select(SCENARIOS), List.of(), List.of());
  }

  private static SeriesOutcome replay(
      SeriesPlan plan, List<ScenarioRun> runs, GoldenTraces golden, int jobs) {
    LoadedProfiles profiles = new LoadedProfiles();
    profiles.loadFor(runs);
    Compiler compiler = new Compiler(Path.of("target/test-cache/seamreplay"));
    try (StepBuilder builder = new StepBuilder(compiler, TOOL, profiles)) {
      return new SeriesReplay(builder, golden, jobs, ReplayListener.NONE).run(plan, runs);
    }
  }

  private static Reproduction reproduce(Path file, String tool) {
    UnpackedBundle bundle = UnpackedBundle.open(file);
    SeriesOutcome outcome = replay(bundle.plan(), bundle.runs(), bundle.golden(), 1);
    return bundle.compare(outcome, tool);
  }

  /** The bundle with some of its files changed. */
  private static Path changed(String name, Consumer<SortedMap<String, byte[]>> change)
      throws IOException {
    SortedMap<String, byte[]> files =
        new TreeMap<>(StoredZip.read(Files.readAllBytes(made), "made", Names::isKnown));
    change.accept(files);
    return Files.write(directory.resolve(name), StoredZip.write(files));
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> BundleReader.read(file))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void replayOfABundleComesToTheSameBitForBit() {
    Reproduction reproduction = reproduce(made, TOOL);

    assertThat(reproduction.complete()).isTrue();
    assertThat(reproduction.all()).isEqualTo(16 * 3);
    assertThat(reproduction.notes()).isEmpty();
  }

  @Test
  void equalReplaysGiveEqualBundlesWhateverTheNumberOfJobs() {
    Path again = directory.resolve("again.bundle");
    make(again, 1, series -> series, TOOL);

    assertThat(again).hasSameBinaryContentAs(made);
  }

  @Test
  void nothingInABundleNamesTheMachineItWasMadeOn() throws IOException {
    String all = new String(Files.readAllBytes(made), ISO_8859_1);

    assertThat(all)
        .doesNotContain(Path.of("").toAbsolutePath().toString())
        .doesNotContain(System.getProperty("user.home") + "/")
        .doesNotContain(System.getProperty("java.io.tmpdir") + "/seam");
  }

  @Test
  void manifestIsAsItsSchemaSays() throws IOException {
    byte[] manifest =
        StoredZip.read(Files.readAllBytes(made), "made", Names::isKnown).get(Names.MANIFEST);
    try (InputStream in =
        getClass().getResourceAsStream("/bundle/seamreplay-bundle-1.schema.json")) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(in, InputFormat.JSON)
                  .validate(new String(manifest, UTF_8), InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void seriesIsTheOneThatWasReplayed() {
    Series read = BundleReader.read(made).series().orElseThrow();
    Series sent = SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);

    assertThat(read.title()).isEqualTo(sent.title());
    assertThat(read.id()).isEqualTo(sent.id());
    assertThat(read.patches()).hasSameSizeAs(sent.patches());
    for (int i = 0; i < sent.patches().size(); i++) {
      assertThat(read.patches().get(i))
          .usingRecursiveComparison()
          .ignoringFields("origin.where", "files", "filesInUtf8")
          .isEqualTo(sent.patches().get(i));
    }
  }

  @Test
  void bundleOfAnotherVersionIsReplayedAndTheVersionNamedWhereItDiffers() throws IOException {
    Path other =
        changed(
            "other.bundle",
            files ->
                files.put(
                    Names.MANIFEST,
                    new String(files.get(Names.MANIFEST), UTF_8)
                        .replaceFirst("\"shim\":\"[0-9a-f]+\"", "\"shim\":\"0\"")
                        .getBytes(UTF_8)));

    Reproduction reproduction = reproduce(other, "seamreplay 99");

    assertThat(reproduction.complete()).isTrue();
    assertThat(reproduction.notes())
        .containsExactly(
            "made by seamreplay test, this is seamreplay 99",
            "this program brings along other shim");
  }

  @Test
  void whatComesOutDifferentlyIsNamedAndShown() throws IOException {
    String cell =
        StoredZip.read(Files.readAllBytes(made), "made", Names::isKnown)
            .tailMap("traces/15/")
            .firstKey()
            .replaceAll("^traces/|\\.jsonl$", "");
    Path forged =
        changed(
            "forged.bundle",
            files -> {
              String trace = new String(files.get("traces/" + cell + ".jsonl"), UTF_8);
              assertThat(trace).contains("TDH.EXT.INIT");
              files.put(
                  "traces/" + cell + ".jsonl",
                  trace
                      .replace(
                          "\"TDH.EXT.INIT\",\"rax\":\"0x3c\"",
                          "\"TDH.SYS.KEY.CONFIG\",\"rax\":\"0x1f\"")
                      .getBytes(UTF_8));
              String results = new String(files.get(Names.RESULTS), UTF_8);
              files.put(
                  Names.RESULTS,
                  results
                      .replaceFirst("[0-9a-f]{64}  " + cell, "0".repeat(64) + "  " + cell)
                      .getBytes(UTF_8));
            });

    Reproduction reproduction = reproduce(forged, TOOL);

    assertThat(reproduction.complete()).isFalse();
    assertThat(reproduction.same()).isEqualTo(16 * 3 - 1);
    assertThat(reproduction.different()).containsExactly(cell);
    assertThat(reproduction.first()).isEqualTo(cell);
    assertThat(reproduction.divergences()).isNotEmpty();
    assertThat(reproduction.divergences().get(0).call()).contains("TDH.");
  }

  @Test
  void traceThatWasChangedAloneIsNoticed() throws IOException {
    Path forged =
        changed(
            "trace.bundle",
            files ->
                files.computeIfPresent(
                    "traces/00/boot.jsonl",
                    (name, text) ->
                        new String(text, UTF_8)
                            .replaceFirst("\"leaf\":\"TDH.SYS.INIT\"", "\"leaf\":\"TDH.SYS.KEY\"")
                            .replaceFirst("TDH\\.SYS\\.LP\\.INIT", "TDH.SYS.XX.INIT")
                            .getBytes(UTF_8)));

    Reproduction reproduction = reproduce(forged, TOOL);

    assertThat(reproduction.complete()).isFalse();
    assertThat(reproduction.different()).containsExactly("00/boot");
  }

  @Test
  void goldenTraceThatWasChangedIsNoticed() throws IOException {
    Path forged =
        changed(
            "golden.bundle",
            files ->
                files.computeIfPresent(
                    "golden/fixture/boot.jsonl",
                    (name, text) ->
                        new String(text, UTF_8)
                            .replaceFirst("\"rax\":\"0x23\"", "\"rax\":\"0x21\"")
                            .getBytes(UTF_8)));

    Reproduction reproduction = reproduce(forged, TOOL);

    assertThat(reproduction.different()).contains("00/boot");
  }

  @Test
  void nothingIsListedTwice() throws IOException {
    assertRefused(
        changed("twice.bundle", files -> files.computeIfPresent(Names.TREE, (n, t) -> twice(t))),
        "base.tree: has two lines of ");
    assertRefused(
        changed("twice.bundle", files -> files.computeIfPresent(Names.RESULTS, (n, t) -> twice(t))),
        "results.sha256: has two lines of 00/");
  }

  @Test
  void listsAreOfBoundedLength() throws IOException {
    assertRefused(
        changed("long.bundle", files -> files.put(Names.RESULTS, new byte[17 << 20])),
        "results.sha256: larger than 16 MB");
    assertRefused(
        changed("long.bundle", files -> files.put(Names.TREE, new byte[17 << 20])),
        "base.tree: larger than 16 MB");
  }

  private static byte[] twice(byte[] text) {
    String line = new String(text, UTF_8).lines().findFirst().orElseThrow() + "\n";
    return (line + new String(text, UTF_8)).getBytes(UTF_8);
  }

  @Test
  void fileOfTheBaseThatIsNotInTheBundleCountsAsAbsent() throws IOException {
    Path without =
        changed(
            "without.bundle",
            files -> {
              String tree = new String(files.get(Names.TREE), UTF_8);
              String line =
                  tree.lines().filter(l -> l.endsWith("/tdx/tdx.h")).findFirst().orElseThrow();
              files.put(Names.TREE, tree.replace(line + "\n", "").getBytes(UTF_8));
              files.remove(Names.BLOBS + line.substring(12, 52));
            });

    UnpackedBundle bundle = UnpackedBundle.open(without);
    assertThatThrownBy(() -> replay(bundle.plan(), bundle.runs(), bundle.golden(), 1))
        .hasMessageContaining("tdx.h");
  }

  @Test
  void blobThatIsNotWhatItsNameSaysIsRefused() throws IOException {
    assertRefused(
        changed(
            "blob.bundle",
            files -> {
              String name = files.tailMap(Names.BLOBS).firstKey();
              byte[] content = files.get(name).clone();
              content[0] ^= 1;
              files.put(name, content);
            }),
        "has another content than its name says");
  }

  @Test
  void missingAndSurplusFilesAreNamed() throws IOException {
    assertRefused(
        changed("missing.bundle", files -> files.remove("series/0003.diff")),
        "has no file series/0003.diff");
    assertRefused(
        changed("surplus.bundle", files -> files.put("series/0099.diff", new byte[] {'x'})),
        "nothing refers to its file series/0099.diff");
    assertRefused(
        changed("bare.bundle", files -> files.remove(Names.MANIFEST)), "has no file manifest.json");
  }

  @Test
  void definitionsAreTakenFromTheBundleAndFromNowhereElse() throws IOException {
    for (String path :
        List.of("/etc/passwd", "../x.yaml", "definitions/platforms/x.yaml", "x.yaml", "a/b")) {
      assertRefused(
          changed(
              "outside.bundle",
              files ->
                  files.put(
                      Names.MANIFEST,
                      new String(files.get(Names.MANIFEST), UTF_8)
                          .replace("\"platform\":\"bench-64g\"", "\"platform\":\"" + path + "\"")
                          .getBytes(UTF_8))),
          "names a definition that is not in the bundle");
    }
  }

  @Test
  void pathsOfTheBaseStayInIt() throws IOException {
    for (String path :
        List.of("../evil", "/evil", "a/../../evil", ".git/config", "a//b", ".", "a/..", "a/b/")) {
      Path forged =
          changed(
              "path.bundle",
              files -> {
                String tree = new String(files.get(Names.TREE), UTF_8);
                String line = tree.lines().findFirst().orElseThrow();
                files.put(
                    Names.TREE,
                    (tree + line.split("\t", 2)[0] + "\t" + path + "\n").getBytes(UTF_8));
              });
      UnpackedBundle bundle = UnpackedBundle.open(forged);
      assertThatThrownBy(bundle::plan).hasMessageContaining("outside of a tree");
    }
  }

  @Test
  void pathsOfTheBaseAreShortAndPrintable() throws IOException {
    for (String path :
        List.of("a\u001b[2J", "a\u009b2J", "a\u202eb", "a/".repeat(100) + "b", "a".repeat(300))) {
      assertRefused(
          changed(
              "path.bundle",
              files ->
                  files.computeIfPresent(
                      Names.TREE,
                      (name, text) -> {
                        String tree = new String(text, UTF_8);
                        return (tree.split("\t", 2)[0] + "\t" + path + "\n" + tree).getBytes(UTF_8);
                      })),
          "base.tree");
    }
  }

  @Test
  void malformedManifestsAreRefusedInOneLine() throws IOException {
    for (String manifest :
        List.of(
            "",
            "[]",
            "{",
            "{\"format\":1}",
            "{\"format\":\"other\"}",
            "{\"format\":\"seamreplay-bundle\",\"version\":1,\"runs\":[],\"tool\":\"\",\"kernel\":\"\","
                + "\"base\":\"\",\"fuzz\":0,\"repository\":true,\"blobs\":{\"a\\nb\\u001b[2J\":1}}",
            "{\"format\":\"seamreplay-bundle\",\"version\":2}",
            "{\"format\":\"seamreplay-bundle\",\"format\":\"seamreplay-bundle\"}",
            "[".repeat(100_000),
            "{\"a\":".repeat(1000))) {
      assertRefused(
          changed("json.bundle", files -> files.put(Names.MANIFEST, manifest.getBytes(UTF_8))),
          Names.MANIFEST);
    }
  }

  /** Bytes of files turned at random behind intact checksums: refused in a line, or replayed. */
  @Test
  void damagedContentIsRefusedInOneLineOrHarmless() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      Path file =
          changed(
              "fuzzed.bundle",
              files -> {
                List<String> names =
                    files.keySet().stream().filter(n -> !n.startsWith(Names.BLOBS)).toList();
                String name = names.get(random.nextInt(names.size()));
                byte[] content = files.get(name).clone();
                for (int k = random.nextInt(3); k >= 0 && content.length > 0; k--) {
                  content[random.nextInt(content.length)] = (byte) random.nextInt(256);
                }
                files.put(name, content);
              });
      try {
        UnpackedBundle.open(file).plan();
      } catch (BadInput
          | org.seamreplay.series.BadSeries
          | org.seamreplay.tree.BadTree
          | org.seamreplay.platform.InvalidFile e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }
}
