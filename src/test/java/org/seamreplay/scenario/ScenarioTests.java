package org.seamreplay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.YamlNode;

class ScenarioTests {
  private static final String HEAD =
      """
      name: demo
      description: a demo
      platforms: [bench-64g]
      module: tdx-1.5
      """;

  @Test
  void everyFileOfTheDirectoryIsListed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("fixtures/scenarios"))) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Scenarios.SHIPPED);
    }
  }

  @Test
  void shippedNamesAreUniqueAndNamedAfterTheirFile() {
    List<Scenario> shipped = Scenarios.shipped();
    assertThat(shipped).extracting(Scenario::name).doesNotHaveDuplicates();
    assertThat(shipped).extracting(Scenario::family).isSubsetOf(Scenarios.SHIPPED);
  }

  @Test
  void familyIsSelectedAsAWholeAndByCase() {
    assertThat(Scenarios.select(List.of("boot-failures")).size()).isGreaterThan(15);
    assertThat(Scenarios.select(List.of("boot-failures/sys-config", "boot", "boot")))
        .extracting(Scenario::name)
        .containsExactly("boot-failures/sys-config", "boot");
  }

  @Test
  void caseInheritsAndOverrides() {
    List<Scenario> cases =
        read(
            HEAD
                + """
                flow: [boot]
                inject: [{alloc: {nth: 9}}]
                expect: {returns: {boot: error}}
                cases:
                  one: {inject: [{seamcall: {leaf: TDH.SYS.INIT, status: SYS_BUSY}}]}
                  two: {expect: {returns: {boot: -5}, findings: [leak]}, module: other}
                """);
    assertThat(cases.get(0).name()).isEqualTo("demo/one");
    assertThat(cases.get(0).injections())
        .containsExactly(
            new Injection.AllocationFault(9),
            new Injection.SeamcallFault(
                "TDH.SYS.INIT", "", -1, 1, 1, new Injection.Answer(0x8000020200000000L)));
    assertThat(cases.get(0).expectation(n -> false).returns("boot").accepts(-1)).isTrue();
    assertThat(cases.get(0).expectation(n -> false).returns("boot").accepts(0)).isFalse();
    assertThat(cases.get(1).expectation(n -> false).returns("boot").accepts(-5)).isTrue();
    assertThat(cases.get(1).expectation(n -> false).returns("boot").accepts(-6)).isFalse();
    assertThat(cases.get(1).expectation(n -> false).findings()).containsExactly("leak");
    assertThat(cases.get(1).module()).isEqualTo("other");
  }

  @Test
  void stepsAreReadInOrder() {
    Scenario scenario =
        read(HEAD
                + """
                    flow:
                    - boot
                    - cpu-offline: 3
                    - memory-online: {base: 0x1000, size: 4K}
                    - update: {image: next}
                    - shutdown
                    """)
            .get(0);
    assertThat(scenario.flow())
        .extracting(FlowStep::label)
        .containsExactly(
            "boot", "cpu-offline 3", "memory-online 0x1000+0x1000", "update next", "shutdown");
    assertThat(scenario.expectation(n -> false).returns("cpu-offline 3").accepts(0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flow: [boot], | s.yaml:5: not YAML",
        "flow: [boot]\\ncolour: red | s.yaml:6: colour: unknown key; known are name",
        "flow: [start] | s.yaml:5: flow[0]: no step 'start'; steps are boot",
        "flow: [shutdown] | s.yaml:5: flow: a flow starts with boot",
        "flow: [boot, boot] | s.yaml:5: flow[1]: a kernel boots once",
        "flow: [boot, {cpu-offline: x}] | s.yaml:5: flow[1].cpu-offline: not a number",
        "flow: [boot, {cpu-offline: 1, cpu-online: 1}] | s.yaml:5: flow[1]: must have exactly",
        "flow: [boot, {memory-online: {base: 1, size: 4K}}] | s.yaml:5: flow[1].memory-online: base",
        "flow: boot | s.yaml:5: flow: must be a list",
        "flow: [boot]\\nexpect: {returns: {bot: 0}} | s.yaml:6: expect.returns.bot: the flow has no",
        "flow: [boot]\\ninject: [{seamcall: {leaf: TDH.SYS.KONFIG, status: SYS_BUSY}}]"
            + " | s.yaml:6: inject[0].seamcall.leaf: no leaf 'TDH.SYS.KONFIG'; did you mean TDH.SYS.CONFIG",
        "flow: [boot]\\ninject: [{seamcall: {leaf: TDH.SYS.INIT, status: SYS_BUZY}}]"
            + " | s.yaml:6: inject[0].seamcall.status: no status 'SYS_BUZY'; did you mean",
        "flow: [boot]\\ninject: [{seamcall: {leaf: TDH.SYS.INIT}}]"
            + " | s.yaml:6: inject[0].seamcall: needs either status or fails",
        "flow: [boot]\\ninject: [{seamcall: {leaf: TDH.SYS.INIT, field: MAX_TDMRS, status: SYS_BUSY}}]"
            + " | s.yaml:6: inject[0].seamcall.field: only TDH.SYS.RD reads fields",
        "flow: [boot]\\ninject: [{seamcall: {nth: 0, status: SYS_BUSY}}]"
            + " | s.yaml:6: inject[0].seamcall.nth: must be between 1 and",
        "flow: [boot]\\ncases: {} | s.yaml:6: cases: must have 1 to 1000 cases",
        "flow: [boot]\\ncases: {A b: {}} | s.yaml:6: cases.A b: the name of a case",
      })
  void wrongEntryIsNamedByFileLineAndKey(String yaml, String message) {
    assertThatThrownBy(() -> read(HEAD + yaml.replace("\\n", "\n") + "\n"))
        .isInstanceOf(InvalidFile.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void unknownNameShowsTheNearest() {
    assertThatThrownBy(() -> Scenarios.select(List.of("bot")))
        .isInstanceOf(InvalidFile.class)
        .hasMessage("no scenario 'bot'; did you mean boot?");
    assertThatThrownBy(() -> Scenarios.select(List.of("boot-failures/sys-conf")))
        .hasMessageStartingWith("no scenario 'boot-failures/sys-conf'; did you mean")
        .hasMessageContaining("boot-failures/sys-config");
    assertThatThrownBy(() -> Scenarios.select(List.of("zzzzzzzz")))
        .hasMessage("no scenario 'zzzzzzzz'; 'seamreplay scenario list' shows them");
  }

  @Test
  void scenarioComesFromAFileToo(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("mine.yaml");
    Files.writeString(file, HEAD + "flow: [boot]\n");
    assertThat(Scenarios.select(List.of(file.toString())).get(0).name()).isEqualTo("demo");
    assertThatThrownBy(() -> Scenarios.select(List.of("nowhere/x.yaml")))
        .hasMessage("nowhere/x.yaml: no such scenario file");
  }

  private static List<Scenario> read(String yaml) {
    return ScenarioReader.read(YamlNode.parse("s.yaml", yaml));
  }
}
