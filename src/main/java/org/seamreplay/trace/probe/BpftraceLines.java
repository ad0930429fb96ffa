package org.seamreplay.trace.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.trace.json.JsonFields;
import org.seamreplay.trace.json.JsonLine;

/**
 * The lines that our bpftrace program prints, bare or wrapped by {@code bpftrace -f json}, which
 * also tells of lost events (JsonOutput in bpftrace's src/output: the type is the first key). What
 * else bpftrace prints is passed over unread: the map of calls without return, which it prints when
 * it ends, has addresses that are no signed 64-bit integers.
 */
final class BpftraceLines implements ProbeLines {
  private static final Pattern OTHER_TYPE =
      Pattern.compile("\\{\\s*\"type\":\\s*\"(?!(?:printf|lost_events)\")[a-z_]{1,40}\".*");

  private static final Pattern LOST = Pattern.compile("Lost (\\d{1,18}) events\\s*");

  @Override
  public List<ProbeEvent> read(long number, String line) throws JsonLine.Malformed {
    Matcher lost = LOST.matcher(line);
    if (lost.matches()) {
      return List.of(ProbeEvent.loss(number, -1, Long.parseLong(lost.group(1))));
    }
    if (!line.startsWith("{") || OTHER_TYPE.matcher(line).matches()) {
      return List.of();
    }
    JsonFields fields = new JsonFields(JsonLine.parse(line), "");
    if (!fields.has("type")) {
      return List.of(event(number, fields));
    }
    String type = fields.text("type");
    if (type.equals("lost_events")) {
      Map<String, Object> data = fields.object("data");
      return List.of(
          ProbeEvent.loss(number, -1, new JsonFields(data, "data").number("events", 0, 1L << 60)));
    }
    List<ProbeEvent> events = new ArrayList<>();
    if (type.equals("printf")) {
      for (String text : fields.text("data").lines().toList()) {
        if (text.startsWith("{")) {
          events.add(event(number, new JsonFields(JsonLine.parse(text), "data")));
        }
      }
    }
    return events;
  }

  private static ProbeEvent event(long number, JsonFields fields) throws JsonLine.Malformed {
    String kind = fields.text("ev");
    if (!kind.equals("in") && !kind.equals("out")) {
      throw new JsonLine.Malformed("ev: must be in or out, not " + kind);
    }
    boolean entry = kind.equals("in");
    String function = fields.text("fn");
    if (!function.matches("__seamcall(_ret|_saved_ret)?")) {
      throw new JsonLine.Malformed("fn: not a stub of SEAMCALL");
    }
    int cpu = (int) fields.number("cpu", 0, ProbeEvent.LAST_CPU);
    long task = fields.number("tid", 0, 1L << 32);
    long time = fields.number("ns", 0, Long.MAX_VALUE);
    SeamRegisters registers = new SeamRegisters();
    registers.rax = hex(fields, "rax");
    boolean complete = !entry && fields.has("rcx");
    for (Register register : KprobeLines.registers(function)) {
      if (entry || complete) {
        register.set(registers, hex(fields, register.name().toLowerCase(Locale.ROOT)));
      }
    }
    fields.finish();
    return new ProbeEvent(
        entry ? ProbeEvent.Kind.ENTRY : ProbeEvent.Kind.RETURN,
        number,
        cpu,
        task,
        time,
        function,
        registers,
        complete,
        0);
  }

  private static long hex(JsonFields fields, String name) throws JsonLine.Malformed {
    String text = fields.text(name);
    if (!text.matches("0x[0-9a-f]{1,16}")) {
      throw new JsonLine.Malformed(fields.name(name) + ": must be hexadecimal, 0x...");
    }
    return Long.parseUnsignedLong(text.substring(2), 16);
  }
}
