package org.seamreplay.scenario;

import java.util.Locale;

/** Something that is done to the kernel from outside. */
public sealed interface FlowStep {
  /**
   * How the step is called in expectations, traces and reports, for example {@code cpu-offline 3}.
   */
  String label();

  /** Does what an actor does at this kind of step. */
  <R> R by(Actor<R> actor);

  /** Whether it needs a guest. */
  default boolean needsGuest() {
    return false;
  }

  /** The CPU that it names; -1 if none. */
  default int cpu() {
    return -1;
  }

  /**
   * Does something at each kind of step. A new kind is a method here, so that nobody forgets it.
   */
  interface Actor<R> {
    R boot(Boot step);

    R cpuOffline(CpuOffline step);

    R cpuOnline(CpuOnline step);

    R memoryOnline(MemoryOnline step);

    R update(Update step);

    R tdCreate(TdCreate step);

    R tdDestroy(TdDestroy step);

    R guestQuote(GuestQuote step);

    R guestRequest(GuestRequest step);

    R guestCall(GuestCall step);

    R shutdown(Shutdown step);

    R suspend(Suspend step);

    R resume(Resume step);
  }

  /** The kernel starts: setup code, initcalls, CPUs; whatever the release does to enable TDX. */
  record Boot() implements FlowStep {
    @Override
    public String label() {
      return "boot";
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.boot(this);
    }
  }

  /** A CPU is taken away. */
  record CpuOffline(int cpu) implements FlowStep {
    @Override
    public String label() {
      return "cpu-offline " + cpu;
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.cpuOffline(this);
    }
  }

  /** A CPU comes back. */
  record CpuOnline(int cpu) implements FlowStep {
    @Override
    public String label() {
      return "cpu-online " + cpu;
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.cpuOnline(this);
    }
  }

  /** Memory is about to go online: a range of whole pages. */
  record MemoryOnline(long base, long size) implements FlowStep {
    @Override
    public String label() {
      return String.format(Locale.ROOT, "memory-online 0x%x+0x%x", base, size);
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.memoryOnline(this);
    }
  }

  /**
   * A new module image is installed at run time.
   *
   * @param image its module profile, by name or as text, see {@link Scenario#module}
   * @param name what the profile is called
   * @param damage what is wrong with the file
   */
  record Update(String image, String name, ImageDamage damage) implements FlowStep {
    @Override
    public String label() {
      return "update " + name + damage.label();
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.update(this);
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

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.tdCreate(this);
    }

    @Override
    public boolean needsGuest() {
      return true;
    }
  }

  /** The guest is gone and KVM takes the TD down. */
  record TdDestroy(int td) implements FlowStep {
    @Override
    public String label() {
      return "td-destroy" + suffix(td);
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.tdDestroy(this);
    }

    @Override
    public boolean needsGuest() {
      return true;
    }
  }

  /** A program in the guest asks the guest's driver for a quote. */
  record GuestQuote(int td) implements FlowStep {
    @Override
    public String label() {
      return "guest-quote" + suffix(td);
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.guestQuote(this);
    }

    @Override
    public boolean needsGuest() {
      return true;
    }
  }

  /** The guest asks for a quote without its driver, in a way that a good driver would not. */
  record GuestRequest(int td, QuoteRequest request) implements FlowStep {
    @Override
    public String label() {
      return "guest-request" + suffix(td) + request.label();
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.guestRequest(this);
    }

    @Override
    public boolean needsGuest() {
      return true;
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

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.guestCall(this);
    }

    @Override
    public boolean needsGuest() {
      return true;
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

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.shutdown(this);
    }
  }

  /** Devices and CPUs go to sleep. */
  record Suspend() implements FlowStep {
    @Override
    public String label() {
      return "suspend";
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.suspend(this);
    }
  }

  /** And wake up. */
  record Resume() implements FlowStep {
    @Override
    public String label() {
      return "resume";
    }

    @Override
    public <R> R by(Actor<R> actor) {
      return actor.resume(this);
    }
  }
}
