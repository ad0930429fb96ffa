package org.seamreplay.check;

import java.util.BitSet;
import java.util.List;
import org.seamreplay.kernel.CpuSet;
import org.seamreplay.kernel.Effect;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.vm.SourceFrame;

/** The next kernel finds a machine without TDX; releases without VMX references are not judged. */
final class OffAfterShutdown extends Contract {
  private static final Rule RULE =
      new Rule(
          "off-after-shutdown",
          "after a shutdown TDH.SYS.DISABLE has been called, unless bring-up failed, no CPU holds a"
              + " VMX reference, and no further SEAMCALL is made",
          "Intel TDX Module ABI Specification, TDH.SYS.DISABLE: once before kexec, reboot or"
              + " power-off");

  private final BitSet holders = new BitSet();
  private boolean disabled;
  private boolean counts;
  private boolean up;
  private boolean off;
  private List<SourceFrame> place = List.of();

  OffAfterShutdown() {
    super(RULE);
  }

  @Override
  void call(SeamcallRecord call) {
    disabled |= call.leaf().equals("TDH.SYS.DISABLE");
    if (off) {
      broken(call.leaf() + " is called after the shutdown", call.stack());
      off = false;
    }
    place = call.stack();
  }

  @Override
  void event(EventRecord event) {
    if (is(event, Effect.Kind.VMX_TAKEN)) {
      counts = true;
      holders.set(event.cpu());
    } else if (is(event, Effect.Kind.VMX_DROPPED)) {
      holders.clear(event.cpu());
    }
  }

  @Override
  void step(StepRecord step) {
    if (step.step().equals("boot")) {
      up = step.returned().isPresent() && !failed(step);
    }
    if (!step.step().equals("shutdown") || !counts) {
      return;
    }
    if (up && !disabled) {
      broken("the shutdown ends without TDH.SYS.DISABLE: TDX is still on", place);
    }
    if (!holders.isEmpty()) {
      broken("the shutdown ends with VMX references on " + CpuSet.text(holders), place);
    }
    off = true;
  }
}
