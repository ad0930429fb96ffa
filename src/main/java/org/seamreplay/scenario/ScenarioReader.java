package org.seamreplay.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seamreplay.platform.InvalidFile;
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
 * - update: {image: tdx-1.5-next}   a profile as for module; damage: no-header, short, version,
 *                               magic, pages, reserved, signature: what is wrong with the file
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
 * - alloc: {after: {leaf: TDH.SYS.RD, field: EXT_REQUIRED}, nth: 2}
 *                               the second one after the first of these SEAMCALLs
 * - alloc: {of: guest, in: guest-quote, nth: 1}   a guest's, in steps of that name; of: host
 * - alloc: {within: FUNCTION, nth: 1}   in or below that function, if a kernel has it
 * - interrupt: {leaf: TDH.EXT.MEM.ADD, after: 100, first: 1, times: 3, resume-on: 2}
 *                               three calls are interrupted after 100 pages or steps each, and the
 *                               task goes on on CPU 2. With meanwhile: {cpu-offline: 3} (or
 *                               cpu-online) another task does that before, if this one lets it
 * expect:                       without it, all steps return 0 and there is no finding
 *   returns: {boot: error}      by step as reports name it; a number, error or any. The second of
 *                               several steps of one name: guest-quote #2
 *   findings: [leak]            kinds that must be found
 *   allows: [abandoned-memory]  kinds that may be found
 *   log: [some text]            in some line of the kernel's, a guest's or userspace's
 *   quotes: verify              a guest got a quote; each one verifies and answers its report data
 * expect:                       or several: the first one counts of which the run made all SEAMCALLs
 * - {when: [TDH.QUOTE.GET], quotes: verify}
 * - {returns: {guest-quote: error}}
 * cases:                        name: what differs
 *   one: {description: ..., inject: [...]}
 * </pre>
 *
 * <p>An injection that never takes place makes the scenario not applicable to the kernel.
 *
 * <p>A scenario that comes along says what every correct kernel must satisfy. What one kernel
 * returns and prints, and what it is known to do wrong, is in its golden traces.
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
            FlowReader.module(file.get("module")),
            CodeNames.requirements(file.find("requires")),
            FlowReader.read(file.get("flow")),
            List.of(),
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
    List<FlowStep> flow = node.find("flow").map(FlowReader::read).orElse(base.flow());
    List<Injection> injections = new ArrayList<>(inherited);
    injections.addAll(InjectionReader.read(node.find("inject"), flow));
    List<String> requires = new ArrayList<>(base.requires());
    for (String symbol : CodeNames.requirements(node.find("requires"))) {
      if (!requires.contains(symbol)) {
        requires.add(symbol);
      }
    }
    return new Scenario(
        name,
        node.find("description").map(YamlNode::text).orElse(base.description()),
        node.find("platforms").map(ScenarioReader::platforms).orElse(base.platforms()),
        node.find("module").map(FlowReader::module).orElse(base.module()),
        requires,
        flow,
        injections,
        node.find("expect").map(n -> ExpectationReader.read(n, flow)).orElse(base.expectations()));
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
}
