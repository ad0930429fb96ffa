package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.YamlNode;

/**
 * A story of calls: a state to begin with, when interrupts are pending, and steps with what must
 * come of them. Registers that a step does not name are 0, or for QUOTE.GET those of a good call.
 */
final class CallStory {
  private static final String NO_CHOICE = "none";

  /** Operands of a QUOTE.GET that succeeds in the states that have a TD. */
  private static final Map<Register, String> QUOTE =
      Map.of(
          Register.RCX, "tdr",
          Register.RDX, "0xFFFF_0000_0000",
          Register.R8, "report",
          Register.R9, "1024",
          Register.R10, "node",
          Register.R11, "0x3000");

  private final YamlNode story;
  private final TestHost host;
  private final TestExtensions extensions;
  private final List<String> choices = new ArrayList<>();

  CallStory(YamlNode story) {
    this.story =
        story.onlyKeys("story", "why", "profile", "changes", "state", "interrupt", "steps");
    host = new TestHost(TestHost.machine(2, 4), profile(story));
    TestStates.in(story.get("state").text(), host);
    extensions = TestExtensions.on(host);
    host.module.setObserver(
        new ModuleObserver() {
          @Override
          public void choice(String choice) {
            choices.add(choice);
          }
        });
    story.find("interrupt").ifPresent(this::plan);
  }

  /** The small module with extensions, or another profile, with some keys changed. */
  private static ModuleProfile profile(YamlNode story) {
    String base = story.find("profile").map(YamlNode::text).orElse(TestExtensions.PROFILE);
    return story
        .find("changes")
        .map(changes -> changed(base, changes))
        .orElseGet(() -> TestHost.profile(base));
  }

  private static ModuleProfile changed(String base, YamlNode changes) {
    String text = TestHost.profile(base).source();
    // An image carries the text of its profile, so the changed profile has to be a text again.
    String changed = text(YamlNode.parse(base, text).overriddenBy(changes));
    return ModuleProfile.read(YamlNode.parse(base, changed));
  }

  private static String text(YamlNode node) {
    if (node.isMap()) {
      return node.map().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return node.isList()
        ? node.list().stream().map(CallStory::text).collect(Collectors.joining(", ", "[", "]"))
        : node.text();
  }

  private static String where(YamlNode node) {
    return "line " + node.line();
  }

  private void plan(YamlNode node) {
    Map<Integer, List<YamlNode>> plans = new HashMap<>();
    for (YamlNode plan : node.list()) {
      plan.onlyKeys("leaf", "calls", "after", "lp");
      plans.computeIfAbsent(number(plan.get("leaf")), leaf -> new ArrayList<>()).add(plan);
    }
    host.module.setInterruptionPlan(
        (lp, leaf, call, done) ->
            plans.getOrDefault(leaf, List.of()).stream()
                .anyMatch(plan -> applies(plan, lp, call, done)));
  }

  private static boolean applies(YamlNode plan, int lp, int call, int done) {
    List<YamlNode> calls = plan.get("calls").list();
    return call >= calls.get(0).number()
        && call <= calls.get(calls.size() - 1).number()
        && done >= plan.get("after").number()
        && plan.find("lp").map(node -> node.number() == lp).orElse(true);
  }

  private static int number(YamlNode leaf) {
    return Abi.shipped().leaves().named(leaf.text()).orElseThrow().number();
  }

  void play() {
    for (YamlNode step : story.get("steps").list()) {
      step.onlyKeys(
          "call", "again", "lp", "set", "status", "left", "chosen", "read", "is", "poke", "memory",
          "private", "ofHost", "buffer", "update", "report");
      step.find("buffer").ifPresent(pages -> extensions.describeBuffer((int) pages.number()));
      step.find("update").ifPresent(this::update);
      step.find("report").ifPresent(ignored -> extensions.report(TestTd.TDR));
      step.find("poke").ifPresent(this::poke);
      step.find("call").ifPresent(leaf -> call(step, leaf, true));
      step.find("again").ifPresent(leaf -> call(step, leaf, false));
      step.find("read").ifPresent(field -> read(step, field));
      step.find("memory").ifPresent(this::expectMemory);
      step.find("private").ifPresent(pages -> expectState(pages, ByteState.FOREIGN));
      step.find("ofHost").ifPresent(pages -> expectState(pages, ByteState.DEFINED));
    }
  }

  private long value(YamlNode node) {
    return Symbols.of(host, node.text());
  }

  private void poke(YamlNode node) {
    node.map()
        .forEach((at, to) -> host.machine.memory().writeLong(Symbols.of(host, at), value(to)));
  }

  private void update(YamlNode changes) {
    ModuleProfile profile = changed(TestExtensions.PROFILE, changes);
    TestUpdate.replaced(host, ModuleImage.of(profile)).initialised();
  }

  private void call(YamlNode step, YamlNode leaf, boolean fresh) {
    SeamRegisters r = host.r;
    int number = number(leaf);
    if (fresh) {
      for (Register register : Register.values()) {
        String good = number == LeafNumber.QUOTE_GET ? QUOTE.getOrDefault(register, "0") : "0";
        register.set(r, Symbols.of(host, good));
      }
    }
    long version = 0;
    for (Map.Entry<String, YamlNode> set :
        step.find("set").map(YamlNode::map).orElse(Map.of()).entrySet()) {
      Register register = Register.valueOf(set.getKey().toUpperCase(Locale.ROOT));
      if (register == Register.RAX) {
        version = set.getValue().number();
      } else {
        register.set(r, value(set.getValue()));
      }
    }
    choices.clear();
    r.rax = number | version;
    host.module.seamcall(step.find("lp").map(lp -> (int) lp.number()).orElse(0), r);
    assertThat(host.name(r.rax)).as("%s", where(step)).isEqualTo(step.get("status").text());
    step.find("left")
        .ifPresent(
            left ->
                left.map()
                    .forEach(
                        (name, value) ->
                            assertThat(Register.valueOf(name.toUpperCase(Locale.ROOT)).in(r))
                                .as("%s of %s", name, where(step))
                                .isEqualTo(value(value))));
    step.find("chosen")
        .ifPresent(
            chosen -> {
              if (chosen.text().equals(NO_CHOICE)) {
                assertThat(choices).as("%s", where(step)).isEmpty();
              } else {
                assertThat(choices).as("%s", where(step)).contains(chosen.text());
              }
            });
  }

  private void read(YamlNode step, YamlNode field) {
    SeamRegisters r = new SeamRegisters();
    r.rax = LeafNumber.SYS_RD;
    r.rdx = Abi.shipped().metadata().global(field.text()).orElseThrow().id();
    host.module.seamcall(step.find("lp").map(lp -> (int) lp.number()).orElse(1), r);
    String expected = step.find("status").map(YamlNode::text).orElse("TDX_SUCCESS");
    assertThat(host.name(r.rax)).as("%s", where(step)).isEqualTo(expected);
    assertThat(r.r8).as("%s", where(step)).isEqualTo(value(step.get("is")));
  }

  private void expectMemory(YamlNode node) {
    node.map()
        .forEach(
            (at, expected) ->
                assertThat(host.machine.memory().readLong(Symbols.of(host, at)))
                    .as("%s at %s", where(expected), at)
                    .isEqualTo(value(expected)));
  }

  private void expectState(YamlNode pages, byte state) {
    for (YamlNode page : pages.list()) {
      assertThat(host.machine.memory().stateAt(value(page))).as("%s", where(page)).isEqualTo(state);
    }
  }
}
