package org.seamreplay.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.YamlNode;

/** The data files: what is in them, and that a bad entry is named. */
class TableTests {
  @ParameterizedTest
  @CsvSource({
    "0, TDX_SUCCESS",
    "-4611684918915760127, TDX_OPERAND_INVALID|RCX",
  })
  void statusIsNamedWithItsOperand(long status, String name) {
    assertThat(Abi.shipped().statuses().name(status)).isEqualTo(name);
  }

  @Test
  void detailsAreShownByTheKindOfStatus() {
    StatusTable table = Abi.shipped().statuses();
    assertThat(table.name(0xC000010000000000L)).isEqualTo("TDX_OPERAND_INVALID");
    assertThat(table.name(0xC000092100000480L)).isEqualTo("TDX_INCORRECT_MSR_VALUE|0x480");
    assertThat(table.name(0xC0000A1200010003L)).isEqualTo("TDX_PAMT_OVERLAP|3,0,1");
    assertThat(table.name(0xC0000A0000000000L)).isEqualTo("TDX_INVALID_TDMR|0");
    assertThat(table.name(0x00000A0300000000L)).isEqualTo("TDX_TDMR_ALREADY_INITIALIZED");
    assertThat(table.name(0xC0000A2200000000L)).isEqualTo("TDX_CMR_LIST_INVALID");
    assertThat(table.name(0x80000200000000EEL)).isEqualTo("TDX_OPERAND_BUSY|0xEE");
    assertThat(table.name(0x8000FF00FFFF0000L)).isEqualTo("TDX_SEAMCALL_VMFAILINVALID");
    assertThat(table.name(0x1234567800000000L)).isEqualTo("0x1234567800000000");
  }

  @Test
  void namesAreReadBack() {
    StatusTable table = Abi.shipped().statuses();
    for (String text :
        new String[] {
          "TDX_OPERAND_INVALID|RCX", "TDX_PAMT_OVERLAP|3,0,1", "TDX_INCORRECT_MSR_VALUE|0x480"
        }) {
      assertThat(table.name(table.parse(text).orElseThrow())).isEqualTo(text);
    }
    assertThat(table.parse("SYS_BUSY")).contains(0x8000020200000000L);
    assertThat(table.parse("SYS_BUSY|nonsense")).isEmpty();
    assertThat(table.parse("NONSENSE")).isEmpty();
  }

  @Test
  void constantsAreThoseOfTheTable() throws IllegalAccessException {
    for (Field field : Status.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == long.class) {
        assertThat(Abi.shipped().statuses().value("TDX_" + field.getName()))
            .as(field.getName())
            .contains(field.getLong(null));
      }
    }
    for (Field field : OperandId.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        assertThat(Abi.shipped().statuses().operand(field.getName()))
            .as(field.getName())
            .contains(field.getInt(null));
      }
    }
    for (Field field : LeafNumber.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        String name = "TDH." + field.getName().replace('_', '.');
        assertThat(Abi.shipped().leaves().named(name).orElseThrow().number())
            .isEqualTo(field.getInt(null));
      }
    }
  }

  @Test
  void tablesAreComplete() {
    assertThat(Abi.shipped().leaves().leaves()).hasSize(82);
    assertThat(Abi.shipped().statuses().statuses()).hasSize(174);
    assertThat(Abi.shipped().metadata().global()).hasSize(69);
    assertThat(Abi.shipped().metadata().td()).hasSize(83);
  }

  @Test
  void leavesAreNamedWithTheirVersion() {
    assertThat(Abi.shipped().leaves().name(45)).isEqualTo("TDH.SYS.CONFIG");
    assertThat(Abi.shipped().leaves().name(45 | (1L << 16))).isEqualTo("TDH.SYS.CONFIG v1");
    assertThat(Abi.shipped().leaves().name(0x8000000000000001L)).isEqualTo("SEAMLDR.INSTALL");
    assertThat(Abi.shipped().leaves().name(0x3FF)).isEqualTo("leaf 1023");
  }

  @Test
  void metadataFieldsAreNamedWithTheirIndex() {
    MetadataTable table = Abi.shipped().metadata();
    assertThat(table.globalName(0x9900000300000503L)).contains("CPUID_CONFIG_VALUES[1].1");
    assertThat(table.globalName(0x9100000100000008L)).contains("MAX_TDMRS");
    assertThat(table.globalName(0x9100000100000007L)).isEmpty();
    assertThat(table.tdName(0x1310000300000041L)).contains("RTMR[0].1");
  }

  private static void bad(Runnable read, String message) {
    assertThatThrownBy(read::run).isInstanceOf(InvalidFile.class).hasMessage(message);
  }

  private static YamlNode yaml(String text) {
    return YamlNode.parse("t.yaml", text);
  }

  @Test
  void badEntriesAreNamedWithLineAndKey() {
    bad(
        () ->
            new LeafTable(
                yaml(
                    "leaves:\n- {leaf: 1, name: A, versions: [0], in: [{reg: EAX, name: B, kind: c}], out: []}\nloader: []")),
        "t.yaml:2: leaves[0].in[0].reg: not a register of SEAMCALL: 'EAX'");
    bad(
        () ->
            new LeafTable(
                yaml(
                    "leaves:\n- {leaf: 1, name: A, versions: [0], modelled: false}\n- {leaf: 1, name: B, versions: [0], modelled: false}\nloader: []")),
        "t.yaml:3: leaves[1]: leaf 1 given twice");
    bad(
        () ->
            new StatusTable(
                yaml(
                    "classes: []\nstatuses:\n- {value: 0x8000010000000001, name: A}\nsoftware: []\noperands: []")),
        "t.yaml:3: statuses[0].value: a status has no details in bits 31:0");
    bad(
        () ->
            new StatusTable(
                yaml(
                    "classes: []\nstatuses:\n- {value: 0x8000010000000000, name: A}\nsoftware: []\noperands: []")),
        "t.yaml:3: statuses[0].value: its class (bits 47:40) is not in the list of classes");
    bad(
        () ->
            new MetadataTable(
                yaml("global:\n- {id: 0x9100000100000008, name: A, size: 4}\ntd: []")),
        "t.yaml:2: global[0].size: does not fit the size code of the id (bits 33:32)");
    bad(
        () ->
            new MetadataTable(
                yaml(
                    "global:\n- {id: 0x9100000100000008, name: A, size: 2}\n- {id: 0x9100000100000007, name: B, size: 2}\ntd: []")),
        "t.yaml:3: global[1].id: not in the order of class and field code");
  }

  @Test
  void badModuleProfilesAreNamedWithLineAndKey() {
    bad(
        () -> profile("extends: tdx-2"),
        "t.yaml:2: extends: must be one of "
            + String.join(", ", ModuleProfile.SHIPPED)
            + ", not itself");
    bad(
        () -> profile("extends: tdx-1.5\ntdmrInitSlice: 3M"),
        "t.yaml:3: tdmrInitSlice: must be a power of two from 4K to 1G");
    bad(
        () -> profile("extends: tdx-1.5\naddFeatures: [WARP]"),
        "t.yaml:3: addFeatures[0]: unknown feature 'WARP'; module/features0.yaml lists those known");
    bad(
        () -> profile("extends: tdx-1.5\nleaves: {TDH.SYS.WARP: 0}"),
        "t.yaml:3: leaves.TDH.SYS.WARP: no leaf has this name");
    bad(
        () -> profile("extends: tdx-1.5\nleaves: {TDH.VP.INIT: 2}"),
        "t.yaml:3: leaves.TDH.VP.INIT: this leaf or version is not modelled");
    bad(
        () -> profile("extends: tdx-1.5\nvalues: {NUM_PKGS: 2}"),
        "t.yaml:3: values.NUM_PKGS: no metadata field of this name has a fixed value");
    bad(
        () -> profile("extends: tdx-1.5\nhandoff: {minimum: 2}"),
        "t.yaml:3: handoff: minimum must not be above native");
    bad(
        () -> profile("extends: tdx-1.5\nchoices: {surplusPages: maybe}"),
        "t.yaml:3: choices.surplusPages: must be one of refused, accepted, not 'maybe'");
    bad(
        () -> profile("extends: tdx-1.5\ndefects: [explode]"),
        "t.yaml:3: defects[0]: must be one of ext-mem-add-keeps-rcx, quote-length-zero, quote-length-above-buffer, quote-get-clobbers-rcx, not 'explode'");
    bad(
        () -> profile("extends: tdx-1.5\nattestation: {seed: 12}"),
        "t.yaml:3: attestation.seed: must be 32 bytes in hexadecimal");
    bad(
        () -> ModuleProfile.load("tdx"),
        "no module profile 'tdx'; shipped are "
            + String.join(", ", ModuleProfile.SHIPPED)
            + "; or give the path of a YAML file");
  }

  /** The profile of 1.5.01 lists in its comment what a profile can choose, the default first. */
  @Test
  void documentedChoicesAreThoseThatThereAre() {
    Pattern line = Pattern.compile("#   (\\w+): ([\\w-]+(?:, [\\w-]+)*) {2,}.*");
    Choices defaults = ModuleProfile.load("tdx-1.5.01").choices();
    List<String> documented = new ArrayList<>();
    for (String text : ModuleProfile.load("tdx-1.5.01").source().lines().toList()) {
      Matcher choice = line.matcher(text);
      if (choice.matches()) {
        documented.add(choice.group(1));
        String[] values = choice.group(2).split(", ", -1);
        assertThat(chosen(choice.group(1), values[0])).isEqualTo(defaults);
        for (String value : values) {
          chosen(choice.group(1), value);
        }
      }
    }
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Choices.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  private static Choices chosen(String key, String value) {
    String text = "{name: p, extends: tdx-1.5, choices: {%s: %s}}".formatted(key, value);
    return ModuleProfile.read(yaml(text)).choices();
  }

  private static void profile(String rest) {
    ModuleProfile.read(yaml("name: p\n" + rest + "\n"));
  }
}
