package org.seamreplay.kernel;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * Model specific registers, the same on every CPU: RDMSR answers from the machine profile, a
 * register that is not there raises #GP.
 */
final class Msr {
  private static final int EIO = 5;

  private final Map<Long, Long> profile;
  private final Map<Long, Long> written = new HashMap<>();

  Msr(Map<Long, Long> profile) {
    this.profile = profile;
  }

  void register(Models m) {
    m.model("seamreplay_rdmsr", this::read);
    m.model("seamreplay_rdmsr_safe", c -> readSafe(c, c.arg(0), c.arg(1)));
    m.model("seamreplay_wrmsr", c -> write(c, c.arg(0), c.arg(1), false));
    m.model("seamreplay_wrmsr_safe", c -> write(c, c.arg(0), c.arg(1), true));
    m.model("rdmsrq_on_cpu rdmsrq_safe_on_cpu", c -> readSafe(c, c.arg(1), c.arg(2)));
    m.model("wrmsrq_on_cpu", c -> write(c, c.arg(1), c.arg(2), true));
  }

  private Long value(long number) {
    Long own = written.get(number);
    return own != null ? own : profile.get(number);
  }

  private void read(ExternalCall call) {
    long number = call.arg(0) & 0xffff_ffffL;
    Long value = value(number);
    if (value == null) {
      unchecked(call.vm(), "RDMSR from", number);
    }
    call.result(value == null ? 0 : value);
  }

  private void readSafe(ExternalCall call, long register, long to) {
    Long value = value(register & 0xffff_ffffL);
    call.vm().memory().store(to, 8, value == null ? 0 : value);
    call.result(value == null ? -EIO : 0);
  }

  private void write(ExternalCall call, long register, long value, boolean safe) {
    long number = register & 0xffff_ffffL;
    if (value(number) != null) {
      written.put(number, value);
    } else if (!safe) {
      unchecked(call.vm(), "WRMSR to", number);
    }
    call.result(value(number) == null ? -EIO : 0);
  }

  private static void unchecked(Vm vm, String what, long number) {
    vm.report(
        ContextFault.KERNEL_WARNING,
        String.format(
            Locale.ROOT,
            "unchecked MSR access error: %s 0x%x, this machine has none",
            what,
            number));
  }
}
