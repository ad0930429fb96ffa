package org.seamreplay.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A patch written as a diff and read again does the same: all patches that are at hand. */
class DiffTextTests {
  private static final Path SAMPLES = Path.of("src/test/resources/series");

  @TestFactory
  Stream<DynamicTest> diffThatIsWrittenIsReadAsTheSamePatch() throws IOException {
    List<Path> sources =
        new ArrayList<>(List.of(Path.of("patches"), Path.of("fixtures/postings/b")));
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      samples.filter(p -> Files.exists(Path.of(p + ".expected"))).sorted().forEach(sources::add);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path source : sources) {
      for (Patch patch : patches(source)) {
        tests.add(dynamicTest(source.getFileName() + " " + patch.number(), () -> survives(patch)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private static List<Patch> patches(Path source) {
    try {
      return SeriesReader.read(SeriesSource.of(source), new ReadOptions(OptionalInt.empty(), true))
          .patches();
    } catch (BadSeries e) {
      // A sample of what is refused.
      return List.of();
    }
  }

  private static void survives(Patch patch) {
    List<List<FilePatch>> forms = new ArrayList<>(List.of(patch.files()));
    patch.filesInUtf8().ifPresent(forms::add);
    for (List<FilePatch> files : forms) {
      DiffReader.Diff read = DiffReader.read(DiffText.of(files), "again");

      assertThat(read.remarks()).isEmpty();
      assertThat(read.files().stream().map(DiffTextTests::withoutLines).toList())
          .isEqualTo(files.stream().map(DiffTextTests::withoutLines).toList());
    }
  }

  /** Without the numbers of lines in the diff, which may have had a mail around it. */
  private static FilePatch withoutLines(FilePatch file) {
    return new FilePatch(
        file.kind(),
        file.oldPath(),
        file.newPath(),
        file.oldMode(),
        file.newMode(),
        file.oldId(),
        file.newId(),
        file.hunks().stream().map(DiffTextTests::withoutLine).toList(),
        0);
  }

  private static Hunk withoutLine(Hunk hunk) {
    return new Hunk(
        hunk.oldStart(),
        hunk.oldCount(),
        hunk.newStart(),
        hunk.newCount(),
        hunk.heading(),
        hunk.lines().stream().map(line -> new HunkLine(line.kind(), line.text(), 0)).toList(),
        0);
  }
}
