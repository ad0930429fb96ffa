package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.platform.YamlNode;

/**
 * The order of each leaf's checks, from a table: a call that succeeds, and the things that can be
 * wrong with it in the order in which the module looks. Each fault alone must give its status; of
 * any two faults together the earlier one decides.
 */
class LeafCheckTests {
  private static final String[] TABLES = {
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
    String good = leaf.find("status").map(YamlNode::text).orElse("TDX_SUCCESS");
    tests.add(DynamicTest.dynamicTest("nothing wrong", () -> expect(leaf, List.of(), good)));
    for (int i = 0; i < checks.size(); i++) {
      YamlNode first = checks.get(i);
      first.onlyKeys("wrong", "state", "set", "poke", "status", "alone");
      String status = first.get("status").text();
      tests.add(DynamicTest.dynamicTest(name(first), () -> expect(leaf, List.of(first), status)));
      for (YamlNode second : checks.subList(i + 1, checks.size())) {
        if (independent(first, second)) {
          tests.add(
              DynamicTest.dynamicTest(
                  name(first) + ", before: " + name(second),
                  () -> expect(leaf, List.of(second, first), status)));
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
    if (first.find("state").isPresent() && second.find("state").isPresent()) {
      return false;
    }
    for (String kind : new String[] {"set", "poke"}) {
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

  private static void expect(YamlNode leaf, List<YamlNode> faults, String status) {
    Map<String, YamlNode> registers = new HashMap<>();
    Map<String, YamlNode> pokes = new HashMap<>();
    String state = leaf.get("state").text();
    leaf.find("set").ifPresent(node -> registers.putAll(node.map()));
    leaf.find("poke").ifPresent(node -> pokes.putAll(node.map()));
    for (YamlNode fault : faults) {
      fault.find("set").ifPresent(node -> registers.putAll(node.map()));
      fault.find("poke").ifPresent(node -> pokes.putAll(node.map()));
      state = fault.find("state").map(YamlNode::text).orElse(state);
    }
    String profile = leaf.find("profile").map(YamlNode::text).orElse("tdx-1.5-fast");
    TestHost host = TestStates.in(state, profile);
    pokes.forEach(
        (at, value) ->
            host.machine.memory().writeLong(Symbols.of(host, at), Symbols.of(host, value.text())));
    long rax = LeafTable.get().named(leaf.get("leaf").text()).orElseThrow().number();
    YamlNode raxBits = registers.remove("rax");
    YamlNode lp = registers.remove("lp");
    host.r.rax = rax | (raxBits == null ? 0 : raxBits.number());
    for (Register register : Register.values()) {
      YamlNode value = registers.remove(register.name().toLowerCase(Locale.ROOT));
      if (register != Register.RAX) {
        register.set(host.r, value == null ? 0 : Symbols.of(host, value.text()));
      }
    }
    assertThat(registers).isEmpty();
    host.module.seamcall(lp == null ? 0 : (int) lp.number(), host.r);
    assertThat(host.r.end).isEqualTo(SeamRegisters.SeamcallEnd.COMPLETED);
    assertThat(host.name(host.r.rax)).isEqualTo(status);
  }
}
