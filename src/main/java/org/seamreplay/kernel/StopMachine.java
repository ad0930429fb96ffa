package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * stop_machine(): every online CPU with interrupts off, those of the mask in the function. They run
 * as fibers, round robin in the order of the CPUs; one runs until it says cpu_relax(), has to wait
 * for a lock, or is done.
 */
final class StopMachine {
  /**
   * Turns in which no CPU finishes before the CPUs count as stuck. A CPU that waits for the others
   * gets its turn once a round, and what it waits for takes a few rounds.
   */
  private static final int TURNS = 1_000_000;

  /** One CPU of the function. */
  private static final class Stopped {
    final Task task;
    final Vm.Fiber fiber;
    Locks.Lock waitsFor;

    Stopped(Task task, Vm.Fiber fiber) {
      this.task = task;
      this.fiber = fiber;
    }
  }

  private final Context context;
  private final Cpus cpus;
  private Stopped running;

  StopMachine(Context context, Cpus cpus) {
    this.context = context;
    this.cpus = cpus;
    context.locks().waiter(this::await);
  }

  void register(Models m) {
    m.model("stop_machine", c -> stop(c, true));
    m.model("stop_machine_cpuslocked", c -> stop(c, false));
    m.model("stop_one_cpu", this::stopOne);
    m.model("cpu_relax", c -> relax(c.vm()));
  }

  private void relax(Vm vm) {
    if (running != null) {
      vm.yieldFiber();
    }
  }

  private boolean await(Vm vm, Locks.Lock lock) {
    if (running == null || context.current() != running.task) {
      return false;
    }
    running.waitsFor = lock;
    vm.yieldFiber();
    return true;
  }

  private void stop(ExternalCall call, boolean lockCpus) {
    Vm vm = call.vm();
    long function = call.arg(0);
    long data = call.arg(1);
    long mask = call.arg(2);
    context.mightSleep(vm, call.name() + "()");
    Locks locks = context.locks();
    if (lockCpus) {
      locks.beginCpuHotplug(vm, true);
    } else if (!locks.cpusHeld()) {
      vm.report(ContextFault.KERNEL_WARNING, call.name() + "() without the CPU hotplug lock");
    }
    BitSet active = mask == 0 ? cpus.online() : Smp.online(vm, cpus, mask);
    if (mask == 0) {
      active.clear(active.nextSetBit(0) + 1, cpus.count());
    }
    Task caller = context.current();
    long result = run(vm, function, data, active);
    context.switchTo(caller);
    if (lockCpus) {
      locks.endCpuHotplug(vm);
    }
    call.result(result);
  }

  private void stopOne(ExternalCall call) {
    int cpu = call.intArg(0);
    if (cpu < 0 || cpu >= cpus.count() || !cpus.isOnline(cpu)) {
      call.result(-Errno.ENOENT);
      return;
    }
    Vm vm = call.vm();
    long function = call.arg(1);
    long data = call.arg(2);
    context.mightSleep(vm, "stop_one_cpu()");
    Task task = new Task("migration/" + cpu, cpu, true, false);
    task.preemptCount = 1;
    call.result(context.run(vm, task, () -> vm.call(function, data)));
  }

  private long run(Vm vm, long function, long data, BitSet active) {
    List<Stopped> all = new ArrayList<>();
    for (int cpu = active.nextSetBit(0); cpu >= 0; cpu = active.nextSetBit(cpu + 1)) {
      Task task = new Task("migration/" + cpu, cpu, true, false);
      task.preemptCount = 1;
      task.irqsOff = true;
      all.add(new Stopped(task, vm.fiber(task.name, function, data)));
    }
    List<Stopped> left = new ArrayList<>(all);
    long result = 0;
    int idle = 0;
    while (!left.isEmpty()) {
      boolean finished = false;
      for (int i = 0; i < left.size(); i++) {
        Stopped next = left.get(i);
        if (next.waitsFor != null) {
          if (!context.locks().owns(next.waitsFor, next.task)) {
            continue;
          }
          next.waitsFor = null;
        }
        if (resume(vm, next)) {
          left.remove(i--);
          finished = true;
          int status = (int) next.fiber.result();
          // The kernel keeps the last non-zero one.
          result = status != 0 ? status : result;
        }
      }
      idle = finished ? 0 : idle + left.size();
      if (idle > TURNS) {
        vm.report(
            MemoryFault.BUDGET,
            "stop_machine(): " + left.size() + " of " + all.size() + " CPUs wait without end");
      }
    }
    return result;
  }

  private boolean resume(Vm vm, Stopped next) {
    Stopped before = running;
    running = next;
    context.switchTo(next.task);
    boolean finished = vm.resume(next.fiber);
    if (finished) {
      context.checkEnd(vm, next.task, 1, true);
    }
    running = before;
    return finished;
  }
}
