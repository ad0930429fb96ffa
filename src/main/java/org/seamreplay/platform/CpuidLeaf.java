package org.seamreplay.platform;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CPUID shows for a leaf, as far as somebody says it.
 *
 * @param leaf the leaf, EAX at the instruction
 * @param subleaf the sub-leaf, ECX at the instruction; 0 for leaves that have none
 * @param values of those registers that are known
 */
public record CpuidLeaf(long leaf, long subleaf, Map<CpuidRegister, Long> values) {
  private static final Pattern KEY = Pattern.compile("(\\w+)(?:\\.(\\w+))?");

  /** Copies the values. */
  public CpuidLeaf {
    values = Map.copyOf(values);
  }

  /**
   * The leaves of a mapping such as {@code {0x7.1: {eax: 0x10}}}.
   *
   * @throws InvalidFile naming the leaf that is wrong
   */
  public static List<CpuidLeaf> read(YamlNode node) {
    List<CpuidLeaf> leaves = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : node.map().entrySet()) {
      YamlNode registers = entry.getValue().onlyKeys("eax", "ebx", "ecx", "edx");
      Matcher key = KEY.matcher(entry.getKey());
      try {
        if (!key.matches()) {
          throw new NumberFormatException();
        }
        long subleaf = key.group(2) == null ? 0 : unsigned(key.group(2));
        leaves.add(new CpuidLeaf(unsigned(key.group(1)), subleaf, values(registers)));
      } catch (NumberFormatException e) {
        throw registers.invalid(
            "the key must be a CPUID leaf such as 0x1F, or with sub-leaf 0x7.1");
      }
    }
    return List.copyOf(leaves);
  }

  private static long unsigned(String text) {
    long number = Long.decode(text);
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw new NumberFormatException();
    }
    return number;
  }

  private static Map<CpuidRegister, Long> values(YamlNode registers) {
    Map<CpuidRegister, Long> values = new EnumMap<>(CpuidRegister.class);
    for (Map.Entry<String, YamlNode> entry : registers.map().entrySet()) {
      long value = entry.getValue().number();
      if (value < 0 || value > 0xFFFF_FFFFL) {
        throw entry.getValue().invalid("a register of CPUID has 32 bits");
      }
      values.put(CpuidRegister.valueOf(entry.getKey().toUpperCase(Locale.ROOT)), value);
    }
    return values;
  }
}
