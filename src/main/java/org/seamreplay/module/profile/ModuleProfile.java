package org.seamreplay.module.profile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.MetadataTable;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.YamlNode;

/**
 * A TDX module as a YAML profile describes it.
 *
 * @param name the profile's name
 * @param version what the version fields of the metadata show
 * @param features TDX_FEATURES0
 * @param leaves highest version of every leaf that the module has, by leaf number
 * @param answers how leaves answer that only the profile knows
 * @param tdmrInitSlice bytes of TDMR that one TDH.SYS.TDMR.INIT initialises; a power of two from 4
 *     KB to 1 GB (1.5.01: 4 MB)
 * @param values metadata values other than those of 1.5.01, by field name
 * @param optionalFields metadata fields that the module has and 1.5.01 does not
 * @param complete whether the module has no leaf, version or field that the tables do not name
 * @param fieldCounts number of fields of arrays, where it is not that of 1.5.01
 * @param cpuidConfig configurable CPUID leaves, in metadata order
 * @param allowedModels CPUs that the module knows, newest first, as CPUID leaf 1 shows them
 * @param virtualCpuid what CPUID shows a TD, if that is known
 * @param handoff what runtime updates need
 * @param choices what the model does where public facts are silent
 * @param extensions what the extensions demand
 * @param attestation what reports say of platform and module
 * @param defects misbehaviour to emulate
 * @param source the YAML text, which a module image carries
 */
public record ModuleProfile(
    String name,
    Version version,
    long features,
    Map<Integer, Integer> leaves,
    Map<Integer, AnswerRule> answers,
    long tdmrInitSlice,
    Map<String, Long> values,
    Set<String> optionalFields,
    boolean complete,
    Map<String, Integer> fieldCounts,
    List<CpuidConfig> cpuidConfig,
    List<Long> allowedModels,
    Optional<VirtualCpuid> virtualCpuid,
    Handoff handoff,
    Choices choices,
    ExtensionProfile extensions,
    Attestation attestation,
    List<Defect> defects,
    String source,
    Abi abi) {

  /** The profiles that the program brings along. */
  public static final List<String> SHIPPED =
      List.of("tdx-1.5", "tdx-1.5-fast", "tdx-1.5-next", "tdx-1.5-rbp", "tdx-1.5.01", "tdx-ext");

  /** The numbers of a module: major.minor.update and the build. */
  public record Version(
      int major, int minor, int update, int internal, int buildNumber, int buildDate) {}

  /**
   * Handoff data of runtime updates.
   *
   * @param nativeVersion MODULE_HV: what the module writes
   * @param minimum MIN_UPDATE_HV: the oldest it reads
   * @param noDowngrade whether it refuses to write an older version
   * @param pages pages that the loader sets aside for the data
   */
  public record Handoff(int nativeVersion, int minimum, boolean noDowngrade, int pages) {}

  /**
   * Loads a profile.
   *
   * @param nameOrFile one of {@link #SHIPPED}, the path of a YAML file, or the text of a profile as
   *     {@link YamlNode#flow} writes it
   * @throws InvalidFile naming file, line and key of what is wrong
   */
  public static ModuleProfile load(String nameOrFile) {
    return nameOrFile.startsWith("{")
        ? read(YamlNode.parse("module profile", nameOrFile))
        : read(Profiles.document(nameOrFile, "modules", "module", SHIPPED));
  }

  /** Makes a profile from its YAML document. */
  public static ModuleProfile read(YamlNode document) {
    YamlNode yaml = resolved(document, 0);
    yaml.onlyKeys(
        "name",
        "extends",
        "version",
        "build",
        "features",
        "addFeatures",
        "leaves",
        "tdmrInitSlice",
        "values",
        "define",
        "optionalFields",
        "complete",
        "fieldCounts",
        "cpuidConfig",
        "allowedModels",
        "virtualCpuid",
        "handoff",
        "choices",
        "extensions",
        "attestation",
        "defects");
    Abi abi = yaml.find("define").map(Abi.shipped()::with).orElse(Abi.shipped());
    Map<Integer, AnswerRule> answers = answers(yaml, abi);
    YamlNode handoff = yaml.get("handoff").onlyKeys("native", "minimum", "noDowngrade", "pages");
    YamlNode slice = yaml.get("tdmrInitSlice");
    if (Long.bitCount(slice.number()) != 1
        || slice.number() < 4096
        || slice.number() > Tdmr.GIGABYTE) {
      throw slice.invalid("must be a power of two from 4K to 1G");
    }
    YamlNode nothing = YamlNode.parse(yaml.file(), "{}");
    ModuleProfile profile =
        new ModuleProfile(
            yaml.get("name").word(),
            version(yaml),
            abi.features().bits(yaml.get("features"))
                | yaml.find("addFeatures").map(abi.features()::bits).orElse(0L),
            leaves(yaml.find("leaves").orElse(nothing), answers, abi.leaves()),
            answers,
            slice.number(),
            values(yaml.find("values").orElse(nothing), abi.metadata()),
            new TreeSet<>(
                yaml.find("optionalFields")
                    .map(n -> n.each(name -> field(name, abi.metadata())))
                    .orElse(List.of())),
            yaml.find("complete").map(YamlNode::flag).orElse(false),
            counts(yaml.find("fieldCounts").orElse(nothing)),
            yaml.get("cpuidConfig").each(CpuidConfig::read),
            yaml.find("allowedModels").map(n -> n.each(YamlNode::number)).orElse(List.of()),
            yaml.find("virtualCpuid").map(VirtualCpuid::read),
            new Handoff(
                handoff.get("native").number(0, 0xFFFF),
                handoff.get("minimum").number(0, 0xFFFF),
                handoff.get("noDowngrade").flag(),
                handoff.get("pages").number(1, 0xFFFF)),
            Choices.read(yaml.find("choices").orElse(nothing)),
            ExtensionProfile.read(yaml.find("extensions").orElse(nothing), abi.features()),
            Attestation.read(yaml.find("attestation").orElse(nothing)),
            yaml.find("defects").map(n -> n.each(d -> d.oneOf(Defect.class))).orElse(List.of()),
            document.source(),
            abi);
    profile.check(yaml);
    return profile;
  }

  private void check(YamlNode yaml) {
    int room = fieldCounts.getOrDefault("CPUID_CONFIG_LEAVES", 32);
    if (cpuidConfig.size() > room) {
      throw yaml.get("cpuidConfig")
          .invalid(
              cpuidConfig.size() + " entries, but CPUID_CONFIG_LEAVES has " + room + " fields");
    }
    if (handoff.minimum > handoff.nativeVersion) {
      throw yaml.get("handoff").invalid("minimum must not be above native");
    }
  }

  private static YamlNode resolved(YamlNode yaml, int depth) {
    if (yaml.find("extends").isEmpty()) {
      return yaml;
    }
    YamlNode base = yaml.get("extends");
    if (depth > 8 || !SHIPPED.contains(base.text())) {
      throw base.invalid("must be one of " + String.join(", ", SHIPPED) + ", not itself");
    }
    YamlNode parent = Profiles.document(base.text(), "modules", "module", SHIPPED);
    return resolved(parent, depth + 1).overriddenBy(yaml);
  }

  private static Version version(YamlNode yaml) {
    YamlNode version = yaml.get("version").onlyKeys("major", "minor", "update", "internal");
    YamlNode build = yaml.get("build").onlyKeys("number", "date");
    return new Version(
        version.get("major").number(0, 0xFFFF),
        version.get("minor").number(0, 0xFFFF),
        version.get("update").number(0, 0xFFFF),
        version.get("internal").number(0, 0xFFFF),
        build.get("number").number(0, 0xFFFF),
        build.get("date").number(0, 99991231));
  }

  /** Rules for the leaves that the profile itself defines. */
  private static Map<Integer, AnswerRule> answers(YamlNode yaml, Abi abi) {
    Map<Integer, AnswerRule> answers = new LinkedHashMap<>();
    if (yaml.find("define").flatMap(define -> define.find("leaves")).isPresent()) {
      for (YamlNode leaf : yaml.get("define").get("leaves").list()) {
        answers.put(leaf.get("leaf").number(0, 0xFF), AnswerRule.read(leaf.get("answer"), abi));
      }
    }
    return answers;
  }

  /** The leaves of 1.5.01 and those that the profile adds. */
  private static Map<Integer, Integer> leaves(
      YamlNode added, Map<Integer, AnswerRule> defined, LeafTable table) {
    Map<Integer, Integer> leaves = new HashMap<>();
    for (LeafDescription leaf : table.leaves()) {
      if (leaf.baseVersion() >= 0 || defined.containsKey(leaf.number())) {
        leaves.put(leaf.number(), leaf.baseVersion());
      }
    }
    added
        .map()
        .forEach(
            (name, version) -> {
              LeafDescription leaf =
                  table
                      .named(name)
                      .filter(found -> !found.loader())
                      .orElseThrow(() -> version.invalid("no leaf has this name"));
              if (!leaf.modelled() || !leaf.versions().contains(version.number(0, 0xFF))) {
                throw version.invalid("this leaf or version is not modelled");
              }
              leaves.put(leaf.number(), version.number(0, 0xFF));
            });
    return Map.copyOf(leaves);
  }

  private static Map<String, Long> values(YamlNode yaml, MetadataTable table) {
    Map<String, Long> values = new LinkedHashMap<>();
    yaml.map()
        .forEach(
            (name, value) -> {
              if (table.global(name).flatMap(MetadataField::value).isEmpty()) {
                throw value.invalid("no metadata field of this name has a fixed value");
              }
              values.put(name, value.number());
            });
    return values;
  }

  private static String field(YamlNode name, MetadataTable table) {
    if (table.global(name.text()).filter(MetadataField::optional).isEmpty()) {
      throw name.invalid("no optional metadata field '" + name.text() + "'");
    }
    return name.text();
  }

  private static Map<String, Integer> counts(YamlNode yaml) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    yaml.map()
        .forEach(
            (name, count) -> {
              if (!name.startsWith("CPUID_CONFIG_")) {
                throw count.invalid("only the CPUID_CONFIG arrays can have another length");
              }
              counts.put(name, count.number(1, 128));
            });
    return counts;
  }

  /** Whether a bit of TDX_FEATURES0 is set. */
  public boolean has(int feature) {
    return ((features >>> feature) & 1) != 0;
  }

  /** The value of a metadata field that never changes. */
  public long value(String field) {
    Long value = values.get(field);
    return value != null
        ? value
        : abi.metadata().global(field).flatMap(MetadataField::value).orElseThrow();
  }
}
