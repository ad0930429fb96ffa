package org.seamreplay.kernel;

import org.seamreplay.vm.Vm;

/** Memory that is to go online: the notifiers may refuse it. */
final class MemoryHotplug {
  private static final int ONLINE = 1;
  private static final int GOING_ONLINE = 1 << 3;
  private static final int CANCEL_ONLINE = 1 << 4;

  /** Bytes of the shim's struct memory_notify. */
  private static final int NOTIFY_SIZE = 40;

  private final NotifierChain chain;
  private final Locks locks;
  private final Scratch scratch;

  MemoryHotplug(Context context, Scratch scratch) {
    this.chain = new NotifierChain(context);
    this.locks = context.locks();
    this.scratch = scratch;
  }

  void register(Models m) {
    chain.register(m, "register_memory_notifier", "unregister_memory_notifier");
  }

  NotifierChain chain() {
    return chain;
  }

  /** As online_pages(): 0, or the error that a notifier's refusal means. */
  int online(Vm vm, long startPfn, long pages) {
    long data = scratch.make(vm, NOTIFY_SIZE);
    vm.memory().store(data, 8, startPfn);
    vm.memory().store(data + 8, 8, pages);
    locks.beginCpuHotplug(vm, true);
    locks.beginMemoryHotplug(vm);
    int error = NotifierChain.error(chain.call(vm, GOING_ONLINE, data));
    chain.call(vm, error == 0 ? ONLINE : CANCEL_ONLINE, data);
    locks.endMemoryHotplug(vm);
    locks.endCpuHotplug(vm);
    scratch.drop(vm, data, NOTIFY_SIZE);
    return error;
  }
}
