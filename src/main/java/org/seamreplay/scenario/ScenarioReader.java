package org.seamreplay.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.MetadataTable;
import org.seamreplay.abi.StatusTable;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.YamlNode;

/**
 * Reads scenario files. A file is one scenario, or a family: its {@code cases} each add injections
 * and requirements to what the file says for all, and replace the rest. Unknown keys and wrong
 * values are {@link InvalidFile} with file, line and key.
 *
 * <pre>
 * name: quote                   a-z, 0-9 and hyphens
 * description: one sentence
 * platforms: [bench-64g]        machine profiles, the usual one first
 * module: tdx-ext               module profile, or a mapping: a profile of its own, for example
 *                               {extends: tdx-ext, extensions: {pages: {QUOTE: 512}}}
 * requires: [tdx_vm_create, TDH.QUOTE.INIT]
 *                               functions that the kernel defines, SEAMCALLs that it makes; the
 *                               scenario does not apply to a kernel without them
 * flow:                         what happens, in this order; boot comes first
 * - boot
 * - td-create                   KVM builds a TD, and its guest boots
 * - guest-quote                 a program in the guest asks the guest's driver for a quote
 * - guest-request: {version: 2} the guest asks without its driver; version, in-length, size, offset,
 *                               memory: shared, private-pages, private-last-page, private-address,
 *                               report: good, forged, foreign
 * - guest-call: {leaf: 0x10004, operand: 64}   another TDVMCALL
 * - td-destroy
 * - td-create: {td: 2}          another TD; the steps above take the key td as well
 * - update: {image: tdx-1.5-next}   a profile as for module
 * - cpu-offline: 3
 * - cpu-online: 3
 * - memory-online: {base: 0x1_0000_0000, size: 128M}
 * - suspend
 * - resume
 * - shutdown
 * inject:
 * - seamcall: {leaf: TDH.SYS.CONFIG, nth: 1, times: 1, cpu: 0, status: "TDX_OPERAND_INVALID|RCX"}
 *                               or fails: vmfail-invalid, general-protection, undefined-opcode; for
 *                               TDH.SYS.RD also field; times: always
 * - alloc: {nth: 3}             the third allocation fails
 * - alloc: {within: add_ext_memory, nth: 1}   the first one made in or below that function
 * - interrupt: {leaf: TDH.EXT.MEM.ADD, after: 100, first: 1, times: 3, resume-on: 2}
 *                               three calls are interrupted after 100 pages or steps each, and the
 *                               task goes on on CPU 2. With meanwhile: {cpu-offline: 3} (or
 *                               cpu-online) another task does that before, if this one lets it
 * expect:                       without it, all steps return 0 and there is no finding
 *   returns: {boot: -14}        by step as reports name it; a number, error or any. The second of
 *                               several steps of one name: guest-quote #2
 *   findings: [leak]            kinds that must be found
 *   log: [some text]            in some line of the kernel's, a guest's or userspace's
 *   quotes: verify              a guest got a quote; each one verifies and answers its report data
 * expect:                       or several: the first one whose when holds, as with requires
 * - {when: [TDH.QUOTE.GET], quotes: verify}
 * - {returns: {guest-quote: error}}
 * cases:                        name: what differs
 *   one: {description: ..., inject: [...]}
 * </pre>
 *
 * <p>An injection that never takes place makes the scenario not applicable to the kernel.
 */
public final class ScenarioReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int MAX_CASES = 1000;
  private static final int MAX_TDS = 8;
  private static final int MAX_REQUEST = 8 << 20;
  private static final List<String> RESUMABLE =
      List.of("TDH.EXT.MEM.ADD", "TDH.EXT.INIT", "TDH.QUOTE.INIT", "TDH.QUOTE.GET");

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
            module(file.get("module")),
            requirements(file.find("requires")),
            flow(file.get("flow")),
            injections(file.find("inject")),
            List.of(Expectation.SUCCESS));
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
    for (String symbol : requirements(node.find("requires"))) {
      if (!requires.contains(symbol)) {
        requires.add(symbol);
      }
    }
    return new Scenario(
        name,
        node.find("description").map(YamlNode::text).orElse(base.description()),
        node.find("platforms").map(ScenarioReader::platforms).orElse(base.platforms()),
        node.find("module").map(ScenarioReader::module).orElse(base.module()),
        requires,
        flow,
        injections,
        node.find("expect").map(n -> expectations(n, flow)).orElse(base.expectations()));
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

  /** A profile by name, or as text if the file has it in full; a wrong one is found here. */
  private static String module(YamlNode node) {
    if (!node.isMap()) {
      return node.text();
    }
    ModuleProfile.read(node);
    return node.flow();
  }

  private static List<String> requirements(Optional<YamlNode> node) {
    return node.map(n -> n.each(ScenarioReader::requirement)).orElse(List.of());
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
      case "td-create" -> new FlowStep.TdCreate(1);
      case "td-destroy" -> new FlowStep.TdDestroy(1);
      case "guest-quote" -> new FlowStep.GuestQuote(1);
      default ->
          throw node.invalid(
              "no step '"
                  + node.text()
                  + "'; steps are boot, shutdown, suspend, resume, cpu-offline: CPU, cpu-online:"
                  + " CPU, memory-online: {base, size}, update: {image}, td-create, td-destroy,"
                  + " guest-quote, guest-request: {...}, guest-call: {leaf, operand}");
    };
  }

  private static FlowStep stepWithOperand(YamlNode node) {
    node.onlyKeys(
        "cpu-offline",
        "cpu-online",
        "memory-online",
        "update",
        "td-create",
        "td-destroy",
        "guest-quote",
        "guest-request",
        "guest-call");
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
      case "td-create" -> new FlowStep.TdCreate(td(operand.onlyKeys("td")));
      case "td-destroy" -> new FlowStep.TdDestroy(td(operand.onlyKeys("td")));
      case "guest-quote" -> new FlowStep.GuestQuote(td(operand.onlyKeys("td")));
      case "guest-request" -> request(operand);
      case "guest-call" -> {
        operand.onlyKeys("td", "leaf", "operand");
        yield new FlowStep.GuestCall(
            td(operand),
            operand.get("leaf").number(),
            operand.find("operand").map(YamlNode::number).orElse(0L));
      }
      default -> {
        operand.onlyKeys("image");
        yield update(operand.get("image"));
      }
    };
  }

  private static FlowStep update(YamlNode image) {
    return image.isMap()
        ? new FlowStep.Update(module(image), image.get("name").text())
        : new FlowStep.Update(image.text(), Profiles.shortName(image.text()));
  }

  private static int td(YamlNode operand) {
    return operand.find("td").map(n -> n.number(1, MAX_TDS)).orElse(1);
  }

  private static FlowStep request(YamlNode operand) {
    operand.onlyKeys("td", "version", "in-length", "size", "offset", "memory", "report");
    QuoteRequest good = QuoteRequest.GOOD;
    return new FlowStep.GuestRequest(
        td(operand),
        new QuoteRequest(
            operand.find("version").map(YamlNode::number).orElse(good.version()),
            operand.find("in-length").map(n -> unsigned(n, 1L << 32)).orElse(good.inLength()),
            operand.find("size").map(n -> unsigned(n, MAX_REQUEST + 1L)).orElse(good.size()),
            operand.find("offset").map(n -> n.number(0, 4095)).orElse(good.offset()),
            operand
                .find("memory")
                .map(n -> n.oneOf(QuoteRequest.Memory.class))
                .orElse(good.memory()),
            operand
                .find("report")
                .map(n -> n.oneOf(QuoteRequest.Report.class))
                .orElse(good.report())));
  }

  private static long unsigned(YamlNode node, long end) {
    long number = node.number();
    if (number < 0 || number >= end) {
      throw node.invalid("must be between 0 and " + (end - 1) + ", not " + node.text());
    }
    return number;
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
    node.onlyKeys("seamcall", "alloc", "interrupt");
    Map.Entry<String, YamlNode> entry = only(node);
    YamlNode fault = entry.getValue();
    if (entry.getKey().equals("alloc")) {
      fault.onlyKeys("within", "nth");
      return new Injection.AllocationFault(
          fault.find("within").map(ScenarioReader::function).orElse(""),
          fault.get("nth").number(1, Integer.MAX_VALUE));
    }
    if (entry.getKey().equals("interrupt")) {
      return interruption(fault);
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

  private static String function(YamlNode node) {
    if (!FUNCTION.matcher(node.text()).matches()) {
      throw node.invalid("'" + node.text() + "' is no name of a C function");
    }
    return node.text();
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
        node.find("times").map(ScenarioReader::times).orElse(1L),
        node.find("after").map(n -> n.number(1, Integer.MAX_VALUE)).orElse(1),
        node.find("resume-on").map(n -> n.number(0, 8191)).orElse(-1),
        node.find("meanwhile").map(ScenarioReader::meanwhile));
  }

  /** Another task can take a CPU away or bring one back: that waits for nothing we hold. */
  private static FlowStep meanwhile(YamlNode node) {
    node.onlyKeys("cpu-offline", "cpu-online");
    return stepWithOperand(node);
  }

  private static long times(YamlNode node) {
    return node.text().equals("always") ? Long.MAX_VALUE : node.number(1, Integer.MAX_VALUE);
  }

  private static String leaf(YamlNode node) {
    if (LeafTable.get().named(node.text()).isEmpty()) {
      throw node.invalid(
          "no leaf '" + node.text() + "'" + NearNames.near(node.text(), leafNames()));
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
        StatusTable.get()
            .parse(node.text())
            .orElseThrow(
                () -> node.invalid("no status '" + node.text() + "'" + nearStatus(node.text()))));
  }

  private static String nearStatus(String text) {
    String code = text.contains("|") ? text.substring(0, text.indexOf('|')) : text;
    return NearNames.near(
        code.startsWith("TDX_") ? code : "TDX_" + code, StatusTable.get().statuses().values());
  }

  private static List<Expectation> expectations(YamlNode node, List<FlowStep> flow) {
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
      node.onlyKeys("when", "returns", "findings", "log", "quotes");
    } else {
      node.onlyKeys("returns", "findings", "log", "quotes");
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
        requirements(node.find("when")),
        returns,
        new LinkedHashSet<>(texts(node.find("findings"))),
        texts(node.find("log")),
        node.find("quotes").map(ScenarioReader::quotes).orElse(false));
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
