package org.seamreplay.kernel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * CPU hotplug states: callbacks for each CPU that comes and goes, run on that CPU by its own pinned
 * task, with the kernel's unwinding when one of them fails.
 */
final class CpuHotplug {
  /** What a state does on a CPU; 0 or a negative error. */
  @FunctionalInterface
  interface Callback {
    long run(int cpu);
  }

  private record State(String name, Callback startup, Callback teardown) {}

  private final Context context;
  private final Cpus cpus;
  private final Layouts layouts;

  /** States that stand for any free one of a range, and the last of that. */
  private final Map<Integer, Integer> dynamic = new TreeMap<>();

  private final TreeMap<Integer, State> states = new TreeMap<>();

  CpuHotplug(Context context, Cpus cpus, Layouts layouts) {
    this.context = context;
    this.cpus = cpus;
    this.layouts = layouts;
    for (String range : List.of("CPUHP_BP_PREPARE_DYN", "CPUHP_AP_ONLINE_DYN")) {
      dynamic.put(layouts.number(range), layouts.number(range + "_END"));
    }
  }

  void register(Models m) {
    m.model("__cpuhp_setup_state", c -> setup(c, true));
    m.model("__cpuhp_setup_state_cpuslocked", c -> setup(c, false));
    m.model("__cpuhp_remove_state", c -> remove(c, true));
    m.model("__cpuhp_remove_state_cpuslocked", c -> remove(c, false));
  }

  private void setup(ExternalCall call, boolean lock) {
    Vm vm = call.vm();
    int state = call.intArg(0);
    String name = call.stringArg(1);
    boolean invoke = (call.arg(2) & 1) != 0;
    Callback startup = callback(vm, call.arg(3));
    Callback teardown = callback(vm, call.arg(4));
    if (lock) {
      context.mightSleep(vm, "cpuhp_setup_state()");
      context.locks().beginCpuHotplug(vm, true);
    } else if (!context.locks().cpusHeld()) {
      vm.report(ContextFault.KERNEL_WARNING, call.name() + "() without the CPU hotplug lock");
    }
    long result = setup(vm, state, name, invoke, startup, teardown);
    if (lock) {
      context.locks().endCpuHotplug(vm);
    }
    if (result >= 0) {
      context.effect(Effect.Kind.STATE_ADDED, name);
    }
    call.result(result);
  }

  private static Callback callback(Vm vm, long function) {
    return function == 0 ? null : cpu -> (int) vm.call(function, cpu);
  }

  /** Adds a state whose callbacks are models; as __cpuhp_setup_state_cpuslocked(). */
  long setupDynamic(Vm vm, String name, Callback startup, Callback teardown) {
    return setup(vm, layouts.number("CPUHP_AP_ONLINE_DYN"), name, true, startup, teardown);
  }

  private long setup(
      Vm vm, int asked, String name, boolean invoke, Callback startup, Callback teardown) {
    int state = asked;
    int last = dynamic.getOrDefault(asked, -1);
    if (last != -1) {
      while (states.containsKey(state)) {
        state++;
      }
      if (state > last) {
        return -Errno.ENOSPC;
      }
    } else if (states.containsKey(asked)) {
      return -Errno.EBUSY;
    }
    states.put(state, new State(name, startup, teardown));
    if (invoke && startup != null) {
      for (int cpu = 0; cpu < cpus.count(); cpu++) {
        long error = cpus.isOnline(cpu) ? invoke(vm, cpu, startup) : 0;
        if (error != 0) {
          for (int done = 0; done < cpu; done++) {
            if (cpus.isOnline(done) && teardown != null) {
              invoke(vm, done, teardown);
            }
          }
          states.remove(state);
          return error;
        }
      }
    }
    return last != -1 ? state : 0;
  }

  /** Removes a state without calling it, as cpuhp_remove_state_nocalls(). */
  void forget(int state) {
    states.remove(state);
  }

  private void remove(ExternalCall call, boolean lock) {
    Vm vm = call.vm();
    int number = call.intArg(0);
    boolean invoke = (call.arg(1) & 1) != 0;
    if (lock) {
      context.mightSleep(vm, "cpuhp_remove_state()");
      context.locks().beginCpuHotplug(vm, true);
    }
    removeState(vm, number, invoke);
    if (lock) {
      context.locks().endCpuHotplug(vm);
    }
  }

  private void removeState(Vm vm, int number, boolean invoke) {
    State state = states.remove(number);
    if (state == null) {
      vm.report(ContextFault.KERNEL_WARNING, "cpuhp_remove_state(): no state " + number);
      return;
    }
    context.effect(Effect.Kind.STATE_REMOVED, state.name);
    for (int cpu = 0; invoke && state.teardown != null && cpu < cpus.count(); cpu++) {
      if (cpus.isOnline(cpu)) {
        invoke(vm, cpu, state.teardown);
      }
    }
  }

  private long invoke(Vm vm, int cpu, Callback callback) {
    Task task = new Task("cpuhp/" + cpu, cpu, true, false);
    return context.run(vm, task, () -> callback.run(cpu));
  }

  /** Takes a CPU offline; 0, or the error of the callback that refused, after it is back online. */
  int offline(Vm vm, int cpu) {
    if (cpu < 0 || cpu >= cpus.count() || !cpus.isOnline(cpu)) {
      return -Errno.EINVAL;
    }
    if (cpus.online().cardinality() == 1) {
      return -Errno.EBUSY;
    }
    context.locks().beginCpuHotplug(vm, false);
    int error = takeDown(vm, cpu);
    if (error == 0) {
      cpus.setOnline(cpu, false);
    }
    context.locks().endCpuHotplug(vm);
    return error;
  }

  private int takeDown(Vm vm, int cpu) {
    for (Map.Entry<Integer, State> entry : states.descendingMap().entrySet()) {
      State state = entry.getValue();
      int error = state.teardown == null ? 0 : (int) invoke(vm, cpu, state.teardown);
      if (error != 0) {
        for (State undone : states.tailMap(entry.getKey(), false).values()) {
          if (undone.startup != null) {
            invoke(vm, cpu, undone.startup);
          }
        }
        return error;
      }
    }
    return 0;
  }

  /**
   * Brings a CPU online; 0, or the error of the callback that refused, after it is offline again.
   */
  int online(Vm vm, int cpu) {
    if (cpu < 0 || cpu >= cpus.count() || cpus.isOnline(cpu)) {
      return -Errno.EINVAL;
    }
    if (!cpus.mayRun(cpu)) {
      return -Errno.EPERM;
    }
    context.locks().beginCpuHotplug(vm, false);
    cpus.setOnline(cpu, true);
    int error = 0;
    for (Map.Entry<Integer, State> entry : states.entrySet()) {
      State state = entry.getValue();
      error = state.startup == null ? 0 : (int) invoke(vm, cpu, state.startup);
      if (error != 0) {
        for (State undone : states.headMap(entry.getKey(), false).descendingMap().values()) {
          if (undone.teardown != null) {
            invoke(vm, cpu, undone.teardown);
          }
        }
        cpus.setOnline(cpu, false);
        break;
      }
    }
    context.locks().endCpuHotplug(vm);
    return error;
  }
}
