package org.seamreplay.kernel;

import org.seamreplay.vm.Vm;

/** Memory that is to go online: the notifiers may refuse it. */
final class MemoryHotplug {
  private static final String NOTIFY = "memory_notify";

  private final NotifierChain chain;
  private final Locks locks;
  private final Scratch scratch;
  private final Layouts layouts;

  MemoryHotplug(Context context, Scratch scratch, Layouts layouts) {
    this.chain = new NotifierChain("memory", context, layouts);
    this.locks = context.locks();
    this.scratch = scratch;
    this.layouts = layouts;
  }

  void register(Models m) {
    chain.register(m, "register_memory_notifier", "unregister_memory_notifier");
  }

  NotifierChain chain() {
    return chain;
  }

  /** As online_pages(): 0, or the error that a notifier's refusal means. */
  int online(Vm vm, long startPfn, long pages) {
    int size = layouts.size(NOTIFY);
    long data = scratch.make(vm, size);
    vm.memory().store(data + layouts.offset(NOTIFY, "start_pfn"), 8, startPfn);
    vm.memory().store(data + layouts.offset(NOTIFY, "nr_pages"), 8, pages);
    locks.beginCpuHotplug(vm, true);
    locks.beginMemoryHotplug(vm);
    int error = chain.error(chain.call(vm, layouts.number("MEM_GOING_ONLINE"), data));
    chain.call(vm, layouts.number(error == 0 ? "MEM_ONLINE" : "MEM_CANCEL_ONLINE"), data);
    locks.endMemoryHotplug(vm);
    locks.endCpuHotplug(vm);
    scratch.drop(vm, data, size);
    return error;
  }
}
