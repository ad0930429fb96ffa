package org.seamreplay.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.abi.LeafDescription.Operand;
import org.seamreplay.platform.YamlNode;

/** All leaf functions known by name, with the operands of those that are modelled. */
public final class LeafTable {
  private final List<LeafDescription> leaves;
  private final List<LeafDescription> loader;
  private final LeafDescription[] byNumber;
  private final Map<Integer, String> tdcalls;

  LeafTable(YamlNode yaml) {
    this(
        yaml.onlyKeys("leaves", "loader", "tdcalls").get("leaves").each(node -> leaf(node, false)),
        yaml.get("loader").each(node -> leaf(node, true)),
        tdcalls(yaml),
        yaml.get("leaves"));
  }

  private LeafTable(
      List<LeafDescription> leaves,
      List<LeafDescription> loader,
      Map<Integer, String> tdcalls,
      YamlNode where) {
    this.tdcalls = tdcalls;
    this.leaves = leaves;
    this.loader = loader;
    byNumber =
        new LeafDescription[1 + leaves.stream().mapToInt(LeafDescription::number).max().orElse(0)];
    int before = leaves.size() - where.list().size();
    for (int i = 0; i < leaves.size(); i++) {
      LeafDescription leaf = leaves.get(i);
      if (byNumber[leaf.number()] != null) {
        throw where.list().get(i - before).invalid("leaf " + leaf.number() + " given twice");
      }
      byNumber[leaf.number()] = leaf;
    }
  }

  /** This table with leaves that a profile defines. */
  LeafTable with(YamlNode more) {
    List<LeafDescription> all = new ArrayList<>(leaves);
    all.addAll(more.each(node -> leaf(node, false)));
    return new LeafTable(List.copyOf(all), loader, tdcalls, more);
  }

  /** The leaf that RAX selects, whatever its version; empty if no module known has it. */
  public Optional<LeafDescription> find(long rax) {
    int number = (int) rax & 0xFFFF;
    if (rax < 0) {
      return loader.stream().filter(leaf -> leaf.number() == number).findFirst();
    }
    return number < byNumber.length ? Optional.ofNullable(byNumber[number]) : Optional.empty();
  }

  /** What the success of the leaf that RAX selects means; empty if nothing. */
  public Optional<LeafEffect> effect(long rax) {
    return find(rax).flatMap(LeafDescription::effect);
  }

  /** The leaf of this name. */
  public Optional<LeafDescription> named(String name) {
    for (LeafDescription leaf : leaves) {
      if (leaf.name().equals(name)) {
        return Optional.of(leaf);
      }
    }
    return loader.stream().filter(leaf -> leaf.name().equals(name)).findFirst();
  }

  /** The leaf's name with its version if that is not 0: {@code TDH.SYS.CONFIG v1}. */
  public String name(long rax) {
    int version = (int) (rax >>> 16) & 0xFF;
    String name =
        find(rax)
            .map(LeafDescription::name)
            .orElseGet(() -> (rax < 0 ? "SEAMLDR leaf " : "leaf ") + (rax & 0xFFFF));
    return version == 0 ? name : name + " v" + version;
  }

  /** The name of a function of TDCALL by RAX. */
  public String tdcallName(long rax) {
    String name = tdcalls.get((int) rax & 0xFFFF);
    return name == null ? "TDCALL leaf " + (rax & 0xFFFF) : name;
  }

  /** The module's leaves, by number. */
  public List<LeafDescription> leaves() {
    return leaves;
  }

  private static Map<Integer, String> tdcalls(YamlNode yaml) {
    Map<Integer, String> names = new HashMap<>();
    yaml.find("tdcalls")
        .ifPresent(
            rows ->
                rows.list()
                    .forEach(
                        row ->
                            names.put(
                                row.onlyKeys("leaf", "name").get("leaf").number(0, 0xFF),
                                row.get("name").text())));
    return Map.copyOf(names);
  }

  private static LeafDescription leaf(YamlNode node, boolean loader) {
    node.onlyKeys(
        "leaf",
        "name",
        "versions",
        "base",
        "resumable",
        "modelled",
        "since",
        "states",
        "effect",
        "in",
        "out",
        "answer");
    boolean modelled = node.find("modelled").map(YamlNode::flag).orElse(true);
    List<Integer> versions = node.get("versions").each(version -> version.number(0, 0xFF));
    int base = node.find("since").isPresent() ? -1 : versions.get(versions.size() - 1);
    return new LeafDescription(
        node.get("leaf").number(0, 0xFF),
        loader,
        node.get("name").text(),
        versions,
        node.find("base").map(version -> version.number(0, 0xFF)).orElse(base),
        node.find("resumable").map(YamlNode::flag).orElse(false),
        modelled,
        node.find("states").map(LeafTable::states).orElse(Set.of()),
        node.find("effect").map(effect -> effect.oneOf(LeafEffect.class)),
        modelled ? operands(node.get("in")) : List.of(),
        modelled ? operands(node.get("out")) : List.of());
  }

  private static Set<OpState> states(YamlNode node) {
    Set<OpState> states = EnumSet.noneOf(OpState.class);
    for (YamlNode name : node.list()) {
      states.add(
          Arrays.stream(OpState.values())
              .filter(state -> state.name().equals(name.text()))
              .findFirst()
              .orElseThrow(() -> name.invalid("no OP_STATE has this name")));
    }
    return Collections.unmodifiableSet(states);
  }

  private static List<Operand> operands(YamlNode node) {
    List<Operand> operands = new ArrayList<>();
    for (YamlNode operand : node.list()) {
      operand.onlyKeys("reg", "name", "kind", "memory", "count", "version", "preset");
      operands.add(
          new Operand(
              register(operand.get("reg")),
              operand.get("name").text(),
              operand.get("kind").text(),
              operand.find("memory").map(YamlNode::text),
              operand.find("count").map(LeafTable::register),
              operand.find("version").map(version -> version.number(0, 0xFF)).orElse(0),
              operand
                  .find("preset")
                  .map(preset -> preset.text().equals("ones") ? -1L : preset.number())));
    }
    return List.copyOf(operands);
  }

  private static Register register(YamlNode node) {
    for (Register register : Register.values()) {
      if (register.name().equals(node.text())) {
        return register;
      }
    }
    throw node.invalid("not a register of SEAMCALL: '" + node.text() + "'");
  }
}
