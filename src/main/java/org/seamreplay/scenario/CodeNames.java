package org.seamreplay.scenario;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.platform.YamlNode;

/** Names of C functions and of leaves, as scenario files have them. */
final class CodeNames {
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private CodeNames() {}

  static List<String> requirements(Optional<YamlNode> node) {
    return node.map(n -> n.each(CodeNames::requirement)).orElse(List.of());
  }

  /** Leaves have dots in their names, C functions cannot. */
  private static String requirement(YamlNode node) {
    if (node.text().contains(".")) {
      return leaf(node);
    }
    if (!FUNCTION.matcher(node.text()).matches()) {
      throw node.invalid("'" + node.text() + "' is the name neither of a function nor of a leaf");
    }
    return node.text();
  }

  static String function(YamlNode node) {
    if (!FUNCTION.matcher(node.text()).matches()) {
      throw node.invalid("'" + node.text() + "' is no name of a C function");
    }
    return node.text();
  }

  static String leaf(YamlNode node) {
    if (Abi.shipped().leaves().named(node.text()).isEmpty()) {
      throw node.invalid(
          "no leaf '" + node.text() + "'" + NearNames.near(node.text(), leafNames()));
    }
    return node.text();
  }

  private static List<String> leafNames() {
    return Abi.shipped().leaves().leaves().stream().map(LeafDescription::name).toList();
  }
}
