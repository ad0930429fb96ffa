package org.seamreplay.kernel;

import org.seamreplay.vm.Vm;

/** Sleep states, time and chance as far as code asks for them: fixed, because a replay has none. */
final class Power {
  /** What acpi_suspend_lowlevel points to before anybody clears it: not callable. */
  private static final long LOW_LEVEL_SUSPEND = 0xffff_ffff_8100_0000L - 16;

  private final Context context;
  private final KernelOptions options;
  private long random = 0x9E37_79B9_7F4A_7C15L;
  private long jiffies;
  private long jiffiesAddress = -1;
  private long systemState = -1;

  Power(Context context, KernelOptions options) {
    this.context = context;
    this.options = options;
  }

  void register(Models m) {
    m.model("hibernation_available", c -> c.result(options.hibernationAvailable() ? 1 : 0));
    m.data("acpi_suspend_lowlevel", Cpus.bytes(LOW_LEVEL_SUSPEND, 8), 8);
    m.data("acpi_disabled system_state", new byte[4], 4);
    m.data("jiffies", new byte[8], 8);
    m.model("msleep mdelay", c -> sleep(c.vm(), c.name(), c.arg(0)));
    m.model("usleep_range", c -> sleep(c.vm(), "usleep_range", c.arg(0) / 1000 + 1));
    m.noEffect("udelay ndelay");
    m.model("get_random_u32", c -> c.result(next() >>> 32));
    m.model("get_random_u64", c -> c.result(next()));
    m.model(
        "get_random_bytes",
        c -> {
          for (long i = 0; i < c.arg(1); i++) {
            c.vm().memory().store(c.arg(0) + i, 1, next() >>> 56);
          }
        });
  }

  void start(Vm vm) {
    jiffiesAddress = vm.address("jiffies");
    systemState = vm.address("system_state");
  }

  /** Sets system_state, if the program looks at it: 0 booting, 3 running. */
  void systemState(Vm vm, int state) {
    if (systemState != -1) {
      vm.memory().store(systemState, 4, state);
    }
  }

  private void sleep(Vm vm, String name, long milliseconds) {
    if (!name.equals("mdelay")) {
      context.mightSleep(vm, name + "()");
    }
    jiffies += milliseconds;
    if (jiffiesAddress != -1) {
      vm.memory().store(jiffiesAddress, 8, jiffies);
    }
  }

  private long next() {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    return random;
  }
}
