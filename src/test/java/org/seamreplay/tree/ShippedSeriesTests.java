package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;

/** Both shipped series on the shipped kernel, beside git. */
class ShippedSeriesTests {
  private static final Path KERNEL = Path.of("fixtures/kernel");

  @ParameterizedTest
  @CsvSource({"patches, 15", "fixtures/postings/b, 17"})
  void everyStepIsWhatGitMakesOfIt(String directory, int count, @TempDir Path copy)
      throws IOException {
    Series series = SeriesReader.read(SeriesSource.of(Path.of(directory)), ReadOptions.DEFAULT);
    assertThat(series.count()).isEqualTo(count);
    assertThat(series.cover()).isPresent();
    assertThat(series.notes()).isEmpty();
    Git git = Git.init(copy);
    git.copy(KERNEL);
    try (Base base = DirectoryBase.open(KERNEL)) {
      SeriesTree tree = SeriesTree.apply(base, series, ApplyOptions.DEFAULT);
      assertThat(tree.steps()).hasSize(count);
      for (SeriesStep step : tree.steps()) {
        git.run("apply", Path.of(step.patch().origin().where()).toAbsolutePath().toString());
        assertThat(step.moved()).isEmpty();
        assertThat(content(step, files(copy))).isEqualTo(files(copy));
      }
    }
  }

  @Test
  void subjectsAndBodiesAreThoseOfTheCommits() {
    Series series = SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);
    assertThat(series.title()).isEqualTo("Enable TDX Module Extensions and DICE-based TDX Quoting");
    assertThat(series.patches().get(0).subject())
        .isEqualTo("x86/virt/tdx: Read global metadata for TDX Module Extensions");
    assertThat(series.patches().get(0).body())
        .startsWith("An ordinary SEAMCALL owns the CPU")
        .endsWith("Signed-off-by: The seamreplay authors <authors@seamreplay.example>");
    assertThat(series.patches().get(0).author())
        .hasToString("The seamreplay authors <authors@seamreplay.example>");
    assertThat(series.patches().get(0).date().orElseThrow()).hasToString("2026-06-01T10:10Z");
  }

  @Test
  void blameNamesThePatchOfEveryLine() {
    Series series = SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);
    try (Base base = DirectoryBase.open(KERNEL)) {
      SeriesTree tree = SeriesTree.apply(base, series, ApplyOptions.DEFAULT);
      SeriesStep last = tree.steps().get(14);
      for (String path : last.pathsOfSeries()) {
        List<BlamedLine> blame = last.blame(path).orElseThrow();
        for (BlamedLine line : blame) {
          if (line.patch() == 0) {
            continue;
          }
          SeriesStep of = tree.steps().get(line.patch() - 1);
          assertThat(of.blame(path).orElseThrow().get(line.line() - 1)).isEqualTo(line);
        }
        assertThat(blame).extracting(BlamedLine::patch).anyMatch(patch -> patch > 0);
      }
    }
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.startsWith(".git/")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }

  private static Map<String, String> content(SourceTree tree, Map<String, String> names) {
    Map<String, String> files = new TreeMap<>();
    for (String name : names.keySet()) {
      Optional<Entry> entry = tree.file(name);
      entry.ifPresent(one -> files.put(name, new String(one.content(), UTF_8)));
    }
    return files;
  }
}
