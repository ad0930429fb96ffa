package org.seamreplay.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.YamlNode;

/** Reads what happens in a scenario: a list of steps, each a word, or a word with operands. */
final class FlowReader {
  private static final int MAX_CPU = 8191;
  private static final int MAX_TDS = 8;
  private static final int MAX_REQUEST = 8 << 20;

  /**
   * How a kind of step is written.
   *
   * @param name the word
   * @param operand what can be behind it, for people; empty if it need not be said
   * @param alone the step that the word means without operands; null if it needs some
   * @param reader reads the step with its operands; null if it has none
   */
  private record Form(
      String name, String operand, FlowStep alone, Function<YamlNode, FlowStep> reader) {
    String shown() {
      return operand.isEmpty() ? name : name + ": " + operand;
    }
  }

  /** All kinds of steps; a new one is a line here. */
  private static final List<Form> FORMS =
      List.of(
          new Form("boot", "", new FlowStep.Boot(), null),
          new Form("shutdown", "", new FlowStep.Shutdown(), null),
          new Form("suspend", "", new FlowStep.Suspend(), null),
          new Form("resume", "", new FlowStep.Resume(), null),
          new Form("cpu-offline", "CPU", null, n -> new FlowStep.CpuOffline(cpu(n))),
          new Form("cpu-online", "CPU", null, n -> new FlowStep.CpuOnline(cpu(n))),
          new Form("memory-online", "{base, size}", null, FlowReader::memoryOnline),
          new Form("update", "{image}", null, FlowReader::update),
          new Form("td-create", "", new FlowStep.TdCreate(1), n -> new FlowStep.TdCreate(td(n))),
          new Form("td-destroy", "", new FlowStep.TdDestroy(1), n -> new FlowStep.TdDestroy(td(n))),
          new Form(
              "guest-quote", "", new FlowStep.GuestQuote(1), n -> new FlowStep.GuestQuote(td(n))),
          new Form("guest-request", "{...}", null, FlowReader::request),
          new Form("guest-call", "{leaf, operand}", null, FlowReader::guestCall));

  private FlowReader() {}

  static List<FlowStep> read(YamlNode node) {
    List<FlowStep> steps = new ArrayList<>();
    Set<String> labels = new LinkedHashSet<>();
    for (YamlNode element : node.list()) {
      FlowStep step = step(element);
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

  /** The label of a step that the flow has. */
  static String label(YamlNode node, List<FlowStep> flow) {
    List<String> labels = flow.stream().map(FlowStep::label).distinct().toList();
    if (!labels.contains(node.text())) {
      throw node.invalid("the flow has no such step; it has " + String.join(", ", labels));
    }
    return node.text();
  }

  private static FlowStep step(YamlNode node) {
    if (node.isMap()) {
      String[] names =
          FORMS.stream().filter(f -> f.reader() != null).map(Form::name).toArray(String[]::new);
      return withOperand(node.onlyKeys(names));
    }
    return FORMS.stream()
        .filter(form -> form.alone() != null && form.name().equals(node.text()))
        .findFirst()
        .orElseThrow(
            () ->
                node.invalid(
                    "no step '"
                        + node.text()
                        + "'; steps are "
                        + String.join(", ", FORMS.stream().map(Form::shown).toList())))
        .alone();
  }

  /** A step that is written with operands, of a kind that its reader knows to be allowed. */
  static FlowStep withOperand(YamlNode node) {
    Map.Entry<String, YamlNode> entry = node.onlyEntry();
    return FORMS.stream()
        .filter(form -> form.reader() != null && form.name().equals(entry.getKey()))
        .findFirst()
        .orElseThrow()
        .reader()
        .apply(entry.getValue());
  }

  private static int cpu(YamlNode node) {
    return node.number(0, MAX_CPU);
  }

  private static FlowStep memoryOnline(YamlNode operand) {
    operand.onlyKeys("base", "size");
    long base = operand.get("base").number();
    long size = operand.get("size").number();
    if (((base | size) & 0xfff) != 0 || base < 0 || size <= 0 || base + size > 1L << 52) {
      throw operand.invalid("base and size must be whole pages below 2^52");
    }
    return new FlowStep.MemoryOnline(base, size);
  }

  private static FlowStep guestCall(YamlNode operand) {
    operand.onlyKeys("td", "leaf", "operand");
    return new FlowStep.GuestCall(
        tdOf(operand),
        operand.get("leaf").number(),
        operand.find("operand").map(YamlNode::number).orElse(0L));
  }

  /** A profile by name, or as text if the file has it in full; a wrong one is found here. */
  static String module(YamlNode node) {
    if (!node.isMap()) {
      return node.text();
    }
    ModuleProfile.read(node);
    return node.flow();
  }

  private static FlowStep update(YamlNode operand) {
    YamlNode image = operand.onlyKeys("image", "damage").get("image");
    return new FlowStep.Update(
        module(image),
        image.isMap() ? image.get("name").text() : Profiles.shortName(image.text()),
        operand.find("damage").map(n -> n.oneOf(ImageDamage.class)).orElse(ImageDamage.NONE));
  }

  private static int td(YamlNode operand) {
    return tdOf(operand.onlyKeys("td"));
  }

  private static int tdOf(YamlNode operand) {
    return operand.find("td").map(n -> n.number(1, MAX_TDS)).orElse(1);
  }

  private static FlowStep request(YamlNode operand) {
    operand.onlyKeys("td", "version", "in-length", "size", "offset", "memory", "report");
    QuoteRequest good = QuoteRequest.GOOD;
    return new FlowStep.GuestRequest(
        tdOf(operand),
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
}
