package org.seamreplay.module.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seamreplay.platform.YamlNode;

/** What CPUID shows a TD that configures nothing, in the order of the module's table. */
public final class VirtualCpuid {
  private static final int NO_SUBLEAF = 1 << 8;
  private static final int LEAF_SHIFT = 9;
  private static final int EXTENDED = 1 << 16;
  private static final long SIGNATURE = 0xFFFFFFFFL;

  private final List<Entry> entries;

  private VirtualCpuid(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * A leaf.
   *
   * @param code as field ids have it, of element 0
   * @param faults whether a TD gets a #VE, so that there are no values
   * @param values EAX, EBX, ECX, EDX
   */
  private record Entry(int leaf, int code, boolean faults, List<Long> values) {}

  static VirtualCpuid read(YamlNode node) {
    List<Entry> entries = new ArrayList<>();
    for (YamlNode entry : node.list()) {
      entry.onlyKeys("leaf", "subleaf", "values", "faults");
      boolean faults = entry.find("faults").map(YamlNode::flag).orElse(false);
      long leaf = entry.get("leaf").number();
      int code = (int) (leaf & 0x7F) << LEAF_SHIFT | (leaf > 0x7FFFFFFFL ? EXTENDED : 0);
      code |= entry.find("subleaf").map(sub -> sub.number(0, 0x7F) << 1).orElse(NO_SUBLEAF | 0xFE);
      List<Long> values = faults ? List.of() : entry.get("values").each(YamlNode::number);
      if (!faults && values.size() != 4) {
        throw entry.invalid("CPUID has four registers");
      }
      entries.add(new Entry((int) leaf, code, faults, values));
    }
    return new VirtualCpuid(List.copyOf(entries));
  }

  /** The entry of a leaf; where there are no sub-leaves, which one is asked for does not matter. */
  private int find(int code) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      boolean single = (entry.code & NO_SUBLEAF) != 0;
      if (single ? (entry.code ^ code) >>> LEAF_SHIFT == 0 : entry.code == (code & ~1)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The registers that CPUID shows; empty if it gives a #VE.
   *
   * @param model what the TD claims to be; 0 for the CPU's own
   */
  public Optional<long[]> values(long leaf, long subleaf, int model) {
    int code = (int) (leaf & 0x7F) << LEAF_SHIFT | (leaf > 0x7FFFFFFFL ? EXTENDED : 0);
    if ((leaf & 0x7FFFFF80L) != 0 || Long.compareUnsigned(subleaf & 0xFFFFFFFFL, 0x7F) > 0) {
      code |= NO_SUBLEAF;
    } else {
      code |= (int) subleaf << 1;
    }
    if ((leaf & 0x7FFFFF80L) != 0) {
      return Optional.empty();
    }
    int at = find(code);
    if (at < 0 || entries.get(at).faults) {
      return Optional.empty();
    }
    long[] values = entries.get(at).values.stream().mapToLong(Long::longValue).toArray();
    if (leaf == 1 && model != 0) {
      values[0] = model & SIGNATURE;
    }
    return Optional.of(values);
  }

  /** Two registers of a leaf in one word; empty if the table does not have the leaf. */
  public OptionalLong word(int code, int model) {
    int at = find(code);
    if (at < 0 || entries.get(at).faults) {
      return OptionalLong.empty();
    }
    List<Long> values = entries.get(at).values;
    int register = (code & 1) * 2;
    long low = values.get(register);
    if (entries.get(at).leaf == 1 && register == 0 && model != 0) {
      low = model & SIGNATURE;
    }
    return OptionalLong.of(low | values.get(register + 1) << 32);
  }

  /** Whether the leaf has no values. */
  public boolean faults(int code) {
    int at = find(code);
    return at < 0 || entries.get(at).faults;
  }

  /** Whether there is no leaf after this one. */
  public boolean last(int code) {
    return (code & 1) != 0 && find(code) == entries.size() - 1;
  }

  /** The code after this one; empty at the end of the table. */
  public OptionalLong after(int code) {
    if ((code & 1) == 0) {
      return OptionalLong.of(code | 1);
    }
    int next = find(code) + 1;
    return next < entries.size() ? OptionalLong.of(entries.get(next).code) : OptionalLong.empty();
  }

  /** The code of the first leaf. */
  public long first() {
    return entries.get(0).code;
  }
}
