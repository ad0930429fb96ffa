package org.seamreplay.module;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.platform.YamlNode;

/**
 * The order of each leaf's checks, from a table: a call that succeeds, and the things that can be
 * wrong with it in the order in which the module looks. Each fault alone must give its status,
 * leave in the registers what is documented, and change nothing; of any two faults together the
 * earlier one decides.
 */
class LeafCheckTests {
  private static final String[] TABLES = {
    "module/checks-platform.yaml",
    "module/checks-system.yaml",
    "module/checks-tdmr.yaml",
    "module/checks-td.yaml",
    "module/checks-ext.yaml"
  };

  @TestFactory
  Stream<DynamicNode> checksAreMadeInTheDocumentedOrder() {
    return Stream.of(TABLES)
        .flatMap(table -> YamlNode.resource(table).list().stream())
        .map(LeafCheckTests::leaf);
  }

  private static DynamicNode leaf(YamlNode leaf) {
    leaf.onlyKeys("leaf", "about", "profile", "state", "set", "poke", "status", "checks");
    List<YamlNode> checks = leaf.get("checks").list();
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("nothing wrong", () -> new LeafCall(leaf).make()));
    for (int i = 0; i < checks.size(); i++) {
      YamlNode first = checks.get(i);
      first.onlyKeys(
          "wrong", "state", "msr", "cmrs", "set", "poke", "status", "left", "alone", "spoils");
      tests.add(DynamicTest.dynamicTest(name(first), () -> new LeafCall(leaf, first).make()));
      if (LeafCall.canBeRepaired(first)) {
        tests.add(
            DynamicTest.dynamicTest(
                name(first) + ", changes nothing", () -> new LeafCall(leaf, first).repair()));
      }
      for (YamlNode second : checks.subList(i + 1, checks.size())) {
        if (independent(first, second)) {
          tests.add(
              DynamicTest.dynamicTest(
                  name(first) + ", before: " + name(second),
                  () -> new LeafCall(leaf, first, second).make()));
        }
      }
    }
    String about = leaf.find("about").map(node -> ", " + node.text()).orElse("");
    return DynamicContainer.dynamicContainer(leaf.get("leaf").text() + about, tests);
  }

  private static String name(YamlNode check) {
    return check.get("wrong").text();
  }

  /** Two faults can be made together if they do not change the same thing. */
  private static boolean independent(YamlNode first, YamlNode second) {
    if (first.find("alone").isPresent() || second.find("alone").isPresent()) {
      return false;
    }
    for (String whole : new String[] {"state", "cmrs"}) {
      if (first.find(whole).isPresent() && second.find(whole).isPresent()) {
        return false;
      }
    }
    for (String kind : new String[] {"set", "poke", "msr"}) {
      for (String key : keys(first, kind)) {
        if (keys(second, kind).contains(key)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> keys(YamlNode check, String kind) {
    return check.find(kind).map(node -> List.copyOf(node.map().keySet())).orElse(List.of());
  }
}
