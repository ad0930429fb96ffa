package org.seamreplay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.module.profile.ModuleProfile;
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

  /** Numbers, texts and known faults of one kernel are in its golden traces. */
  @Test
  void shippedScenariosExpectWhatEveryCorrectKernelSatisfies() {
    List<Expectation> expectations =
        Scenarios.shipped().stream().flatMap(s -> s.expectations().stream()).toList();
    assertThat(expectations.stream().flatMap(e -> e.log().stream())).isEmpty();
    assertThat(expectations.stream().flatMap(e -> e.findings().stream())).isEmpty();
    assertThat(expectations.stream().flatMap(e -> e.returns().values().stream()))
        .allSatisfy(
            rule ->
                assertThat(rule)
                    .isIn(
                        new ReturnRule.Exactly(0),
                        new ReturnRule.SomeError(),
                        new ReturnRule.Anything()));
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
                new Injection.Call("TDH.SYS.INIT", ""),
                -1,
                1,
                1,
                new Injection.Answer(0x8000020200000000L)));
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

  @Test
  void tdsAndTheirGuestsHaveSteps() {
    Scenario scenario =
        read(HEAD
                + """
                flow:
                - boot
                - td-create
                - td-create: {td: 2}
                - guest-quote
                - guest-quote: {td: 2}
                - guest-request: {td: 2, version: 2, offset: 8, memory: private-pages, report: forged}
                - guest-request: {}
                - guest-call: {leaf: 0x10004, operand: 64}
                - td-destroy
                """)
            .get(0);
    assertThat(scenario.flow())
        .extracting(FlowStep::label)
        .containsExactly(
            "boot",
            "td-create",
            "td-create td 2",
            "guest-quote",
            "guest-quote td 2",
            "guest-request td 2 version 2 offset 8 memory private-pages report forged",
            "guest-request",
            "guest-call 0x10004 0x40",
            "td-destroy");
    assertThat(scenario.needsGuest()).isTrue();
    assertThat(((FlowStep.GuestRequest) scenario.flow().get(6)).request())
        .isEqualTo(QuoteRequest.GOOD);
    assertThat(read(HEAD + "flow: [boot]").get(0).needsGuest()).isFalse();
  }

  @Test
  void moduleCanBeAProfileOfItsOwnAlsoForAnUpdate() {
    Scenario scenario =
        read("""
                name: demo
                description: a demo
                platforms: [bench-64g]
                module: {extends: tdx-ext, extensions: {pages: {QUOTE: 512}}}
                flow:
                - boot
                - update: {image: {extends: tdx-ext, name: later, build: {number: 7, date: 1}}}
                """)
            .get(0);
    assertThat(scenario.module())
        .isEqualTo("{extends: tdx-ext, extensions: {pages: {QUOTE: 512}}}");
    assertThat(ModuleProfile.load(scenario.module()).extensions().demand(1L << 50)).isEqualTo(512);
    FlowStep.Update update = (FlowStep.Update) scenario.flow().get(1);
    assertThat(update.label()).isEqualTo("update later");
    assertThat(ModuleProfile.load(update.image()).version().buildNumber()).isEqualTo(7);
  }

  @Test
  void fileOfAnUpdateCanBeDamagedInOneWay() {
    FlowStep step =
        read(HEAD + "flow: [boot, update: {image: next, damage: no-header}]").get(0).flow().get(1);
    byte[] file = new byte[3 * 4096];

    assertThat(step.label()).isEqualTo("update next damaged no-header");
    assertThat(((FlowStep.Update) step).damage().done(file)).hasSize(100);
    assertThat(ImageDamage.SHORT.done(file)).hasSize(2 * 4096);
    assertThat(ImageDamage.MAGIC.done(file)).hasSameSizeAs(file).isNotEqualTo(file);
    assertThat(ImageDamage.NONE.done(file)).isEqualTo(file);
    assertThat(file).containsOnly(0);
  }

  @Test
  void interruptionsAndAllocationsByTheirPlaceAreInjections() {
    Scenario scenario =
        read(HEAD
                + """
                flow: [boot]
                inject:
                - alloc: {within: add_ext_memory, nth: 2}
                - alloc: {after: {leaf: TDH.SYS.RD, field: EXT_REQUIRED}, nth: 1}
                - alloc: {of: guest, in: boot, nth: 3}
                - interrupt: {leaf: TDH.EXT.MEM.ADD, after: 100, times: 3, first: 2, resume-on: 4}
                - interrupt: {leaf: TDH.QUOTE.GET, times: always, meanwhile: {cpu-offline: 3}}
                """)
            .get(0);
    assertThat(scenario.injections())
        .containsExactly(
            new Injection.AllocationFault(false, "", Optional.empty(), "add_ext_memory", 2),
            new Injection.AllocationFault(
                false, "", Optional.of(new Injection.Call("TDH.SYS.RD", "EXT_REQUIRED")), "", 1),
            new Injection.AllocationFault(true, "boot", Optional.empty(), "", 3),
            new Injection.Interruption("TDH.EXT.MEM.ADD", 2, 3, 100, 4, Optional.empty()),
            new Injection.Interruption(
                "TDH.QUOTE.GET",
                1,
                Long.MAX_VALUE,
                1,
                -1,
                Optional.of(new FlowStep.CpuOffline(3))));
  }

  @Test
  void expectationIsTheFirstOfWhichTheRunMadeAllCalls() {
    Scenario scenario =
        read(HEAD
                + """
                flow: [boot, td-create, guest-quote]
                expect:
                - {when: [TDH.QUOTE.INIT, TDH.QUOTE.GET], quotes: verify}
                - {when: [TDH.QUOTE.INIT], returns: {guest-quote: 1}}
                - {returns: {guest-quote: -5}}
                """)
            .get(0);
    assertThat(scenario.expectation(name -> true).quotes()).isTrue();
    assertThat(scenario.expectation("TDH.QUOTE.INIT"::equals).returns("guest-quote"))
        .isEqualTo(new ReturnRule.Exactly(1));
    assertThat(scenario.expectation("TDH.QUOTE.GET"::equals).returns("guest-quote"))
        .isEqualTo(new ReturnRule.Exactly(-5));
  }

  @Test
  void oneOfSeveralStepsOfANameHasARuleOfItsOwn() {
    Expectation expectation =
        read(HEAD
                + """
                flow: [boot, td-create, guest-quote, guest-quote, guest-quote]
                expect: {returns: {guest-quote: any, "guest-quote #2": -5}}
                """)
            .get(0)
            .expectation(name -> false);
    assertThat(expectation.returns("guest-quote", 1)).isEqualTo(new ReturnRule.Anything());
    assertThat(expectation.returns("guest-quote", 2)).isEqualTo(new ReturnRule.Exactly(-5));
    assertThat(expectation.returns("guest-quote", 3)).isEqualTo(new ReturnRule.Anything());
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
        "flow: [boot, {guest-request: {colour: red}}]"
            + " | s.yaml:5: flow[1].guest-request.colour: unknown key; known are td, version",
        "flow: [boot, {guest-request: {memory: half}}]"
            + " | s.yaml:5: flow[1].guest-request.memory: must be one of shared, private-pages",
        "flow: [boot, {guest-request: {size: 9M}}]"
            + " | s.yaml:5: flow[1].guest-request.size: must be between 0 and",
        "flow: [boot, {guest-request: {offset: 4096}}]"
            + " | s.yaml:5: flow[1].guest-request.offset: must be between 0 and 4095",
        "flow: [boot, {td-create: {td: 9}}] | s.yaml:5: flow[1].td-create.td: must be between 1",
        "flow: [boot, {td-create: {name: a}}] | s.yaml:5: flow[1].td-create.name: unknown key",
        "flow: [boot, {guest-call: {operand: 1}}] | s.yaml:5: flow[1].guest-call: key 'leaf' is",
        "flow: [boot, {update: {image: {extends: tdx-ext, colour: red}}}]"
            + " | s.yaml:5: flow[1].update.image.colour: unknown key; known are name",
        "flow: [boot, {update: {image: next, damage: rust}}]"
            + " | s.yaml:5: flow[1].update.damage: must be one of none, no-header, short",
        "flow: [boot]\\nrequires: [a b] | s.yaml:6: requires[0]: 'a b' is the name neither of",
        "flow: [boot]\\nrequires: [TDH.QUOTE.GOT]"
            + " | s.yaml:6: requires[0]: no leaf 'TDH.QUOTE.GOT'; did you mean TDH.QUOTE.GET",
        "flow: [boot]\\ninject: [{alloc: {within: 1x, nth: 1}}]"
            + " | s.yaml:6: inject[0].alloc.within: '1x' is no name of a C function",
        "flow: [boot]\\ninject: [{alloc: {in: bot, nth: 1}}]"
            + " | s.yaml:6: inject[0].alloc.in: the flow has no such step; it has boot",
        "flow: [boot]\\ninject: [{alloc: {of: pci, nth: 1}}]"
            + " | s.yaml:6: inject[0].alloc.of: must be one of host, guest",
        "flow: [boot]\\ninject: [{interrupt: {leaf: TDH.SYS.CONFIG}}]"
            + " | s.yaml:6: inject[0].interrupt.leaf: only TDH.MEM.SEPT.ADD, TDH.PHYMEM.CACHE.WB,",
        "flow: [boot]\\ninject: [{interrupt: {leaf: TDH.EXT.INIT, after: 0}}]"
            + " | s.yaml:6: inject[0].interrupt.after: must be between 1",
        "flow: [boot]\\ninject: [{interrupt: {leaf: TDH.EXT.INIT, meanwhile: {boot: 1}}}]"
            + " | s.yaml:6: inject[0].interrupt.meanwhile.boot: unknown key; known are cpu-offline",
        "flow: [boot]\\nexpect: {quotes: maybe} | s.yaml:6: expect.quotes: must be verify, not",
        "flow: [boot]\\nexpect: {when: [TDH.EXT.INIT]} | s.yaml:6: expect.when: unknown key",
        "flow: [boot]\\nexpect: [{when: [tdx_init]}] | s.yaml:6: expect[0].when[0]: no leaf 'tdx_init'",
        "flow: [boot]\\nexpect: [{quotes: verify}, {when: [TDH.EXT.INIT]}]"
            + " | s.yaml:6: expect[0]: without 'when' it holds always; nothing may follow",
        "flow: [boot, td-create]\\nexpect: {returns: {'td-create #1': 0}}"
            + " | s.yaml:6: expect.returns.td-create #1: the flow has no such step",
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
