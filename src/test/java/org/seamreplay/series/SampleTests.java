package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Made-up mails and patches, and what is read from each. Beside a sample stands {@code
 * NAME.expected}: lines with {@code #} that say what the case is about, then for each way to read
 * it a line {@code > default}, {@code > version 2} or {@code > partial} and the series, or the
 * error. The expectations were checked by hand against the sample.
 */
class SampleTests {
  static final Path SAMPLES = Path.of("src/test/resources/series");
  private static final String EXPECTED = ".expected";

  /** One way to read a sample. */
  private record Section(String options, String text) {}

  /** The names of all samples, in order. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXPECTED))
          .map(name -> name.substring(0, name.length() - EXPECTED.length()))
          .sorted()
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> samplesAreReadAsTheirExpectationsSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : names()) {
      for (Section section : sections(Files.readString(SAMPLES.resolve(name + EXPECTED)))) {
        tests.add(
            DynamicTest.dynamicTest(
                name + " " + section.options(),
                () -> assertThat(read(name, section.options())).isEqualTo(section.text())));
      }
    }
    return tests.stream();
  }

  @Test
  void everySampleHasAnExpectation() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      List<String> samples =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(EXPECTED) && !name.equals("found"))
              .sorted()
              .toList();
      assertThat(samples).isEqualTo(names()).hasSizeGreaterThan(50);
    }
  }

  private static List<Section> sections(String expected) {
    List<Section> sections = new ArrayList<>();
    String options = "";
    StringBuilder text = new StringBuilder();
    for (String line : (expected + "> end").lines().toList()) {
      if (line.startsWith("> ")) {
        if (!options.isEmpty()) {
          sections.add(new Section(options, text.toString()));
        }
        options = line.substring(2);
        text.setLength(0);
      } else if (!line.startsWith("#")) {
        text.append(line).append('\n');
      }
    }
    return sections;
  }

  private static String read(String name, String options) throws IOException {
    try {
      return shown(Described.series(SeriesReader.read(source(name), options(options))));
    } catch (BadSeries e) {
      return shown(e.reason() + ": " + e.getMessage() + "\n");
    }
  }

  static SeriesSource source(String name) throws IOException {
    Path path = SAMPLES.resolve(name);
    return name.endsWith(".stdin")
        ? new SeriesSource.Stream(
            new ByteArrayInputStream(Files.readAllBytes(path)), "standard input")
        : SeriesSource.of(path);
  }

  private static String shown(String text) {
    return text.replace(SAMPLES + "/", "");
  }

  private static ReadOptions options(String words) {
    OptionalInt version = OptionalInt.empty();
    List<String> list = List.of(words.split(" ", -1));
    if (list.contains("version")) {
      version = OptionalInt.of(Integer.parseInt(list.get(list.indexOf("version") + 1)));
    }
    return new ReadOptions(version, list.contains("partial"));
  }

  @Test
  void expectationsAreUtf8() throws IOException {
    for (String name : names()) {
      String text = Files.readString(SAMPLES.resolve(name + EXPECTED), UTF_8);
      assertThat(text).startsWith("# ").endsWith("\n");
    }
  }
}
