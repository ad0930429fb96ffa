package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/** A blocking notifier chain: blocks by descending priority, then by the order they came in. */
final class NotifierChain {

  private static final String BLOCK = "notifier_block";

  private record Block(long address, int priority) {}

  private final String name;
  private final Context context;
  private final Layouts layouts;
  private final List<Block> blocks = new ArrayList<>();

  NotifierChain(String name, Context context, Layouts layouts) {
    this.name = name;
    this.context = context;
    this.layouts = layouts;
  }

  void register(Models m, String add, String remove) {
    m.model(add, this::add);
    m.model(remove, this::remove);
  }

  private void add(ExternalCall call) {
    long address = call.arg(0);
    context.mightSleep(call.vm(), call.name() + "()");
    if (blocks.stream().anyMatch(b -> b.address == address)) {
      call.vm()
          .report(ContextFault.KERNEL_WARNING, call.name() + "(): block is registered already");
      call.result(-Errno.EEXIST);
      return;
    }
    int priority = (int) call.vm().memory().load(address + layouts.offset(BLOCK, "priority"), 4);
    int at = 0;
    while (at < blocks.size() && blocks.get(at).priority >= priority) {
      at++;
    }
    blocks.add(at, new Block(address, priority));
    tell(call, Effect.Kind.NOTIFIER_ADDED);
    call.result(0);
  }

  private void remove(ExternalCall call) {
    long address = call.arg(0);
    boolean known = blocks.removeIf(b -> b.address == address);
    if (known) {
      tell(call, Effect.Kind.NOTIFIER_REMOVED);
    }
    call.result(known ? 0 : -Errno.ENOENT);
  }

  private void tell(ExternalCall call, Effect.Kind kind) {
    context.effect(kind, name + ": " + call.vm().symbolAt(call.arg(0)));
  }

  /** Calls the chain until a block stops it; the last answer. */
  int call(Vm vm, long action, long data) {
    int function = layouts.offset(BLOCK, "notifier_call");
    int stop = layouts.number("NOTIFY_STOP_MASK");
    int answer = 0;
    for (Block block : List.copyOf(blocks)) {
      answer =
          (int) vm.call(vm.memory().load(block.address + function, 8), block.address, action, data);
      if ((answer & stop) != 0) {
        break;
      }
    }
    return answer;
  }

  /** The error in an answer, as notifier_to_errno(): 0 or negative. */
  int error(int answer) {
    int ok = layouts.number("NOTIFY_OK");
    int code = answer & ~layouts.number("NOTIFY_STOP_MASK");
    return code > ok ? ok - code : 0;
  }

  /** Addresses of the registered blocks. */
  List<Long> references() {
    return blocks.stream().map(Block::address).toList();
  }
}
