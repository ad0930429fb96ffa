package org.seamreplay.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a YAML file is said with file, line and key. */
class YamlNodeTests {
  private static YamlNode parse(String text) {
    return YamlNode.parse("f.yaml", text);
  }

  @Test
  void numbersHaveUnitsAndSeparators() {
    YamlNode list = parse("[1, 0x10, 0xFFFF_FFFF_FFFF_FFFF, 4K, 2M, 1G, 3T, 1_000]");
    assertThat(list.each(YamlNode::number))
        .containsExactly(1L, 16L, -1L, 4096L, 2L << 20, 1L << 30, 3L << 40, 1000L);
  }

  @Test
  void wrongNumberIsNamedWithLineAndKey() {
    YamlNode node = parse("a:\n  b:\n  - 1\n  - {c: 64Q}\n");
    assertThatThrownBy(() -> node.get("a").get("b").list().get(1).get("c").number())
        .isInstanceOf(InvalidFile.class)
        .hasMessage("f.yaml:4: a.b[1].c: not a number: '64Q'");
  }

  @Test
  void unitThatOverflowsIsRefused() {
    assertThatThrownBy(() -> parse("[9000000T]").list().get(0).number())
        .hasMessage("f.yaml:1: [0]: out of range: '9000000T'");
    assertThatThrownBy(() -> parse("[-1K]").list().get(0).number())
        .hasMessage("f.yaml:1: [0]: out of range: '-1K'");
  }

  @Test
  void missingAndUnknownKeysAreNamed() {
    YamlNode node = parse("a: 1\nb: 2\n");
    assertThatThrownBy(() -> node.get("c")).hasMessage("f.yaml:1: key 'c' is missing");
    assertThatThrownBy(() -> node.onlyKeys("a"))
        .hasMessage("f.yaml:2: b: unknown key; known are a");
  }

  @Test
  void duplicateKeyIsRefused() {
    assertThatThrownBy(() -> parse("a: 1\na: 2\n")).isInstanceOf(InvalidFile.class);
  }

  @Test
  void syntaxErrorHasItsLine() {
    assertThatThrownBy(() -> parse("a: [1,\nb: }\n"))
        .isInstanceOf(InvalidFile.class)
        .hasMessageStartingWith("f.yaml:")
        .hasMessageContaining("not YAML")
        .hasMessageNotContaining("\n");
  }

  @Test
  void wrongKindIsNamed() {
    YamlNode node = parse("a: [1]\nb: {c: 1}\nd: x\n");
    assertThatThrownBy(() -> node.get("a").text())
        .hasMessage("f.yaml:1: a: must be a single value");
    assertThatThrownBy(() -> node.get("b").list()).hasMessage("f.yaml:2: b: must be a list");
    assertThatThrownBy(() -> node.get("d").map())
        .hasMessage("f.yaml:3: d: must be a mapping of keys to values");
    assertThatThrownBy(() -> node.get("d").flag())
        .hasMessage("f.yaml:3: d: must be true or false, not 'x'");
    assertThatThrownBy(() -> node.get("d").oneOf(TimeUnit.class))
        .hasMessageStartingWith("f.yaml:3: d: must be one of nanoseconds, microseconds");
  }

  @Test
  void anchorsDepthAndSizeAreBounded(@TempDir Path dir) throws Exception {
    assertThatThrownBy(() -> parse("a: &x [1]\nb: *x\n"))
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("anchors are not supported");
    assertThatThrownBy(() -> parse("[".repeat(40) + "]".repeat(40)))
        .hasMessageContaining("nested deeper than 32 levels");
    assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(InvalidFile.class);
    assertThatThrownBy(() -> parse("[" + "0,\n".repeat(100_000) + "0]"))
        .hasMessageContaining("more than 100000 values");
    // The parser's time grows with the square of a scalar's length.
    assertThatThrownBy(() -> parse("name: " + "x".repeat(3 << 20)))
        .hasMessage("f.yaml:1: line longer than 100000 characters");
    Path large = dir.resolve("large.yaml");
    Files.write(large, new byte[YamlNode.MAX_BYTES + 1]);
    assertThatThrownBy(() -> YamlNode.read(large)).hasMessageContaining("larger than");
    assertThatThrownBy(() -> YamlNode.read(dir.resolve("no.yaml"))).isInstanceOf(InvalidFile.class);
    Path binary = dir.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertThatThrownBy(() -> YamlNode.read(binary)).isInstanceOf(InvalidFile.class);
  }

  @Test
  void twoDocumentsAndNoneAreRefused() {
    assertThatThrownBy(() -> parse("a: 1\n---\nb: 2\n"))
        .hasMessageContaining("more than one YAML document");
    assertThatThrownBy(() -> parse("")).hasMessage("f.yaml: is empty");
  }

  @Test
  void overridingMergesMappingsAndReplacesLists() {
    YamlNode merged =
        parse("a: {x: 1, y: 2}\nl: [1, 2]\n").overriddenBy(parse("a: {y: 3}\nl: [9]"));
    assertThat(merged.get("a").get("x").number()).isEqualTo(1);
    assertThat(merged.get("a").get("y").number()).isEqualTo(3);
    assertThat(merged.get("l").each(YamlNode::number)).containsExactly(9L);
  }
}
