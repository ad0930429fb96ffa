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

  /**
   * A new module image is installed at run time.
   *
   * @param image its module profile, by name or as text, see {@link Scenario#module}
   * @param name what the profile is called
   */
  record Update(String image, String name) implements FlowStep {
    /** An image whose profile is given by name. */
    public Update(String image) {
      this(image, image);
    }

    @Override
    public String label() {
      return "update " + name;
    }
  }

  /**
   * A TD is built by KVM as userspace asks for it, and its guest boots.
   *
   * @param td number of the TD, for steps that come later
   */
  record TdCreate(int td) implements FlowStep {
    @Override
    public String label() {
      return "td-create" + suffix(td);
    }
  }

  /** The guest is gone and KVM takes the TD down. */
  record TdDestroy(int td) implements FlowStep {
    @Override
    public String label() {
      return "td-destroy" + suffix(td);
    }
  }

  /** A program in the guest asks the guest's driver for a quote. */
  record GuestQuote(int td) implements FlowStep {
    @Override
    public String label() {
      return "guest-quote" + suffix(td);
    }
  }

  /** The guest asks for a quote without its driver, in a way that a good driver would not. */
  record GuestRequest(int td, QuoteRequest request) implements FlowStep {
    @Override
    public String label() {
      return "guest-request" + suffix(td) + request.label();
    }
  }

  /**
   * The guest makes another TDVMCALL.
   *
   * @param leaf in R11
   * @param operand in R12
   */
  record GuestCall(int td, long leaf, long operand) implements FlowStep {
    @Override
    public String label() {
      return String.format(Locale.ROOT, "guest-call%s 0x%x 0x%x", suffix(td), leaf, operand);
    }
  }

  private static String suffix(int td) {
    return td == 1 ? "" : " td " + td;
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
