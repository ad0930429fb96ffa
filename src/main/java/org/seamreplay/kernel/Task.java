package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A thread of execution in the kernel: a task, an interrupt, or a CPU in stop_machine. It keeps
 * what the kernel keeps for a task and for the CPU it runs on, because none of ours is interrupted
 * in the middle.
 */
final class Task {
  /** For reports, for example {@code cpuhp/3}. */
  final String name;

  /** Where it runs; another one after it was moved. */
  int cpu;

  /** Cannot move to another CPU, so per-CPU data is safe without more. */
  final boolean pinned;

  /** Runs in an interrupt: an IPI. */
  final boolean interrupt;

  int preemptCount;
  int migrationDisabled;
  boolean irqsOff;

  /** In the order in which they were taken. */
  final List<Locks.Hold> holds = new ArrayList<>(4);

  Task(String name, int cpu, boolean pinned, boolean interrupt) {
    this.name = name;
    this.cpu = cpu;
    this.pinned = pinned;
    this.interrupt = interrupt;
    this.irqsOff = interrupt;
  }

  /** Whether sleeping is forbidden. */
  boolean atomic() {
    return preemptCount > 0 || irqsOff || interrupt;
  }

  /** Why sleeping is forbidden, in words. */
  String whyAtomic() {
    if (interrupt) {
      return "in an interrupt";
    }
    return preemptCount > 0 && irqsOff
        ? "with preemption and interrupts off"
        : preemptCount > 0 ? "with preemption off" : "with interrupts off";
  }
}
