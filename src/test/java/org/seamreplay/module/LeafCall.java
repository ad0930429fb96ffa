package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafDescription.Operand;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.Range;
import org.seamreplay.platform.YamlNode;

/** A call as a table of checks describes it, with things wrong with it; the first decides. */
final class LeafCall {
  /** What a register holds that the leaf has no business with. */
  private static final long BYSTANDER = 0x5EA3_0000_0000_0000L;

  /** Statuses of the dispatcher: the leaf never ran, so no register was preset. */
  private static final Set<String> BEFORE_THE_LEAF =
      Set.of("TDX_OPERAND_INVALID", "TDX_SYS_NOT_READY", "TDX_SYS_SHUTDOWN");

  private final YamlNode leaf;
  private final List<YamlNode> faults;
  private final LeafDescription description;
  private final Map<String, YamlNode> registers = new HashMap<>();
  private final Map<String, YamlNode> pokes = new LinkedHashMap<>();
  private final TestHost host;

  LeafCall(YamlNode leaf, YamlNode... faults) {
    this.leaf = leaf;
    this.faults = List.of(faults);
    description = Abi.shipped().leaves().named(leaf.get("leaf").text()).orElseThrow();
    String state = leaf.get("state").text();
    add(leaf);
    Map<Long, Long> msrs = new HashMap<>();
    List<Range> cmrs = TestHost.machine(2, 4).cmrs();
    for (int i = faults.length - 1; i >= 0; i--) {
      YamlNode fault = faults[i];
      add(fault);
      state = fault.find("state").map(YamlNode::text).orElse(state);
      fault
          .find("msr")
          .ifPresent(
              node ->
                  node.map()
                      .forEach((msr, value) -> msrs.put(Symbols.number(msr), value.number())));
      cmrs = fault.find("cmrs").map(node -> node.each(LeafCall::range)).orElse(cmrs);
    }
    String profile = leaf.find("profile").map(YamlNode::text).orElse("tdx-1.5-fast");
    MachineProfile machine = TestHost.machine(2, 4, cmrs, msrs);
    host = TestStates.in(state, new TestHost(machine, TestHost.complete(profile)));
  }

  private void add(YamlNode call) {
    call.find("set").ifPresent(node -> registers.putAll(node.map()));
    call.find("poke").ifPresent(node -> pokes.putAll(node.map()));
  }

  private static Range range(YamlNode node) {
    List<YamlNode> ends = node.list();
    return new Range(Symbols.number(ends.get(0).text()), Symbols.number(ends.get(1).text()));
  }

  /** Whether the same call without the fault can follow in the same state. */
  static boolean canBeRepaired(YamlNode fault) {
    return List.of("state", "msr", "cmrs", "spoils").stream()
        .allMatch(key -> fault.find(key).isEmpty());
  }

  /** Makes the call and compares status and registers. */
  void make() {
    pokes.forEach((at, value) -> poke(at, Symbols.of(host, value.text())));
    Map<Register, Long> before = load();
    host.module.seamcall(lp(), host.r);
    assertThat(host.r.end).isEqualTo(SeamRegisters.SeamcallEnd.COMPLETED);
    String status =
        faults.isEmpty()
            ? leaf.find("status").map(YamlNode::text).orElse("TDX_SUCCESS")
            : faults.get(0).get("status").text();
    assertThat(host.name(host.r.rax)).isEqualTo(status);
    compareRegisters(before, status);
  }

  /** Makes the call, takes the fault back and makes the good call: it must find all as it was. */
  void repair() {
    Map<String, Long> memory = new LinkedHashMap<>();
    for (String at : pokes.keySet()) {
      memory.put(at, host.machine.memory().readLong(Symbols.of(host, at)));
    }
    make();
    memory.forEach(this::poke);
    registers.clear();
    pokes.clear();
    add(leaf);
    pokes.forEach((at, value) -> poke(at, Symbols.of(host, value.text())));
    load();
    host.module.seamcall(lp(), host.r);
    assertThat(host.name(host.r.rax))
        .isEqualTo(leaf.find("status").map(YamlNode::text).orElse("TDX_SUCCESS"));
  }

  private void poke(String at, long value) {
    host.machine.memory().writeLong(Symbols.of(host, at), value);
  }

  private int lp() {
    return registers.containsKey("lp") ? (int) registers.get("lp").number() : 0;
  }

  /** Sets the registers and returns what is in them. */
  private Map<Register, Long> load() {
    Map<Register, Long> before = new LinkedHashMap<>();
    List<Operand> operands = new ArrayList<>(description.in());
    operands.addAll(description.out());
    Map<String, YamlNode> left = new HashMap<>(registers);
    left.remove("lp");
    YamlNode bits = left.remove("rax");
    host.r.rax = description.number() | (bits == null ? 0 : bits.number());
    for (Register register : Register.values()) {
      if (register != Register.RAX) {
        YamlNode given = left.remove(register.name().toLowerCase(Locale.ROOT));
        boolean used = operands.stream().anyMatch(operand -> operand.register() == register);
        long value =
            given != null
                ? Symbols.of(host, given.text())
                : used ? 0 : BYSTANDER | register.operandId();
        register.set(host.r, value);
        before.put(register, value);
      }
    }
    assertThat(left).isEmpty();
    return before;
  }

  private void compareRegisters(Map<Register, Long> before, String status) {
    boolean failed = !faults.isEmpty();
    int version = registers.containsKey("rax") ? (int) registers.get("rax").number() >>> 16 : 0;
    if (faults.size() > 1 && faults.get(0).find("left").isPresent()) {
      return;
    }
    Map<Register, Long> expected = new LinkedHashMap<>(before);
    for (Operand result : description.out()) {
      if (!failed && result.version() <= version) {
        expected.remove(result.register());
      } else if (failed && !BEFORE_THE_LEAF.contains(status) && result.version() <= version) {
        result.preset().ifPresent(preset -> expected.put(result.register(), preset));
      }
    }
    if (failed) {
      faults
          .get(0)
          .find("left")
          .ifPresent(
              node ->
                  node.map()
                      .forEach(
                          (name, value) ->
                              expected.put(
                                  Register.valueOf(name.toUpperCase(Locale.ROOT)),
                                  Symbols.of(host, value.text()))));
    }
    expected.forEach(
        (register, value) ->
            assertThat(register.in(host.r))
                .as("%s after %s, expected 0x%x", register, status, value)
                .isEqualTo(value));
  }
}
