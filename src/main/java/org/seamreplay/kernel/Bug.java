package org.seamreplay.kernel;

import java.util.List;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.SourceFrame;

/** WARN(), BUG() and panic(): findings with their stack, and a line in the log. */
final class Bug {
  private final Printk printk;

  Bug(Printk printk) {
    this.printk = printk;
  }

  void register(Models m) {
    m.model("warn_slowpath_fmt", this::warn);
    m.model("seamreplay_bug", c -> c.vm().report(ContextFault.KERNEL_BUG, "BUG" + where(c)));
    m.model(
        "panic",
        c -> c.vm().report(ContextFault.KERNEL_BUG, "panic: " + PrintkFormat.format(c, 0).strip()));
    m.noEffect("add_taint");
  }

  private void warn(ExternalCall call) {
    String text = call.arg(3) == 0 ? "" : PrintkFormat.format(call, 3).strip();
    String where = where(call);
    printk.print(call.vm(), "\0014WARNING" + where + "\n");
    if (!text.isEmpty()) {
      printk.print(call.vm(), "\0014" + text + "\n");
    }
    call.vm()
        .report(ContextFault.KERNEL_WARNING, text.isEmpty() ? "WARN" + where : "WARN: " + text);
  }

  /** " in FUNCTION": the place as it is compared; file and line are in the stack. */
  private static String where(ExternalCall call) {
    List<SourceFrame> stack = call.vm().stack();
    return stack.isEmpty() ? "" : " in " + stack.get(0).function();
  }
}
