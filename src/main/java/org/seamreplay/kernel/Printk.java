package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/** The kernel log: lines with their level and CPU, bounded, with rate limits by burst. */
final class Printk {
  private static final char LEVEL = '\001';
  private static final int DEFAULT_LEVEL = 4;
  private static final int KERN_INFO = 6;
  private static final int MOST_LIMITS = 10_000;

  private final Context context;
  private final KernelOptions options;
  private final List<LogLine> lines = new ArrayList<>();

  /** Calls of ___ratelimit() by the address of the state. */
  private final Map<Long, Integer> limited = new HashMap<>();

  /** A line that has not ended yet; null if there is none. */
  private StringBuilder open;

  private int openLevel;

  Printk(Context context, KernelOptions options) {
    this.context = context;
    this.options = options;
  }

  void register(Models m) {
    m.model(
        "_printk _printk_deferred",
        c -> {
          String text = PrintkFormat.format(c, 0);
          print(c.vm(), text);
          c.result(text.length());
        });
    m.model("_dev_printk", c -> print(c.vm(), LEVEL + c.stringArg(0) + PrintkFormat.format(c, 2)));
    m.model("___ratelimit", this::rateLimit);
    m.model("dump_stack", c -> print(c.vm(), LEVEL + "6dump_stack()\n"));
    m.model("sprintf", c -> write(c, Long.MAX_VALUE, 1, false));
    m.model("snprintf", c -> write(c, c.arg(1), 2, false));
    m.model("scnprintf", c -> write(c, c.arg(1), 2, true));
  }

  private void write(ExternalCall call, long size, int format, boolean counted) {
    long to = call.arg(0);
    String text = PrintkFormat.format(call, format);
    if (size > 0) {
      int length = (int) Math.min(text.length(), size - 1);
      byte[] bytes = new byte[length + 1];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) text.charAt(i);
      }
      call.vm().memory().write(to, bytes);
      call.result(counted ? length : text.length());
    } else {
      call.result(counted ? 0 : text.length());
    }
  }

  private void rateLimit(ExternalCall call) {
    long state = call.arg(0);
    int burst = (int) call.vm().memory().load(state + 4, 4);
    int calls = limited.merge(state, 1, Integer::sum);
    if (limited.size() > MOST_LIMITS) {
      call.vm().report(MemoryFault.BUDGET, "more than " + MOST_LIMITS + " rate limits");
    }
    call.result(calls <= burst ? 1 : 0);
  }

  /**
   * Prints text with the level prefixes of printk(); it may have several lines or be part of one.
   */
  void print(Vm vm, String text) {
    int from = 0;
    int level = DEFAULT_LEVEL;
    boolean continued = false;
    while (from + 1 < text.length() && text.charAt(from) == LEVEL) {
      char c = text.charAt(from + 1);
      if (c == 'c') {
        continued = true;
      } else if (c >= '0' && c <= '7') {
        level = c - '0';
      }
      from += 2;
    }
    if (open != null && !continued) {
      end(vm);
    }
    if (open == null) {
      open = new StringBuilder();
      openLevel = continued ? KERN_INFO : level;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n') {
        open.append(c);
        continue;
      }
      end(vm);
      if (i + 1 < text.length()) {
        open = new StringBuilder();
        openLevel = level;
      }
    }
    if (open != null && open.length() > PrintkFormat.MAX_LENGTH) {
      end(vm);
    }
  }

  private void end(Vm vm) {
    LogLine line = new LogLine(context.cpu(), openLevel, open.toString());
    open = null;
    lines.add(line);
    options.listener().printed(line);
    if (lines.size() > options.logLines()) {
      vm.report(MemoryFault.BUDGET, "more than " + options.logLines() + " log lines");
    }
  }

  /** The lines so far; one that has not ended counts. */
  List<LogLine> lines() {
    List<LogLine> all = new ArrayList<>(lines);
    if (open != null) {
      all.add(new LogLine(context.cpu(), openLevel, open.toString()));
    }
    return List.copyOf(all);
  }
}
