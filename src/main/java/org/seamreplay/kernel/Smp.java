package org.seamreplay.kernel;

import java.util.BitSet;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * Calls of functions on other CPUs. The caller waits, so they run one after the other in the order
 * of the CPUs, each in its own context: an interrupt for the smp_call_function() family, a pinned
 * task for smp_call_on_cpu().
 */
final class Smp {

  private final Context context;
  private final Cpus cpus;

  Smp(Context context, Cpus cpus) {
    this.context = context;
    this.cpus = cpus;
  }

  void register(Models m) {
    m.model("smp_call_function_single", this::single);
    m.model("smp_call_function_any", this::any);
    m.model("smp_call_function", c -> others(c, cpus.online(), c.arg(0), c.arg(1)));
    m.model("smp_call_function_many", c -> others(c, mask(c, 0), c.arg(1), c.arg(2)));
    m.model("on_each_cpu", c -> each(c, cpus.online(), c.arg(0), c.arg(1)));
    m.model("on_each_cpu_mask", c -> each(c, mask(c, 0), c.arg(1), c.arg(2)));
    m.model("on_each_cpu_cond_mask", this::eachIf);
    m.model("smp_call_on_cpu", this::onCpu);
    m.noEffect("kick_all_cpus_sync");
  }

  /** The online CPUs of the mask that an argument points to. */
  private BitSet mask(ExternalCall call, int argument) {
    return online(call.vm(), cpus, call.arg(argument));
  }

  /** The online CPUs of a mask. */
  static BitSet online(Vm vm, Cpus cpus, long mask) {
    int bytes = (cpus.count() + 63) / 64 * 8;
    BitSet set = BitSet.valueOf(vm.memory().read(mask, bytes));
    set.and(cpus.online());
    return set;
  }

  private void single(ExternalCall call) {
    int cpu = call.intArg(0);
    long function = call.arg(1);
    long info = call.arg(2);
    checkIrqs(call);
    if (cpu < 0 || cpu >= cpus.count() || !cpus.isOnline(cpu)) {
      call.result(-Errno.ENXIO);
      return;
    }
    interrupt(call.vm(), cpu, function, info);
    call.result(0);
  }

  private void any(ExternalCall call) {
    BitSet mask = mask(call, 0);
    long function = call.arg(1);
    long info = call.arg(2);
    checkIrqs(call);
    int cpu = mask.get(context.cpu()) ? context.cpu() : mask.nextSetBit(0);
    if (cpu < 0) {
      call.result(-Errno.ENXIO);
      return;
    }
    interrupt(call.vm(), cpu, function, info);
    call.result(0);
  }

  private void others(ExternalCall call, BitSet mask, long function, long info) {
    mask.clear(context.cpu());
    each(call, mask, function, info);
  }

  private void each(ExternalCall call, BitSet mask, long function, long info) {
    Vm vm = call.vm();
    checkIrqs(call);
    for (int cpu = mask.nextSetBit(0); cpu >= 0; cpu = mask.nextSetBit(cpu + 1)) {
      interrupt(vm, cpu, function, info);
    }
    call.result(0);
  }

  private void eachIf(ExternalCall call) {
    Vm vm = call.vm();
    long condition = call.arg(0);
    long function = call.arg(1);
    long info = call.arg(2);
    BitSet mask = mask(call, 4);
    checkIrqs(call);
    for (int cpu = mask.nextSetBit(0); cpu >= 0; cpu = mask.nextSetBit(cpu + 1)) {
      if ((vm.call(condition, cpu, info) & 1) != 0) {
        interrupt(vm, cpu, function, info);
      }
    }
  }

  /** With interrupts off two CPUs that call each other wait for ever. */
  private void checkIrqs(ExternalCall call) {
    Task task = context.current();
    if (task.irqsOff && cpus.online().cardinality() > 1) {
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING, call.name() + "() waits for CPUs with interrupts off");
    }
  }

  /** Runs a function on a CPU as an interrupt does, on the own CPU with interrupts off. */
  private void interrupt(Vm vm, int cpu, long function, long info) {
    Task task = new Task("IPI on CPU " + cpu, cpu, true, true);
    context.run(vm, task, () -> vm.call(function, info));
  }

  private void onCpu(ExternalCall call) {
    Vm vm = call.vm();
    int cpu = call.intArg(0);
    long function = call.arg(1);
    long argument = call.arg(2);
    context.mightSleep(vm, "smp_call_on_cpu()");
    if (cpu < 0 || cpu >= cpus.count() || !cpus.isOnline(cpu)) {
      call.result(-Errno.ENXIO);
      return;
    }
    Task task = new Task("kworker/" + cpu, cpu, true, false);
    call.result(context.run(vm, task, () -> vm.call(function, argument)));
  }
}
