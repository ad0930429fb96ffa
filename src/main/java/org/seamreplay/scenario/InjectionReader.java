package org.seamreplay.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.platform.YamlNode;

/** Reads the failures that a scenario causes. */
final class InjectionReader {
  private static final int MAX_CPU = 8191;

  /** What the table of leaves says can be interrupted, and has a body that can. */
  private static final List<String> RESUMABLE =
      Abi.shipped().leaves().leaves().stream()
          .filter(leaf -> leaf.resumable() && leaf.modelled())
          .map(LeafDescription::name)
          .toList();

  /** Whose allocation fails. */
  private enum Kernel {
    HOST,
    GUEST
  }

  private InjectionReader() {}

  static List<Injection> read(Optional<YamlNode> node, List<FlowStep> flow) {
    return node.map(n -> n.each(one -> injection(one, flow))).orElse(List.of());
  }

  private static Injection injection(YamlNode node, List<FlowStep> flow) {
    node.onlyKeys("seamcall", "alloc", "interrupt");
    Map.Entry<String, YamlNode> entry = node.onlyEntry();
    YamlNode fault = entry.getValue();
    if (entry.getKey().equals("alloc")) {
      return allocation(fault, flow);
    }
    if (entry.getKey().equals("interrupt")) {
      return interruption(fault);
    }
    fault.onlyKeys("leaf", "field", "cpu", "nth", "times", "status", "fails");
    return new Injection.SeamcallFault(
        call(fault),
        fault.find("cpu").map(n -> n.number(0, MAX_CPU)).orElse(-1),
        fault.find("nth").map(n -> n.number(1, Integer.MAX_VALUE)).orElse(1),
        fault.find("times").map(InjectionReader::times).orElse(1L),
        outcome(fault));
  }

  private static Injection allocation(YamlNode node, List<FlowStep> flow) {
    node.onlyKeys("of", "in", "after", "within", "nth");
    return new Injection.AllocationFault(
        node.find("of").map(n -> n.oneOf(Kernel.class)).orElse(Kernel.HOST) == Kernel.GUEST,
        node.find("in").map(n -> FlowReader.label(n, flow)).orElse(""),
        node.find("after").map(n -> call(n.onlyKeys("leaf", "field"))),
        node.find("within").map(CodeNames::function).orElse(""),
        node.get("nth").number(1, Integer.MAX_VALUE));
  }

  private static Injection.Call call(YamlNode node) {
    String leaf = node.find("leaf").map(CodeNames::leaf).orElse("");
    return new Injection.Call(leaf, node.find("field").map(n -> field(n, leaf)).orElse(""));
  }

  private static Injection interruption(YamlNode node) {
    node.onlyKeys("leaf", "first", "times", "after", "resume-on", "meanwhile");
    YamlNode leaf = node.get("leaf");
    if (!RESUMABLE.contains(leaf.text())) {
      throw leaf.invalid(
          "only "
              + String.join(", ", RESUMABLE)
              + " can be interrupted, not '"
              + leaf.text()
              + "'");
    }
    return new Injection.Interruption(
        leaf.text(),
        node.find("first").map(n -> n.number(1, Integer.MAX_VALUE)).orElse(1),
        node.find("times").map(InjectionReader::times).orElse(1L),
        node.find("after").map(n -> n.number(1, Integer.MAX_VALUE)).orElse(1),
        node.find("resume-on").map(n -> n.number(0, MAX_CPU)).orElse(-1),
        node.find("meanwhile").map(InjectionReader::meanwhile));
  }

  /** Another task can take a CPU away or bring one back: that waits for nothing we hold. */
  private static FlowStep meanwhile(YamlNode node) {
    node.onlyKeys("cpu-offline", "cpu-online");
    return FlowReader.withOperand(node);
  }

  private static long times(YamlNode node) {
    return node.text().equals("always") ? Long.MAX_VALUE : node.number(1, Integer.MAX_VALUE);
  }

  private static String field(YamlNode node, String leaf) {
    if (!leaf.equals("TDH.SYS.RD")) {
      throw node.invalid("only TDH.SYS.RD reads fields");
    }
    if (Abi.shipped().metadata().global(node.text()).isEmpty()) {
      List<String> known = Abi.shipped().metadata().global().stream().map(f -> f.name()).toList();
      throw node.invalid("no field '" + node.text() + "'" + NearNames.near(node.text(), known));
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
        Abi.shipped()
            .statuses()
            .parse(node.text())
            .orElseThrow(
                () -> node.invalid("no status '" + node.text() + "'" + nearStatus(node.text()))));
  }

  private static String nearStatus(String text) {
    String code = text.contains("|") ? text.substring(0, text.indexOf('|')) : text;
    return NearNames.near(
        code.startsWith("TDX_") ? code : "TDX_" + code,
        Abi.shipped().statuses().statuses().values());
  }
}
