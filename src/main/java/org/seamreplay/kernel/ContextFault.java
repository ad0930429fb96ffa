package org.seamreplay.kernel;

import org.seamreplay.vm.FindingKind;

/** Defects against the rules of the kernel around the code: contexts, locks, boot, warnings. */
public enum ContextFault implements FindingKind {
  /** Something that may sleep, or an allocation that may, where sleeping is forbidden. */
  SLEEP_IN_ATOMIC("sleep-in-atomic", false),
  /** Per-CPU data or the CPU number used where the task can move to another CPU. */
  PREEMPTIBLE_PER_CPU("per-cpu-while-preemptible", false),
  /** A per-CPU variable used without choosing a CPU. */
  PER_CPU_TEMPLATE("per-cpu-template", true),
  /** A function came back with another preempt count than it was called with. */
  UNBALANCED_PREEMPT("unbalanced-preempt", false),
  /** A function came back with interrupts off that were on, or the other way round. */
  UNBALANCED_IRQ("unbalanced-irq", false),
  /** A function that is called from outside of the code came back with a lock held. */
  LOCK_HELD_AT_END("lock-held-at-end", false),
  /** A lock is wanted that the one who would have to give it back waits for. */
  SELF_DEADLOCK("self-deadlock", true),
  /** A lock taken again for reading: deadlocks as soon as a writer waits in between. */
  RECURSIVE_READ("recursive-read-lock", false),
  /** A lock is given back that is not held. */
  UNLOCK_NOT_HELD("unlock-not-held", false),
  /** A lock is given back that is not the last one taken. */
  WRONG_UNLOCK_ORDER("wrong-unlock-order", false),
  /** Memory with a lock in it was freed while the lock was held. */
  LOCK_FREED("held-lock-freed", false),
  /** Boot-only code or data used after boot. */
  INIT_AFTER_BOOT("init-after-boot", true),
  /** WARN() and its relatives, and lockdep assertions. */
  KERNEL_WARNING("kernel-warning", false),
  /** BUG() and panic(). */
  KERNEL_BUG("kernel-bug", true),
  /** A physical address asked of a pointer that has none by that way. */
  BAD_PHYSICAL_ADDRESS("bad-physical-address", true),
  /** An address that the instruction does not accept. */
  MISALIGNED("misaligned", true),
  /** Memory that no reference is left to, but that an agent outside of the kernel owns. */
  ABANDONED_MEMORY("abandoned-memory", false);

  private final String id;
  private final boolean fatal;

  ContextFault(String id, boolean fatal) {
    this.id = id;
    this.fatal = fatal;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean fatal() {
    return fatal;
  }
}
