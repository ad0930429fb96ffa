package org.seamreplay.module.leaf;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.platform.CpuidLeaf;
import org.seamreplay.platform.CpuidRegister;
import org.seamreplay.platform.YamlNode;

/**
 * What SYS.INIT wants a CPUID leaf to show.
 *
 * @param subleaf 0xFFFFFFFF if the leaf has none
 */
record CpuidRule(long leaf, long subleaf, Map<CpuidRegister, Field> fields) {
  private static final String FILE = "module/cpuid-required.yaml";
  private static final long NO_SUBLEAF = 0xFFFF_FFFFL;

  /** The bits of a register that are looked at, and what they must be. */
  record Field(long mask, long value) {
    private static final Field ANY = new Field(0, 0);
  }

  /** All rules, in the order of the module. */
  static List<CpuidRule> all() {
    return Table.RULES;
  }

  /** Whether the rule is about this leaf, and something of it is not as it must be. */
  boolean brokenBy(CpuidLeaf shown) {
    return shown.leaf() == leaf
        && (subleaf == NO_SUBLEAF || shown.subleaf() == subleaf)
        && shown.values().entrySet().stream()
            .anyMatch(
                register -> {
                  Field field = field(register.getKey());
                  return (register.getValue() & field.mask) != field.value;
                });
  }

  private Field field(CpuidRegister register) {
    return fields.getOrDefault(register, Field.ANY);
  }

  /** The details of {@code INCORRECT_CPUID_VALUE}: leaf, masks, and what was expected. */
  void explain(SeamRegisters r) {
    Field eax = field(CpuidRegister.EAX);
    Field ebx = field(CpuidRegister.EBX);
    Field ecx = field(CpuidRegister.ECX);
    Field edx = field(CpuidRegister.EDX);
    r.rcx = subleaf << 32 | leaf;
    r.rdx = ebx.mask << 32 | eax.mask;
    r.r8 = edx.mask << 32 | ecx.mask;
    r.r9 = ebx.value << 32 | eax.value;
    r.r10 = edx.value << 32 | ecx.value;
  }

  private static CpuidRule read(YamlNode node) {
    node.onlyKeys("leaf", "subleaf", "eax", "ebx", "ecx", "edx");
    YamlNode subleaf = node.get("subleaf");
    Map<CpuidRegister, Field> fields = new EnumMap<>(CpuidRegister.class);
    for (CpuidRegister register : CpuidRegister.values()) {
      node.find(register.name().toLowerCase(Locale.ROOT))
          .map(n -> n.each(YamlNode::number))
          .ifPresent(pair -> fields.put(register, new Field(pair.get(0), pair.get(1))));
    }
    return new CpuidRule(
        node.get("leaf").number(),
        subleaf.text().equals("none") ? NO_SUBLEAF : subleaf.number(),
        fields);
  }

  private static final class Table {
    static final List<CpuidRule> RULES =
        YamlNode.resource(FILE).get("leaves").each(CpuidRule::read);
  }
}
