package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/** A blocking notifier chain: blocks by descending priority, then by the order they came in. */
final class NotifierChain {
  private static final int STOP_MASK = 0x8000;
  private static final int OK = 1;
  private static final int EEXIST = 17;
  private static final int ENOENT = 2;

  private record Block(long address, int priority) {}

  private final Context context;
  private final List<Block> blocks = new ArrayList<>();

  NotifierChain(Context context) {
    this.context = context;
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
      call.result(-EEXIST);
      return;
    }
    // struct notifier_block: the function, the next block, the priority.
    int priority = (int) call.vm().memory().load(address + 16, 4);
    int at = 0;
    while (at < blocks.size() && blocks.get(at).priority >= priority) {
      at++;
    }
    blocks.add(at, new Block(address, priority));
    call.result(0);
  }

  private void remove(ExternalCall call) {
    long address = call.arg(0);
    call.result(blocks.removeIf(b -> b.address == address) ? 0 : -ENOENT);
  }

  /** Calls the chain until a block stops it; the last answer. */
  int call(Vm vm, long action, long data) {
    int answer = 0;
    for (Block block : List.copyOf(blocks)) {
      long function = vm.memory().load(block.address, 8);
      answer = (int) vm.call(function, block.address, action, data);
      if ((answer & STOP_MASK) != 0) {
        break;
      }
    }
    return answer;
  }

  /** The error in an answer, as notifier_to_errno(): 0 or negative. */
  static int error(int answer) {
    int code = answer & ~STOP_MASK;
    return code > OK ? OK - code : 0;
  }

  /** Addresses of the registered blocks. */
  List<Long> references() {
    return blocks.stream().map(Block::address).toList();
  }
}
