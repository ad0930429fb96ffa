package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * Mutexes, spinlocks, reader-writer semaphores and the two hotplug locks, by address. All of them
 * belong to a {@link Task}. Tasks run one after the other, so a lock that somebody holds is waited
 * for only between CPUs in stop_machine; everywhere else the holder waits itself and the wait would
 * never end.
 */
final class Locks {
  /** What kind of lock; decides whether taking it may sleep and what else it switches off. */
  enum Kind {
    RAW_SPINLOCK("spinlock"),
    MUTEX("mutex"),
    RWSEM("rwsem");

    final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** One holder of a lock. */
  static final class Hold {
    final Lock lock;
    final Task task;
    final boolean shared;
    private final int[] positions;

    Hold(Lock lock, Task task, boolean shared, int[] positions) {
      this.lock = lock;
      this.task = task;
      this.shared = shared;
      this.positions = positions;
    }

    String describe(Vm vm) {
      return lock.describe(vm);
    }

    String takenAt(Vm vm) {
      var stack = vm.resolve(positions);
      return "taken at " + (stack.isEmpty() ? "an unknown place" : stack.get(0).toString());
    }
  }

  /** A lock that somebody holds. */
  static final class Lock {
    final long address;
    final Kind kind;
    private final String name;
    final List<Hold> holds = new ArrayList<>(1);

    Lock(long address, Kind kind, String name) {
      this.address = address;
      this.kind = kind;
      this.name = name;
    }

    String describe(Vm vm) {
      if (name != null) {
        return name;
      }
      String symbol = vm.symbolAt(address);
      return kind.text
          + " "
          + (symbol != null ? symbol : String.format(Locale.ROOT, "at 0x%x", address));
    }
  }

  /** How a CPU waits for a lock that another CPU holds. */
  interface Waiter {
    /** Whether the current task may wait for the holder; if so it does not go on before. */
    boolean await(Vm vm, Lock lock);
  }

  /** MAX_LOCK_DEPTH of lockdep. */
  private static final int MOST_HOLDS = 48;

  /** How a lock is taken, in the words of traces. */
  private static final String READING = "for reading";

  private static final String WRITING = "for writing";

  private static final long CPU_HOTPLUG = 1;
  private static final long MEM_HOTPLUG = 2;

  private final Context context;
  private final Map<Long, Lock> held = new HashMap<>();
  private Waiter waiter = (vm, lock) -> false;

  Locks(Context context) {
    this.context = context;
  }

  void register(Models m) {
    m.model("_raw_spin_lock _raw_spin_lock_bh", c -> spinLock(c, c.arg(0)));
    m.model("_raw_spin_unlock _raw_spin_unlock_bh", c -> spinUnlock(c, c.arg(0)));
    m.model("_raw_spin_trylock", this::spinTryLock);
    m.model("_raw_spin_lock_irq", this::spinLockIrq);
    m.model("_raw_spin_unlock_irq", this::spinUnlockIrq);
    m.model("_raw_spin_lock_irqsave", this::spinLockSave);
    m.model("_raw_spin_unlock_irqrestore", this::spinUnlockRestore);
    m.model(
        "seamreplay_spin_lock_init __mutex_init mutex_destroy __init_rwsem",
        c -> initialised(c, c.arg(0)));
    m.model(
        "seamreplay_spin_is_locked mutex_is_locked",
        c -> c.result(held.containsKey(c.arg(0)) ? 1 : 0));
    m.model("mutex_lock mutex_lock_interruptible mutex_lock_killable", this::mutexLock);
    m.model("mutex_trylock", c -> c.result(tryTake(c, Kind.MUTEX, c.arg(0), false) ? 1 : 0));
    m.model("mutex_unlock", c -> give(c, Kind.MUTEX, c.arg(0), null));
    semaphores(m);
    hotplugLocks(m);
    m.model("seamreplay_assert_held", c -> assertHeld(c, true));
    m.model("seamreplay_assert_not_held", c -> assertHeld(c, false));
  }

  private void semaphores(Models m) {
    m.model("down_read down_read_killable", c -> sleepAndTake(c, Kind.RWSEM, c.arg(0), true, null));
    m.model(
        "down_write down_write_killable", c -> sleepAndTake(c, Kind.RWSEM, c.arg(0), false, null));
    m.model("down_read_trylock", c -> c.result(tryTake(c, Kind.RWSEM, c.arg(0), true) ? 1 : 0));
    m.model("down_write_trylock", c -> c.result(tryTake(c, Kind.RWSEM, c.arg(0), false) ? 1 : 0));
    m.model("up_read up_write", c -> give(c, Kind.RWSEM, c.arg(0), null));
    m.model("downgrade_write", this::downgrade);
  }

  private void hotplugLocks(Models m) {
    m.model("cpus_read_lock", c -> lockCpus(c, READING));
    m.model("cpus_read_trylock", this::tryLockCpus);
    m.model("cpus_read_unlock cpus_write_unlock", this::releaseCpus);
    m.model("cpus_write_lock", c -> lockCpus(c, WRITING));
    m.noEffect("cpu_hotplug_disable cpu_hotplug_enable");
    m.model("lockdep_assert_cpus_held", this::assertCpusHeld);
    m.model("get_online_mems", c -> lockMemory(c, READING));
    m.model("put_online_mems mem_hotplug_done", this::unlockMemory);
    m.model("mem_hotplug_begin", c -> lockMemory(c, WRITING));
  }

  /** Sets who decides whether a CPU can wait for another one. */
  void waiter(Waiter other) {
    waiter = other;
  }

  /** Whether the current task holds a spinlock. */
  boolean holdsSpinlock() {
    return context.current().holds.stream().anyMatch(hold -> hold.lock.kind == Kind.RAW_SPINLOCK);
  }

  /** Takes the CPU hotplug lock for a model that works as the kernel does. */
  void lockCpus(ExternalCall call, boolean shared) {
    sleepAndTake(call, Kind.RWSEM, CPU_HOTPLUG, shared, "cpu_hotplug_lock");
  }

  /** Gives the CPU hotplug lock back. */
  void unlockCpus(ExternalCall call) {
    give(call, Kind.RWSEM, CPU_HOTPLUG, "cpu_hotplug_lock");
  }

  private void lockCpus(ExternalCall call, String how) {
    lockCpus(call, how.equals(READING));
    context.effect(Effect.Kind.CPUS_LOCKED, how);
  }

  private void releaseCpus(ExternalCall call) {
    unlockCpus(call);
    context.effect(Effect.Kind.CPUS_UNLOCKED, "again");
  }

  private void tryLockCpus(ExternalCall call) {
    boolean free = !heldExclusively(CPU_HOTPLUG);
    if (free) {
      take(call, Kind.RWSEM, CPU_HOTPLUG, true, "cpu_hotplug_lock");
      context.effect(Effect.Kind.CPUS_LOCKED, READING);
    }
    call.result(free ? 1 : 0);
  }

  private void lockMemory(ExternalCall call, String how) {
    sleepAndTake(call, Kind.RWSEM, MEM_HOTPLUG, how.equals(READING), "mem_hotplug_lock");
    context.effect(Effect.Kind.MEMORY_LOCKED, how);
  }

  private void unlockMemory(ExternalCall call) {
    give(call, Kind.RWSEM, MEM_HOTPLUG, "mem_hotplug_lock");
    context.effect(Effect.Kind.MEMORY_UNLOCKED, "again");
  }

  private void assertCpusHeld(ExternalCall call) {
    context.expect(call, held.containsKey(CPU_HOTPLUG), "the CPU hotplug lock is not held");
  }

  /** Takes the memory hotplug lock for writing for the current task, outside of any call. */
  void beginMemoryHotplug(Vm vm) {
    take(vm, Kind.RWSEM, MEM_HOTPLUG, false, "mem_hotplug_lock");
  }

  /** Takes the CPU hotplug lock for the current task, outside of any call. */
  void beginCpuHotplug(Vm vm, boolean shared) {
    take(vm, Kind.RWSEM, CPU_HOTPLUG, shared, "cpu_hotplug_lock");
  }

  /** Ends {@link #beginMemoryHotplug}. */
  void endMemoryHotplug(Vm vm) {
    give(vm, Kind.RWSEM, MEM_HOTPLUG, "mem_hotplug_lock");
  }

  /** Ends {@link #beginCpuHotplug}. */
  void endCpuHotplug(Vm vm) {
    give(vm, Kind.RWSEM, CPU_HOTPLUG, "cpu_hotplug_lock");
  }

  private void spinLock(ExternalCall call, long address) {
    context.current().preemptCount++;
    take(call, Kind.RAW_SPINLOCK, address, false, null);
  }

  private void spinUnlock(ExternalCall call, long address) {
    if (give(call, Kind.RAW_SPINLOCK, address, null)) {
      context.current().preemptCount--;
    }
  }

  private void spinTryLock(ExternalCall call) {
    boolean taken = tryTake(call, Kind.RAW_SPINLOCK, call.arg(0), false);
    if (taken) {
      context.current().preemptCount++;
    }
    call.result(taken ? 1 : 0);
  }

  private void spinLockIrq(ExternalCall call) {
    context.current().irqsOff = true;
    spinLock(call, call.arg(0));
  }

  private void spinUnlockIrq(ExternalCall call) {
    spinUnlock(call, call.arg(0));
    context.current().irqsOff = false;
  }

  private void spinLockSave(ExternalCall call) {
    call.result(context.irqSave());
    spinLock(call, call.arg(0));
  }

  private void spinUnlockRestore(ExternalCall call) {
    spinUnlock(call, call.arg(0));
    context.irqRestore(call.arg(1));
  }

  private void mutexLock(ExternalCall call) {
    sleepAndTake(call, Kind.MUTEX, call.arg(0), false, null);
    call.result(0);
  }

  private void sleepAndTake(
      ExternalCall call, Kind kind, long address, boolean shared, String name) {
    context.mightSleep(call.vm(), call.name() + "()");
    take(call, kind, address, shared, name);
  }

  private void take(ExternalCall call, Kind kind, long address, boolean shared, String name) {
    take(call.vm(), kind, address, shared, name);
  }

  private void take(Vm vm, Kind kind, long address, boolean shared, String name) {
    Lock lock = held.get(address);
    Task task = context.current();
    if (name == null) {
      // The kernel reads the lock, so a pointer to nothing must be noticed here.
      vm.memory().load(address, 4);
    }
    if (lock != null) {
      boolean allShared = shared && lock.holds.get(0).shared;
      if (allShared && lock.holds.stream().anyMatch(h -> h.task == task)) {
        vm.report(
            ContextFault.RECURSIVE_READ,
            lock.describe(vm) + " taken for reading again by the same task",
            lock.holds.get(0).takenAt(vm));
      } else if (!allShared && !waiter.await(vm, lock)) {
        Hold holder = lock.holds.get(0);
        vm.report(
            ContextFault.SELF_DEADLOCK,
            lock.describe(vm)
                + (holder.task == task
                    ? " is held already by the same task"
                    : " is held by " + holder.task.name + ", which waits for " + task.name),
            holder.takenAt(vm));
      }
    }
    hold(vm, kind, address, task, shared, name);
  }

  private boolean tryTake(ExternalCall call, Kind kind, long address, boolean shared) {
    Lock lock = held.get(address);
    if (lock != null && !(shared && lock.holds.get(0).shared)) {
      return false;
    }
    hold(call.vm(), kind, address, context.current(), shared, null);
    return true;
  }

  private void hold(Vm vm, Kind kind, long address, Task task, boolean shared, String name) {
    Lock lock = held.computeIfAbsent(address, a -> new Lock(a, kind, name));
    Hold hold = new Hold(lock, task, shared, vm.stackPositions());
    if (task.holds.size() == MOST_HOLDS) {
      vm.report(MemoryFault.BUDGET, task.name + " holds more than " + MOST_HOLDS + " locks");
    }
    lock.holds.add(hold);
    task.holds.add(hold);
  }

  private boolean give(ExternalCall call, Kind kind, long address, String name) {
    return give(call.vm(), kind, address, name);
  }

  private boolean give(Vm vm, Kind kind, long address, String name) {
    Task task = context.current();
    for (int i = task.holds.size() - 1; i >= 0; i--) {
      Hold hold = task.holds.get(i);
      if (hold.lock.address == address) {
        if (i != task.holds.size() - 1) {
          Hold last = task.holds.get(task.holds.size() - 1);
          vm.report(
              ContextFault.WRONG_UNLOCK_ORDER,
              hold.describe(vm) + " given back before " + last.describe(vm),
              last.takenAt(vm));
        }
        task.holds.remove(i);
        release(hold);
        return true;
      }
    }
    Lock lock = held.get(address);
    String what = new Lock(address, kind, name).describe(vm);
    if (lock == null) {
      vm.report(ContextFault.UNLOCK_NOT_HELD, what + " given back, but nobody holds it");
      return false;
    }
    Hold other = lock.holds.get(0);
    vm.report(
        ContextFault.UNLOCK_NOT_HELD,
        what + " given back by " + task.name + ", but " + other.task.name + " holds it",
        other.takenAt(vm));
    other.task.holds.remove(other);
    release(other);
    return false;
  }

  private void release(Hold hold) {
    hold.lock.holds.remove(hold);
    if (hold.lock.holds.isEmpty()) {
      held.remove(hold.lock.address);
    }
  }

  private void downgrade(ExternalCall call) {
    long address = call.arg(0);
    if (give(call, Kind.RWSEM, address, null)) {
      hold(call.vm(), Kind.RWSEM, address, context.current(), true, null);
    }
  }

  private boolean heldExclusively(long address) {
    Lock lock = held.get(address);
    return lock != null && !lock.holds.get(0).shared;
  }

  /** Whether anybody holds the CPU hotplug lock. */
  boolean cpusHeld() {
    return held.containsKey(CPU_HOTPLUG);
  }

  /** Whether the lock belongs to the task now; those who wait for it stand behind its holder. */
  boolean owns(Lock lock, Task task) {
    return lock.holds.get(0).task == task;
  }

  private void assertHeld(ExternalCall call, boolean expected) {
    long address = call.arg(0);
    boolean holds = context.current().holds.stream().anyMatch(h -> h.lock.address == address);
    if (holds != expected) {
      String what = new Lock(address, Kind.MUTEX, null).describe(call.vm()).substring(6);
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING,
              "lockdep: " + what + (expected ? " is not held here" : " is held here"));
    }
  }

  private void initialised(ExternalCall call, long address) {
    Lock lock = held.get(address);
    if (lock != null) {
      call.vm()
          .report(
              ContextFault.LOCK_FREED,
              lock.describe(call.vm()) + " initialised while it is held",
              lock.holds.get(0).takenAt(call.vm()));
    }
  }

  /** Memory is given back: no lock in it may be held. */
  void freed(Vm vm, long address, long size) {
    if (held.isEmpty()) {
      return;
    }
    for (Lock lock : List.copyOf(held.values())) {
      if (lock.address - address >= 0 && lock.address - address < size) {
        vm.report(
            ContextFault.LOCK_FREED,
            lock.describe(vm) + " is held in memory that is freed",
            lock.holds.get(0).takenAt(vm));
      }
    }
  }

  /** Forgets what a task that is gone held; it has been reported. */
  void forget(Task task) {
    task.holds.clear();
    for (Lock lock : List.copyOf(held.values())) {
      lock.holds.removeIf(h -> h.task == task);
      if (lock.holds.isEmpty()) {
        held.remove(lock.address);
      }
    }
  }
}
