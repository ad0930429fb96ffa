package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;

/** Whose files a scenario may name. */
class DefinitionsTests {
  @TempDir Path directory;

  /** The scenario of a stranger wants a file that the reviewer has. */
  @Test
  void scenarioOfABundleOpensNoFile() throws IOException {
    Path mine = Files.writeString(directory.resolve("mine.yaml"), "secret: 1");
    String text =
        Files.readString(Path.of("fixtures/scenarios/update.yaml"))
            .replace("image: tdx-1.5-next", "image: " + mine);
    Definitions definitions =
        new Definitions(
            new TreeMap<>(Map.of("definitions/scenarios/x.yaml", text.getBytes(UTF_8))));
    Scenario scenario =
        definitions.scenario("definitions/scenarios/x.yaml", "update").orElseThrow();
    List<ScenarioRun> runs = ScenarioRun.of(List.of(scenario), List.of(), List.of());

    assertThatThrownBy(() -> definitions.profiles().loadFor(runs))
        .isInstanceOf(InvalidFile.class)
        .hasMessage("the profile mine is not among those that are given");
    for (String path : List.of(mine.toString(), "mine.yaml", "/etc/passwd", "../x.yml")) {
      assertThatThrownBy(() -> definitions.profiles().module(path)).isInstanceOf(InvalidFile.class);
      assertThatThrownBy(() -> definitions.profiles().platform(path))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContaining("is not among those that are given");
    }
  }

  @Test
  void twoFilesOfOneNameAreRefusedAndOneGivenTwiceIsNot() throws IOException {
    Path one = machine("a/my.yaml");
    Path other = machine("b/my.yaml");
    List<Scenario> boot = Scenarios.select(List.of("boot"));

    assertThatThrownBy(
            () ->
                Definitions.of(
                    List.of(),
                    ScenarioRun.of(boot, List.of(one.toString(), other.toString()), List.of())))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("two files of this name");
    Path same = directory.resolve("b/../a/my.yaml");
    Definitions definitions =
        Definitions.of(
            List.of(), ScenarioRun.of(boot, List.of(one.toString(), same.toString()), List.of()));
    assertThat(definitions.contents()).containsOnlyKeys("definitions/platforms/my.yaml");
  }

  private Path machine(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.copy(Path.of("fixtures/platforms/laptop-8g.yaml"), file);
  }
}
