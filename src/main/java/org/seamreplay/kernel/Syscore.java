package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * Syscore operations: called with all but one CPU gone when the machine sleeps, and at shutdown. In
 * one form the callbacks take nothing, in the other one a pointer that was registered with them.
 */
final class Syscore {
  /** Offsets in the shim's struct syscore_ops, behind its list head. */
  private static final int SUSPEND = 16;

  private static final int RESUME = 24;
  private static final int SHUTDOWN = 32;

  /** Offset of the data pointer in the shim's struct syscore; the ops pointer is before it. */
  private static final int DATA = 24;

  private record Entry(long address, boolean withData) {}

  private final Context context;
  private final List<Entry> entries = new ArrayList<>();

  Syscore(Context context) {
    this.context = context;
  }

  void register(Models m) {
    m.model("register_syscore_ops", c -> add(c, false));
    m.model("register_syscore", c -> add(c, true));
    m.model("unregister_syscore_ops unregister_syscore", this::remove);
  }

  private void add(ExternalCall call, boolean withData) {
    context.mightSleep(call.vm(), call.name() + "()");
    entries.add(new Entry(call.arg(0), withData));
  }

  private void remove(ExternalCall call) {
    long address = call.arg(0);
    entries.removeIf(e -> e.address == address);
  }

  /** Calls suspend in reverse order; after an error resume of those that are suspended. */
  int suspend(Vm vm) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      int error = (int) invoke(vm, entries.get(i), SUSPEND);
      if (error != 0) {
        for (int done = i + 1; done < entries.size(); done++) {
          invoke(vm, entries.get(done), RESUME);
        }
        return error;
      }
    }
    return 0;
  }

  void resume(Vm vm) {
    for (Entry entry : List.copyOf(entries)) {
      invoke(vm, entry, RESUME);
    }
  }

  void shutdown(Vm vm) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      invoke(vm, entries.get(i), SHUTDOWN);
    }
  }

  private static long invoke(Vm vm, Entry entry, int offset) {
    long ops = entry.withData ? vm.memory().load(entry.address + 16, 8) : entry.address;
    long function = vm.memory().load(ops + offset, 8);
    if (function == 0) {
      return 0;
    }
    return entry.withData
        ? vm.call(function, vm.memory().load(entry.address + DATA, 8))
        : vm.call(function);
  }

  /** Addresses of what is registered. */
  List<Long> references() {
    return entries.stream().map(Entry::address).toList();
  }
}
