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
  private record Entry(long address, boolean withData) {}

  private final Context context;
  private final Layouts layouts;
  private final List<Entry> entries = new ArrayList<>();

  Syscore(Context context, Layouts layouts) {
    this.context = context;
    this.layouts = layouts;
  }

  void register(Models m) {
    m.model("register_syscore_ops", c -> add(c, false));
    m.model("register_syscore", c -> add(c, true));
    m.model("unregister_syscore_ops unregister_syscore", this::remove);
  }

  private void add(ExternalCall call, boolean withData) {
    context.mightSleep(call.vm(), call.name() + "()");
    entries.add(new Entry(call.arg(0), withData));
    tell(call, Effect.Kind.SYSCORE_ADDED);
  }

  private void remove(ExternalCall call) {
    long address = call.arg(0);
    if (entries.removeIf(e -> e.address == address)) {
      tell(call, Effect.Kind.SYSCORE_REMOVED);
    }
  }

  private void tell(ExternalCall call, Effect.Kind kind) {
    context.effect(kind, String.valueOf(call.vm().symbolAt(call.arg(0))));
  }

  /** Calls suspend in reverse order; after an error resume of those that are suspended. */
  int suspend(Vm vm) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      int error = (int) invoke(vm, entries.get(i), "suspend");
      if (error != 0) {
        for (int done = i + 1; done < entries.size(); done++) {
          invoke(vm, entries.get(done), "resume");
        }
        return error;
      }
    }
    return 0;
  }

  void resume(Vm vm) {
    for (Entry entry : List.copyOf(entries)) {
      invoke(vm, entry, "resume");
    }
  }

  void shutdown(Vm vm) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      invoke(vm, entries.get(i), "shutdown");
    }
  }

  private long invoke(Vm vm, Entry entry, String callback) {
    long ops = entry.withData ? member(vm, entry, "ops") : entry.address;
    long function = vm.memory().load(ops + layouts.offset("syscore_ops", callback), 8);
    if (function == 0) {
      return 0;
    }
    return entry.withData ? vm.call(function, member(vm, entry, "data")) : vm.call(function);
  }

  private long member(Vm vm, Entry entry, String name) {
    return vm.memory().load(entry.address + layouts.offset("syscore", name), 8);
  }

  /** Addresses of what is registered. */
  List<Long> references() {
    return entries.stream().map(Entry::address).toList();
  }
}
