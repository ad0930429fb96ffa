package org.seamreplay.kernel;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * Who runs now: the current task, its CPU, and whether it may sleep, move or be interrupted. Rules
 * as the kernel checks them with DEBUG_ATOMIC_SLEEP, DEBUG_PREEMPT and PROVE_LOCKING.
 */
final class Context {
  private final Cpus cpus;
  private final KernelListener listener;
  private final Locks locks;
  private Task current = new Task("swapper/0", 0, false, false);
  private boolean booting = true;

  /** Where the scheduler takes the current task at the next opportunity; -1 for nowhere. */
  private int nextCpu = -1;

  /** What other tasks do at the next opportunity; null for nothing. */
  private Runnable otherTask;

  Context(Cpus cpus, KernelListener listener) {
    this.cpus = cpus;
    this.listener = listener;
    this.locks = new Locks(this);
  }

  /** Tells whoever listens what the code under test does. */
  void effect(Effect.Kind kind, String what) {
    listener.effect(Effect.of(kind, what));
  }

  void register(Models m) {
    m.model("preempt_count_add", c -> current.preemptCount += c.intArg(0));
    m.model("preempt_count_sub", this::preemptCountSub);
    m.model("preempt_count", c -> c.result(current.preemptCount));
    m.model("migrate_disable", c -> current.migrationDisabled++);
    m.model("migrate_enable", c -> current.migrationDisabled--);
    m.model("seamreplay_preemptible", c -> c.result(current.atomic() ? 0 : 1));
    m.model("seamreplay_in_interrupt", c -> c.result(current.interrupt ? 1 : 0));
    m.model("seamreplay_irq_save", c -> c.result(irqSave()));
    m.model("seamreplay_irq_restore", c -> irqRestore(c.arg(0)));
    m.model("seamreplay_irq_disable", c -> current.irqsOff = true);
    m.model("seamreplay_irq_enable", c -> current.irqsOff = false);
    m.model("seamreplay_irqs_disabled", c -> c.result(current.irqsOff ? 1 : 0));
    m.model("__might_sleep", c -> mightSleep(c.vm(), "might_sleep()"));
    m.model("__cond_resched", this::reschedule);
    m.model("schedule", c -> mightSleep(c.vm(), "schedule()"));
    m.answer("need_resched signal_pending fatal_signal_pending", 0);
    m.model("debug_smp_processor_id", this::processorId);
    m.model("__this_cpu_preempt_check", this::perCpuCheck);
    m.model("lockdep_assert_irqs_disabled", c -> expect(c, current.irqsOff, "interrupts are on"));
    m.model("lockdep_assert_irqs_enabled", c -> expect(c, !current.irqsOff, "interrupts are off"));
    m.model(
        "lockdep_assert_preemption_disabled",
        c -> expect(c, current.preemptCount > 0 || current.irqsOff, "preemption is on"));
    m.model(
        "lockdep_assert_preemption_enabled",
        c -> expect(c, current.preemptCount == 0 && !current.irqsOff, "preemption is off"));
  }

  Task current() {
    return current;
  }

  Locks locks() {
    return locks;
  }

  int cpu() {
    return current.cpu;
  }

  /** Secondary CPUs and other tasks exist from now on: the checks of a running system hold. */
  void running() {
    booting = false;
  }

  /** Makes another task the one that runs, on its CPU. */
  void switchTo(Task task) {
    current = task;
    cpus.moveTo(task.cpu);
  }

  /**
   * Lets {@code task} run {@code body} while the current task waits, and checks that it ends as it
   * began.
   */
  long run(Vm vm, Task task, LongSupplier body) {
    Task before = current;
    switchTo(task);
    int preemptCount = task.preemptCount;
    boolean irqsOff = task.irqsOff;
    long result = body.getAsLong();
    checkEnd(vm, task, preemptCount, irqsOff);
    switchTo(before);
    return result;
  }

  /** Reports what a task left behind: preemption off, interrupts off, locks. */
  void checkEnd(Vm vm, Task task, int preemptCount, boolean irqsOff) {
    if (task.preemptCount != preemptCount) {
      vm.report(
          ContextFault.UNBALANCED_PREEMPT,
          String.format(
              Locale.ROOT,
              "%s ends with preempt count %d, it began with %d",
              task.name,
              task.preemptCount,
              preemptCount));
      task.preemptCount = preemptCount;
    }
    if (task.irqsOff != irqsOff) {
      vm.report(
          ContextFault.UNBALANCED_IRQ,
          task.name + " ends with interrupts " + (task.irqsOff ? "off" : "on"));
      task.irqsOff = irqsOff;
    }
    for (Locks.Hold hold : task.holds) {
      vm.report(
          ContextFault.LOCK_HELD_AT_END,
          task.name + " ends with " + hold.describe(vm) + " held",
          hold.takenAt(vm));
    }
    locks.forget(task);
  }

  /** Reports if sleeping is forbidden here; {@code what} is what may sleep. */
  void mightSleep(Vm vm, String what) {
    if (current.atomic()) {
      vm.report(ContextFault.SLEEP_IN_ATOMIC, what + " may sleep, called " + current.whyAtomic());
    }
  }

  private void reschedule(ExternalCall call) {
    mightSleep(call.vm(), "cond_resched()");
    if (otherTask != null && !current.atomic()) {
      Runnable other = otherTask;
      otherTask = null;
      other.run();
    }
    if (nextCpu >= 0 && movable() && cpus.isOnline(nextCpu)) {
      current.cpu = nextCpu;
      cpus.moveTo(nextCpu);
    }
    nextCpu = -1;
  }

  /** Other tasks will run where the current task lets them. */
  void runAtReschedule(Runnable other) {
    otherTask = other;
  }

  /** The scheduler will take the current task to that CPU where the task lets it. */
  void moveAtReschedule(int cpu) {
    nextCpu = cpu;
  }

  /** Reports a lockdep-like assertion that does not hold. */
  void expect(ExternalCall call, boolean holds, String message) {
    if (!holds) {
      call.vm().report(ContextFault.KERNEL_WARNING, call.name() + "(): " + message);
    }
  }

  private void preemptCountSub(ExternalCall call) {
    int by = call.intArg(0);
    if (current.preemptCount < by) {
      call.vm()
          .report(ContextFault.UNBALANCED_PREEMPT, "preempt_enable() while preemption is not off");
      current.preemptCount = 0;
      return;
    }
    current.preemptCount -= by;
  }

  long irqSave() {
    long flags = current.irqsOff ? 0 : INTERRUPT_FLAG;
    current.irqsOff = true;
    return flags;
  }

  void irqRestore(long flags) {
    current.irqsOff = (flags & INTERRUPT_FLAG) == 0;
  }

  /** RFLAGS.IF. */
  private static final long INTERRUPT_FLAG = 0x200;

  private void processorId(ExternalCall call) {
    stays(call.vm(), "smp_processor_id()");
    call.result(current.cpu);
  }

  private void perCpuCheck(ExternalCall call) {
    if (movable()) {
      stays(call.vm(), "__this_cpu_" + call.stringArg(0) + "()");
    }
  }

  /** Reports if the task could move to another CPU; {@code what} relies on that it does not. */
  void stays(Vm vm, String what) {
    if (movable()) {
      vm.report(
          ContextFault.PREEMPTIBLE_PER_CPU,
          what + " where the task may be moved to another CPU (preemptible)");
    }
  }

  private boolean movable() {
    return !booting && !current.pinned && current.migrationDisabled == 0 && !current.atomic();
  }
}
