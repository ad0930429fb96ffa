package org.seamreplay.trace.probe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.trace.json.JsonLine;

/**
 * The text of tracefs' {@code trace} and {@code trace_pipe}, and of {@code trace-cmd report}: task,
 * CPU, perhaps flags, time, event, place, fields. Events of other probes are passed over. Both ways
 * to say that the ring buffer was too small are known: {@code CPU:3 [LOST 17 EVENTS]} of the
 * kernel, {@code CPU:3 [17 EVENTS DROPPED]} of trace-cmd.
 */
final class KprobeLines implements ProbeLines {
  /** A task's name may have spaces, hyphens and brackets, so it ends at the last that fits. */
  private static final Pattern EVENT =
      Pattern.compile(
          "\\s*.{0,64}-(\\d{1,10})\\s+(?:\\([ 0-9-]{1,10}\\)\\s+)?\\[(\\d{1,5})]\\s+"
              + "(?:[^\\s:]{4,6}\\s+)?(\\d{1,12})(?:\\.(\\d{1,9}))?:\\s+(?:[a-z_0-9]+:)?"
              + "(seamcall(?:_ret|_saved_ret)?_(?:in|out)):\\s*(.*)");

  private static final Pattern OURS =
      Pattern.compile(".*\\bseamcall(_ret|_saved_ret)?_(in|out):.*");

  private static final Pattern LOST =
      Pattern.compile("\\s*CPU:(\\d{1,5}) \\[(?:LOST )?(?:(\\d{1,18}) )?EVENTS(?: DROPPED)?]\\s*");

  private static final Pattern FIELD = Pattern.compile("([a-z][a-z0-9]{0,9})=(\\S{1,40})");

  @Override
  public List<ProbeEvent> read(long number, String line) throws JsonLine.Malformed {
    Matcher lost = LOST.matcher(line);
    if (lost.matches()) {
      long events = lost.group(2) == null ? -1 : Long.parseLong(lost.group(2));
      return List.of(ProbeEvent.loss(number, Integer.parseInt(lost.group(1)), events));
    }
    if (line.startsWith("#") || !OURS.matcher(line).matches()) {
      return List.of();
    }
    Matcher event = EVENT.matcher(line);
    if (!event.matches()) {
      throw new JsonLine.Malformed(
          "not of the form TASK-PID [CPU] TIME: seamcall_in: (PLACE) FIELD=VALUE ...");
    }
    int cpu = Integer.parseInt(event.group(2));
    if (cpu > ProbeEvent.LAST_CPU) {
      throw new JsonLine.Malformed("CPU " + cpu + " is not in 0 to " + ProbeEvent.LAST_CPU);
    }
    String name = event.group(5);
    boolean entry = name.endsWith("_in");
    String function = "__" + name.substring(0, name.lastIndexOf('_'));
    Map<String, Long> fields = fields(event.group(6));
    SeamRegisters registers = new SeamRegisters();
    registers.rax = required(fields, entry ? "fn" : "ret");
    boolean complete = !entry && fields.size() > 1;
    for (Register register : registers(function)) {
      String field = register.name().toLowerCase(Locale.ROOT);
      if (entry || complete) {
        register.set(registers, required(fields, field));
      }
    }
    return List.of(
        new ProbeEvent(
            entry ? ProbeEvent.Kind.ENTRY : ProbeEvent.Kind.RETURN,
            number,
            cpu,
            Long.parseLong(event.group(1)),
            time(event.group(3), event.group(4)),
            function,
            registers,
            complete,
            0));
  }

  /** Registers that a stub passes, in the order of struct tdx_module_args (Linux 6.12 to 7.3). */
  static List<Register> registers(String function) {
    List<Register> all =
        List.of(
            Register.RCX,
            Register.RDX,
            Register.R8,
            Register.R9,
            Register.R10,
            Register.R11,
            Register.R12,
            Register.R13,
            Register.R14,
            Register.R15,
            Register.RBX,
            Register.RDI,
            Register.RSI);
    return function.equals("__seamcall_saved_ret") ? all : all.subList(0, 6);
  }

  private static long time(String seconds, String fraction) {
    // Nine digits of fraction whatever clock it is; a clock without seconds counts as nanoseconds.
    return fraction == null
        ? Long.parseLong(seconds)
        : Long.parseLong(seconds) * 1_000_000_000L
            + Long.parseLong((fraction + "000000000").substring(0, 9));
  }

  private static Map<String, Long> fields(String text) throws JsonLine.Malformed {
    Map<String, Long> fields = new HashMap<>();
    Set<String> faults = new HashSet<>();
    int place = text.startsWith("(") ? text.indexOf(')') + 1 : 0;
    Matcher field = FIELD.matcher(text.substring(place));
    while (field.find()) {
      String value = field.group(2);
      if (value.equals("(fault)")) {
        faults.add(field.group(1));
        continue;
      }
      if (fields.put(field.group(1), number(field.group(1), value)) != null) {
        throw new JsonLine.Malformed(field.group(1) + ": given twice");
      }
    }
    if (!faults.isEmpty()) {
      throw new JsonLine.Malformed(
          faults.stream().sorted().findFirst().get()
              + ": the probe could not read it: (fault); see the recipe for the probe's arguments");
    }
    return fields;
  }

  private static long number(String name, String value) throws JsonLine.Malformed {
    try {
      return value.startsWith("0x")
          ? Long.parseUnsignedLong(value.substring(2), 16)
          : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new JsonLine.Malformed(name + ": not a number: " + value);
    }
  }

  private static long required(Map<String, Long> fields, String name) throws JsonLine.Malformed {
    Long value = fields.get(name);
    if (value == null) {
      throw new JsonLine.Malformed(
          "field " + name + " is missing; see the recipe for the probe's arguments");
    }
    return value;
  }
}
