package org.seamreplay.dice.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.platform.YamlNode;

/**
 * Reads a policy from YAML, or from JSON, which is YAML too. A key that is left out keeps its value
 * of {@link Policy#standard()}:
 *
 * <pre>{@code
 * strict: true
 * profiles: [1.3.6.1.4.1.32473.1.1]       # accepted eat_profile
 * root: {kind: model, may-be-expired: false}
 * nonce-required: false
 * revocation-required: false
 * module:
 *   attributes: "0000000000000000"        # SEAMATTRIBUTES bits that may be set
 *   signers: [48 bytes in hex]
 *   digests: [48 bytes in hex]
 *   minimum-svn: 7
 * tcb:
 *   minimum: [5, 1, 2]                    # up to 16 components
 *   modules: {TDX_01: 5}                  # by major version: minimum of component 0
 * td:
 *   debug: false
 *   migratable: false
 *   attributes: 0xf8000071                # known bits
 *   xfam: 0x6dbe7                         # allowed bits
 *   mrtd: [48 bytes in hex]               # likewise mrconfigid, mrowner, mrownerconfig, rtmr0 .. rtmr3
 *   service-tds: [48 bytes in hex]
 * keys:
 *   flags: [debug]                        # or not-configured, not-secure, recovery
 *   minimum-generation: 1
 *   denied: [serial number or key identifier in hex]
 *   devices: [UEID in hex]
 * }</pre>
 *
 * <p>A digest may stand alone instead of in a list.
 */
public final class PolicyReader {
  private static final List<Field> EXPECTED =
      List.of(
          Field.MRTD,
          Field.MRCONFIGID,
          Field.MROWNER,
          Field.MROWNERCONFIG,
          Field.RTMR0,
          Field.RTMR1,
          Field.RTMR2,
          Field.RTMR3);

  private PolicyReader() {}

  /** A way that a layer can be unsafe, as a policy names it. */
  private enum Flag {
    NOT_CONFIGURED(TcbInfo.NOT_CONFIGURED),
    NOT_SECURE(TcbInfo.NOT_SECURE),
    RECOVERY(TcbInfo.RECOVERY),
    DEBUG(TcbInfo.DEBUG);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }
  }

  /**
   * Reads a file.
   *
   * @throws org.seamreplay.platform.InvalidFile naming file, line and key
   */
  public static Policy read(Path file) {
    return policy(YamlNode.read(file));
  }

  static Policy policy(YamlNode file) {
    file.onlyKeys(
        "strict",
        "profiles",
        "root",
        "nonce-required",
        "revocation-required",
        "module",
        "tcb",
        "td",
        "keys");
    Policy standard = Policy.standard();
    Optional<YamlNode> root =
        file.find("root").map(node -> node.onlyKeys("kind", "may-be-expired"));
    return new Policy(
        flag(file, "strict", standard.strict()),
        standard.algorithms(),
        file.find("profiles").map(PolicyReader::texts).orElse(standard.profiles()),
        root.flatMap(node -> node.find("kind")).map(node -> node.oneOf(TrustDomain.class)),
        root.map(node -> flag(node, "may-be-expired", false)).orElse(false),
        flag(file, "nonce-required", false),
        flag(file, "revocation-required", false),
        file.find("module").map(PolicyReader::module).orElse(standard.module()),
        file.find("tcb").map(PolicyReader::tcb).orElse(standard.tcb()),
        file.find("td").map(PolicyReader::td).orElse(standard.td()),
        file.find("keys").map(PolicyReader::keys).orElse(standard.keys()));
  }

  private static Policy.Module module(YamlNode node) {
    node.onlyKeys("attributes", "signers", "digests", "minimum-svn");
    Policy.Module standard = Policy.standard().module();
    return new Policy.Module(
        node.find("attributes").map(value -> hex(value, 8)).orElse(standard.attributes()),
        node.find("signers").map(value -> hexes(value, 48)).orElse(standard.signers()),
        node.find("digests").map(value -> hexes(value, 48)).orElse(List.of()),
        node.find("minimum-svn")
            .map(value -> OptionalInt.of(value.number(0, 255)))
            .orElse(OptionalInt.empty()));
  }

  private static Policy.Tcb tcb(YamlNode node) {
    node.onlyKeys("minimum", "modules");
    List<Integer> minimum =
        node.find("minimum")
            .map(list -> list.each(value -> value.number(0, 255)))
            .orElse(List.of());
    if (minimum.size() > 16) {
      throw node.get("minimum").invalid("has %d components, not 16".formatted(minimum.size()));
    }
    Map<String, Integer> modules = new TreeMap<>();
    node.find("modules")
        .ifPresent(
            map ->
                map.map()
                    .forEach(
                        (name, value) -> {
                          if (!name.matches("TDX_[0-9a-f]{2}")) {
                            throw value.invalid("a module is named TDX_ and two hex digits");
                          }
                          modules.put(name, value.number(0, 255));
                        }));
    return new Policy.Tcb(minimum, modules);
  }

  private static Policy.Td td(YamlNode node) {
    List<String> keys =
        new ArrayList<>(List.of("debug", "migratable", "attributes", "xfam", "service-tds"));
    EXPECTED.forEach(field -> keys.add(key(field)));
    node.onlyKeys(keys.toArray(new String[0]));
    Policy.Td standard = Policy.standard().td();
    Map<Field, List<String>> expected = new EnumMap<>(Field.class);
    for (Field field : EXPECTED) {
      node.find(key(field)).ifPresent(value -> expected.put(field, hexes(value, field.size())));
    }
    return new Policy.Td(
        flag(node, "debug", false),
        flag(node, "migratable", false),
        node.find("attributes").map(YamlNode::number).orElse(standard.attributes()),
        node.find("xfam").map(YamlNode::number).orElse(standard.xfam()),
        expected,
        node.find("service-tds").map(value -> hexes(value, 48)).orElse(List.of()));
  }

  private static Policy.Keys keys(YamlNode node) {
    node.onlyKeys("flags", "minimum-generation", "denied", "devices");
    int flags = 0;
    for (Flag flag :
        node.find("flags").map(list -> list.each(v -> v.oneOf(Flag.class))).orElse(List.of())) {
      flags |= flag.bit;
    }
    return new Policy.Keys(
        flags,
        node.find("minimum-generation").map(v -> v.number(0, Integer.MAX_VALUE)).orElse(0),
        new HashSet<>(node.find("denied").map(v -> hexes(v, 0)).orElse(List.of())),
        new HashSet<>(node.find("devices").map(v -> hexes(v, 0)).orElse(List.of())));
  }

  private static String key(Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static boolean flag(YamlNode node, String key, boolean otherwise) {
    return node.find(key).map(YamlNode::flag).orElse(otherwise);
  }

  private static Set<String> texts(YamlNode node) {
    return new HashSet<>(node.each(YamlNode::text));
  }

  private static List<String> hexes(YamlNode node, int size) {
    return node.isList() ? node.each(value -> hex(value, size)) : List.of(hex(node, size));
  }

  /** Bytes in hex; of any number if the size is 0. */
  private static String hex(YamlNode node, int size) {
    String text = node.text().toLowerCase(Locale.ROOT);
    if (!text.matches("([0-9a-f]{2})+")) {
      throw node.invalid("not bytes in hex: '%s'".formatted(Hex.printable(text)));
    }
    if (size != 0 && text.length() != 2 * size) {
      throw node.invalid("has %d bytes, not %d".formatted(text.length() / 2, size));
    }
    return text;
  }
}
