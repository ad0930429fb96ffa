package org.seamreplay.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seamreplay.module.LeafTable;
import org.seamreplay.module.MetadataTable;
import org.seamreplay.module.StatusTable;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.YamlNode;

/**
 * Reads scenario files. A file is one scenario, or a family: its {@code cases} each add injections
 * and expectations to what the file says for all. Unknown keys and wrong values are {@link
 * InvalidFile} with file, line and key.
 */
public final class ScenarioReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int MAX_CASES = 1000;

  private ScenarioReader() {}

  /** The scenarios of a file, in its order. */
  public static List<Scenario> read(YamlNode file) {
    file.onlyKeys(
        "name",
        "description",
        "platforms",
        "module",
        "requires",
        "flow",
        "inject",
        "expect",
        "cases");
    String name = name(file.get("name"));
    Scenario base =
        new Scenario(
            name,
            file.get("description").text(),
            platforms(file.get("platforms")),
            file.get("module").text(),
            texts(file.find("requires")),
            flow(file.get("flow")),
            injections(file.find("inject")),
            Expectation.SUCCESS);
    base = with(base, name, file, List.of());
    Optional<YamlNode> cases = file.find("cases");
    if (cases.isEmpty()) {
      return List.of(base);
    }
    List<Scenario> result = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : cases.get().map().entrySet()) {
      YamlNode node = entry.getValue();
      node.onlyKeys("description", "platforms", "module", "requires", "flow", "inject", "expect");
      if (!NAME.matcher(entry.getKey()).matches()) {
        throw node.invalid("the name of a case is made of a-z, 0-9 and hyphens");
      }
      result.add(with(base, name + "/" + entry.getKey(), node, base.injections()));
    }
    if (result.isEmpty() || result.size() > MAX_CASES) {
      throw cases.get().invalid("must have 1 to " + MAX_CASES + " cases");
    }
    return List.copyOf(result);
  }

  private static Scenario with(
      Scenario base, String name, YamlNode node, List<Injection> inherited) {
    List<FlowStep> flow = node.find("flow").map(ScenarioReader::flow).orElse(base.flow());
    List<Injection> injections = new ArrayList<>(inherited);
    injections.addAll(injections(node.find("inject")));
    List<String> requires = new ArrayList<>(base.requires());
    for (String symbol : texts(node.find("requires"))) {
      if (!requires.contains(symbol)) {
        requires.add(symbol);
      }
    }
    return new Scenario(
        name,
        node.find("description").map(YamlNode::text).orElse(base.description()),
        node.find("platforms").map(ScenarioReader::platforms).orElse(base.platforms()),
        node.find("module").map(YamlNode::text).orElse(base.module()),
        requires,
        flow,
        injections,
        node.find("expect").map(n -> expectation(n, flow)).orElse(base.expectation()));
  }

  private static String name(YamlNode node) {
    if (!NAME.matcher(node.text()).matches()) {
      throw node.invalid("a name is made of a-z, 0-9 and hyphens, not '" + node.text() + "'");
    }
    return node.text();
  }

  private static List<String> platforms(YamlNode node) {
    List<String> platforms = node.each(YamlNode::text);
    if (platforms.isEmpty()) {
      throw node.invalid("needs at least one machine profile");
    }
    return platforms;
  }

  private static List<String> texts(Optional<YamlNode> node) {
    return node.map(n -> n.each(YamlNode::text)).orElse(List.of());
  }

  private static List<FlowStep> flow(YamlNode node) {
    List<FlowStep> steps = new ArrayList<>();
    Set<String> labels = new LinkedHashSet<>();
    for (YamlNode element : node.list()) {
      FlowStep step = element.isMap() ? stepWithOperand(element) : simpleStep(element);
      steps.add(step);
      if (!labels.add(step.label()) && step instanceof FlowStep.Boot) {
        throw element.invalid("a kernel boots once");
      }
    }
    if (steps.isEmpty() || !(steps.get(0) instanceof FlowStep.Boot)) {
      throw node.invalid("a flow starts with boot");
    }
    return List.copyOf(steps);
  }

  private static FlowStep simpleStep(YamlNode node) {
    return switch (node.text()) {
      case "boot" -> new FlowStep.Boot();
      case "shutdown" -> new FlowStep.Shutdown();
      case "suspend" -> new FlowStep.Suspend();
      case "resume" -> new FlowStep.Resume();
      default ->
          throw node.invalid(
              "no step '"
                  + node.text()
                  + "'; steps are boot, shutdown, suspend, resume, cpu-offline: CPU, cpu-online:"
                  + " CPU, memory-online: {base, size}, update: {image}");
    };
  }

  private static FlowStep stepWithOperand(YamlNode node) {
    node.onlyKeys("cpu-offline", "cpu-online", "memory-online", "update");
    Map.Entry<String, YamlNode> entry = only(node);
    YamlNode operand = entry.getValue();
    return switch (entry.getKey()) {
      case "cpu-offline" -> new FlowStep.CpuOffline(operand.number(0, 8191));
      case "cpu-online" -> new FlowStep.CpuOnline(operand.number(0, 8191));
      case "memory-online" -> {
        operand.onlyKeys("base", "size");
        long base = operand.get("base").number();
        long size = operand.get("size").number();
        if (((base | size) & 0xfff) != 0 || base < 0 || size <= 0 || base + size > 1L << 52) {
          throw operand.invalid("base and size must be whole pages below 2^52");
        }
        yield new FlowStep.MemoryOnline(base, size);
      }
      default -> {
        operand.onlyKeys("image");
        yield new FlowStep.Update(operand.get("image").text());
      }
    };
  }

  private static Map.Entry<String, YamlNode> only(YamlNode node) {
    if (node.map().size() != 1) {
      throw node.invalid("must have exactly one key");
    }
    return node.map().entrySet().iterator().next();
  }

  private static List<Injection> injections(Optional<YamlNode> node) {
    return node.map(n -> n.each(ScenarioReader::injection)).orElse(List.of());
  }

  private static Injection injection(YamlNode node) {
    node.onlyKeys("seamcall", "alloc");
    Map.Entry<String, YamlNode> entry = only(node);
    YamlNode fault = entry.getValue();
    if (entry.getKey().equals("alloc")) {
      fault.onlyKeys("nth");
      return new Injection.AllocationFault(fault.get("nth").number(1, Integer.MAX_VALUE));
    }
    fault.onlyKeys("leaf", "field", "cpu", "nth", "times", "status", "fails");
    String leaf = fault.find("leaf").map(ScenarioReader::leaf).orElse("");
    return new Injection.SeamcallFault(
        leaf,
        fault.find("field").map(n -> field(n, leaf)).orElse(""),
        fault.find("cpu").map(n -> n.number(0, 8191)).orElse(-1),
        fault.find("nth").map(n -> n.number(1, Integer.MAX_VALUE)).orElse(1),
        fault.find("times").map(ScenarioReader::times).orElse(1L),
        outcome(fault));
  }

  private static long times(YamlNode node) {
    return node.text().equals("always") ? Long.MAX_VALUE : node.number(1, Integer.MAX_VALUE);
  }

  private static String leaf(YamlNode node) {
    if (LeafTable.get().named(node.text()).isEmpty()) {
      throw node.invalid("no leaf '" + node.text() + "'" + Names.near(node.text(), leafNames()));
    }
    return node.text();
  }

  private static List<String> leafNames() {
    return LeafTable.get().leaves().stream().map(leaf -> leaf.name()).toList();
  }

  private static String field(YamlNode node, String leaf) {
    if (!leaf.equals("TDH.SYS.RD")) {
      throw node.invalid("only TDH.SYS.RD reads fields");
    }
    if (MetadataTable.get().global(node.text()).isEmpty()) {
      List<String> known = MetadataTable.get().global().stream().map(f -> f.name()).toList();
      throw node.invalid("no field '" + node.text() + "'" + Names.near(node.text(), known));
    }
    return node.text();
  }

  private static Injection.Outcome outcome(YamlNode fault) {
    Optional<YamlNode> status = fault.find("status");
    Optional<YamlNode> fails = fault.find("fails");
    if (status.isPresent() == fails.isPresent()) {
      throw fault.invalid("needs either status or fails");
    }
    if (fails.isPresent()) {
      return switch (fails.get().text()) {
        case "vmfail-invalid" -> new Injection.VmFailInvalid();
        case "general-protection" -> new Injection.GeneralProtection();
        case "undefined-opcode" -> new Injection.UndefinedOpcode();
        default ->
            throw fails
                .get()
                .invalid(
                    "must be vmfail-invalid, general-protection or undefined-opcode, not '"
                        + fails.get().text()
                        + "'");
      };
    }
    YamlNode node = status.get();
    return new Injection.Answer(
        StatusTable.get()
            .parse(node.text())
            .orElseThrow(
                () -> node.invalid("no status '" + node.text() + "'" + nearStatus(node.text()))));
  }

  private static String nearStatus(String text) {
    String code = text.contains("|") ? text.substring(0, text.indexOf('|')) : text;
    return Names.near(
        code.startsWith("TDX_") ? code : "TDX_" + code, StatusTable.get().statuses().values());
  }

  private static Expectation expectation(YamlNode node, List<FlowStep> flow) {
    node.onlyKeys("returns", "findings", "log");
    Map<String, ReturnRule> returns = new LinkedHashMap<>();
    List<String> labels = flow.stream().map(FlowStep::label).toList();
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
        returns, new LinkedHashSet<>(texts(node.find("findings"))), texts(node.find("log")));
  }

  private static ReturnRule rule(YamlNode node) {
    return switch (node.text()) {
      case "error" -> new ReturnRule.SomeError();
      case "any" -> new ReturnRule.Anything();
      default -> new ReturnRule.Exactly(node.number());
    };
  }
}
