package org.seamreplay.module.profile;

import java.util.List;
import org.seamreplay.platform.YamlNode;

/**
 * A CPUID leaf whose values the host can influence when it creates a TD.
 *
 * @param leaf CPUID leaf
 * @param subleaf its sub-leaf, {@link #NO_SUBLEAF} if it has none
 * @param configurable bits of EAX, EBX, ECX, EDX that the host sets freely
 * @param allowable bits that the host may set if the CPU has them
 */
public record CpuidConfig(
    int leaf, int subleaf, List<Integer> configurable, List<Integer> allowable) {
  /** Sub-leaf of leaves without sub-leaves. */
  public static final int NO_SUBLEAF = -1;

  /** Element of CPUID_CONFIG_LEAVES: leaf in bits 31:0, sub-leaf in 63:32. */
  public long id() {
    return ((long) subleaf << 32) | (leaf & 0xFFFFFFFFL);
  }

  /** Element of CPUID_CONFIG_VALUES: 0 = EAX and EBX, 1 = ECX and EDX of the configurable bits. */
  public long values(int element) {
    return ((long) configurable.get(2 * element + 1) << 32)
        | (configurable.get(2 * element) & 0xFFFFFFFFL);
  }

  static CpuidConfig read(YamlNode node) {
    node.onlyKeys("leaf", "subleaf", "configurable", "allowable");
    YamlNode subleaf = node.get("subleaf");
    return new CpuidConfig(
        (int) node.get("leaf").number(),
        subleaf.text().equals("none") ? NO_SUBLEAF : subleaf.number(0, 0xFFFF),
        registers(node.get("configurable")),
        registers(node.get("allowable")));
  }

  private static List<Integer> registers(YamlNode node) {
    List<Integer> bits = node.each(mask -> (int) mask.number());
    if (bits.size() != 4) {
      throw node.invalid("must be the masks of EAX, EBX, ECX and EDX");
    }
    return bits;
  }
}
