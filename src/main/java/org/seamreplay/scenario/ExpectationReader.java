package org.seamreplay.scenario;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.platform.YamlNode;

/** Reads what must come out of a scenario. */
final class ExpectationReader {
  private ExpectationReader() {}

  static List<Expectation> read(YamlNode node, List<FlowStep> flow) {
    if (!node.isList()) {
      return List.of(expectation(node, flow, false));
    }
    List<Expectation> all = node.each(n -> expectation(n, flow, true));
    for (int i = 0; i + 1 < all.size(); i++) {
      if (all.get(i).when().isEmpty()) {
        throw node.list().get(i).invalid("without 'when' it holds always; nothing may follow");
      }
    }
    return all;
  }

  private static Expectation expectation(YamlNode node, List<FlowStep> flow, boolean oneOfSeveral) {
    if (oneOfSeveral) {
      node.onlyKeys("when", "returns", "findings", "allows", "log", "quotes");
    } else {
      node.onlyKeys("returns", "findings", "allows", "log", "quotes");
    }
    Map<String, ReturnRule> returns = new LinkedHashMap<>();
    List<String> labels = labels(flow);
    if (node.find("returns").isPresent()) {
      for (Map.Entry<String, YamlNode> entry : node.get("returns").map().entrySet()) {
        if (!labels.contains(entry.getKey())) {
          throw entry
              .getValue()
              .invalid("the flow has no such step; it has " + String.join(", ", labels));
        }
        returns.put(entry.getKey(), rule(entry.getValue()));
      }
    }
    return new Expectation(
        node.find("when").map(n -> n.each(CodeNames::leaf)).orElse(List.of()),
        returns,
        new LinkedHashSet<>(texts(node.find("findings"))),
        new LinkedHashSet<>(texts(node.find("allows"))),
        texts(node.find("log")),
        node.find("quotes").map(ExpectationReader::quotes).orElse(false));
  }

  /** What steps are called, and steps that others are called like also by their number. */
  private static List<String> labels(List<FlowStep> flow) {
    List<String> all = flow.stream().map(FlowStep::label).toList();
    Set<String> labels = new LinkedHashSet<>(all);
    for (String label : List.copyOf(labels)) {
      long count = all.stream().filter(label::equals).count();
      for (int i = 1; count > 1 && i <= count; i++) {
        labels.add(label + " #" + i);
      }
    }
    return List.copyOf(labels);
  }

  private static List<String> texts(Optional<YamlNode> node) {
    return node.map(n -> n.each(YamlNode::text)).orElse(List.of());
  }

  private static boolean quotes(YamlNode node) {
    if (!node.text().equals("verify")) {
      throw node.invalid("must be verify, not '" + node.text() + "'");
    }
    return true;
  }

  private static ReturnRule rule(YamlNode node) {
    return switch (node.text()) {
      case "error" -> new ReturnRule.SomeError();
      case "any" -> new ReturnRule.Anything();
      default -> new ReturnRule.Exactly(node.number());
    };
  }
}
