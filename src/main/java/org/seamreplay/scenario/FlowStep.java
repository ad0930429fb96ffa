package org.seamreplay.scenario;

import java.util.Locale;

/** Something that is done to the kernel from outside. */
public sealed interface FlowStep {
  /**
   * How the step is called in expectations, traces and reports, for example {@code cpu-offline 3}.
   */
  String label();

  /** The kernel starts: setup code, initcalls, CPUs; whatever the release does to enable TDX. */
  record Boot() implements FlowStep {
    @Override
    public String label() {
      return "boot";
    }
  }

  /** A CPU is taken away. */
  record CpuOffline(int cpu) implements FlowStep {
    @Override
    public String label() {
      return "cpu-offline " + cpu;
    }
  }

  /** A CPU comes back. */
  record CpuOnline(int cpu) implements FlowStep {
    @Override
    public String label() {
      return "cpu-online " + cpu;
    }
  }

  /** Memory is about to go online: a range of whole pages. */
  record MemoryOnline(long base, long size) implements FlowStep {
    @Override
    public String label() {
      return String.format(Locale.ROOT, "memory-online 0x%x+0x%x", base, size);
    }
  }

  /** A new module image is installed at run time; {@code image} names its module profile. */
  record Update(String image) implements FlowStep {
    @Override
    public String label() {
      return "update " + image;
    }
  }

  /** The kernel shuts down, or another one is started by kexec. */
  record Shutdown() implements FlowStep {
    @Override
    public String label() {
      return "shutdown";
    }
  }

  /** Devices and CPUs go to sleep. */
  record Suspend() implements FlowStep {
    @Override
    public String label() {
      return "suspend";
    }
  }

  /** And wake up. */
  record Resume() implements FlowStep {
    @Override
    public String label() {
      return "resume";
    }
  }
}
