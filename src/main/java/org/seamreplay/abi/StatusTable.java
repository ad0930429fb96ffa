package org.seamreplay.abi;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.platform.YamlNode;

/**
 * The names of completion statuses. Bits 63:32 of a status are its code (bits 47:40 the class),
 * bits 31:0 details: an operand id, an MSR number, or up to four one-byte numbers for TDMR and PAMT
 * errors.
 */
public final class StatusTable {
  private static final long CODE = 0xFFFFFFFF00000000L;

  private static final int CLASS_METADATA_OF_TDMR = 0x0A;
  private static final int CLASS_PLATFORM = 0x09;

  private final Map<Long, String> names = new LinkedHashMap<>();
  private final Map<Long, String> software = new HashMap<>();
  private final Map<String, Long> values = new HashMap<>();
  private final Map<Integer, String> operands = new HashMap<>();
  private final Set<Integer> classes = new HashSet<>();

  /** The name of 0, which nearly all calls give; {@code null} if the table has none. */
  private final String success;

  StatusTable(YamlNode yaml) {
    yaml.onlyKeys("classes", "statuses", "software", "operands");
    for (YamlNode node : yaml.get("classes").list()) {
      classes.add(node.onlyKeys("class", "name").get("class").number(0, 0xFF));
    }
    addStatuses(yaml.get("statuses"));
    success = names.get(0L);
    for (YamlNode node : yaml.get("software").list()) {
      add(node, software, node.get("value").number());
    }
    for (YamlNode node : yaml.get("operands").list()) {
      if (operands.put(node.get("id").number(0, 0xFFFF), node.get("name").text()) != null) {
        throw node.get("id").invalid("given twice");
      }
    }
  }

  private StatusTable(StatusTable before, YamlNode more) {
    names.putAll(before.names);
    software.putAll(before.software);
    values.putAll(before.values);
    operands.putAll(before.operands);
    classes.addAll(before.classes);
    success = before.success;
    addStatuses(more);
  }

  /** This table with statuses that a profile defines. */
  StatusTable with(YamlNode more) {
    return new StatusTable(this, more);
  }

  private void addStatuses(YamlNode list) {
    for (YamlNode node : list.list()) {
      node.onlyKeys("value", "name", "from");
      long value = node.get("value").number();
      if ((value & ~CODE) != 0) {
        throw node.get("value").invalid("a status has no details in bits 31:0");
      }
      if (!classes.contains(statusClass(value))) {
        throw node.get("value").invalid("its class (bits 47:40) is not in the list of classes");
      }
      add(node, names, value);
    }
  }

  private void add(YamlNode node, Map<Long, String> to, long value) {
    String name = node.get("name").text();
    if (to.put(value, name) != null) {
      throw node.get("value").invalid("given twice");
    }
    if (values.put(name, value) != null) {
      throw node.get("name").invalid("given twice");
    }
  }

  /**
   * The name of a status with its details, for example {@code TDX_OPERAND_INVALID|RCX}, {@code
   * TDX_INCORRECT_MSR_VALUE|0x480} or {@code TDX_PAMT_OVERLAP|3,0,1}. An unknown status is shown in
   * hexadecimal.
   */
  public String name(long status) {
    if (status == 0 && success != null) {
      return success;
    }
    String whole = software.get(status);
    if (whole != null) {
      return whole;
    }
    String name = names.get(status & CODE);
    if (name == null) {
      return String.format(Locale.ROOT, "0x%016X", status);
    }
    int details = (int) status;
    return details == 0 && !hasZeroDetails(status) ? name : name + "|" + details(status, details);
  }

  /** TDMR and PAMT errors of TDMR 0 have all details 0; the number is shown nevertheless. */
  private static boolean hasZeroDetails(long status) {
    return statusClass(status) == CLASS_METADATA_OF_TDMR
        && status < 0
        && statusNumber(status) < 0x22;
  }

  private String details(long status, int details) {
    if (statusClass(status) == CLASS_METADATA_OF_TDMR) {
      int number = statusNumber(status);
      StringBuilder text = new StringBuilder().append(details & 0xFF);
      if (number >= 0x10) {
        text.append(',').append((details >>> 8) & 0xFF);
      }
      if (number == 0x12) {
        text.append(',').append((details >>> 16) & 0xFF);
      }
      return text.toString();
    }
    String operand = statusClass(status) == CLASS_PLATFORM ? null : operands.get(details);
    return operand != null ? operand : String.format(Locale.ROOT, "0x%X", details);
  }

  /** The value of a status by name, without details; the prefix TDX_ may be left out. */
  public Optional<Long> value(String name) {
    Long value = values.get(name);
    return Optional.ofNullable(value != null ? value : values.get("TDX_" + name));
  }

  /** The operand id of a name such as RCX or PAGE. */
  public Optional<Integer> operand(String name) {
    return operands.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The status that a text such as {@code OPERAND_INVALID|RCX}, {@code TDX_PAMT_OVERLAP|3,0,1} or
   * {@code INCORRECT_MSR_VALUE|0x480} means: the inverse of {@link #name}.
   */
  public Optional<Long> parse(String text) {
    int bar = text.indexOf('|');
    Optional<Long> code = value(bar < 0 ? text : text.substring(0, bar));
    if (bar < 0 || code.isEmpty()) {
      return code;
    }
    String details = text.substring(bar + 1);
    Optional<Integer> operand = operand(details);
    if (operand.isPresent()) {
      return Optional.of(code.get() | operand.get());
    }
    try {
      long value = 0;
      String[] parts = details.split(",", 4);
      for (int i = 0; i < parts.length; i++) {
        long part = Long.decode(parts[i]);
        if (part < 0 || part > (parts.length == 1 ? 0xFFFFFFFFL : 0xFF)) {
          return Optional.empty();
        }
        value |= part << (8 * i);
      }
      return Optional.of(code.get() | value);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether bits 63:32 are those of a documented status. */
  public boolean knows(long status) {
    return names.containsKey(status & CODE);
  }

  /** All statuses of the module by code, in the order of the table. */
  public Map<Long, String> statuses() {
    return Collections.unmodifiableMap(names);
  }

  private static int statusClass(long status) {
    return (int) (status >>> 40) & 0xFF;
  }

  private static int statusNumber(long status) {
    return (int) (status >>> 32) & 0xFF;
  }
}
