package org.seamreplay.module.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.Status;
import org.seamreplay.platform.YamlNode;

/**
 * How a leaf that only a profile knows answers.
 *
 * @param needs leaves that must have succeeded before
 * @param otherwise the status if they have not, or if it may succeed only once
 * @param once whether it succeeds only once
 * @param steps units of work, between which it can be interrupted
 * @param out results of success
 */
public record AnswerRule(
    List<Integer> needs, long otherwise, boolean once, int steps, Map<Register, Long> out) {
  private static final int MAX_STEPS = 1 << 16;

  static AnswerRule read(YamlNode yaml, Abi abi) {
    yaml.onlyKeys("needs", "otherwise", "once", "steps", "out");
    List<Integer> needs = new ArrayList<>();
    if (yaml.find("needs").isPresent()) {
      for (YamlNode name : yaml.get("needs").list()) {
        needs.add(
            abi.leaves()
                .named(name.text())
                .map(LeafDescription::number)
                .orElseThrow(() -> name.invalid("no leaf has this name")));
      }
    }
    Map<Register, Long> out = new EnumMap<>(Register.class);
    yaml.find("out")
        .ifPresent(
            node ->
                node.map()
                    .forEach((name, value) -> out.put(register(value, name), value.number())));
    long otherwise =
        yaml.find("otherwise").map(name -> status(name, abi)).orElse(Status.SYS_STATE_INCORRECT);
    return new AnswerRule(
        List.copyOf(needs),
        otherwise,
        yaml.find("once").map(YamlNode::flag).orElse(false),
        yaml.find("steps").map(node -> node.number(1, MAX_STEPS)).orElse(1),
        out);
  }

  private static long status(YamlNode name, Abi abi) {
    return abi.statuses().parse(name.text()).orElseThrow(() -> name.invalid("no such status"));
  }

  private static Register register(YamlNode where, String name) {
    try {
      return Register.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw where.invalid("not a register of SEAMCALL: '" + name + "'");
    }
  }
}
