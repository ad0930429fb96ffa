package org.seamreplay.check;

import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;

/** When an update has failed with the old module gone, nobody may take TDX for usable. */
final class NoUseAfterFailedUpdate extends Contract {
  private static final Rule RULE =
      new Rule(
          "no-use-after-failed-update",
          "after an update that failed once the old module was shut down no leaf of the module is"
              + " called any more, but for TDH.SYS.DISABLE",
          "Intel TDX Module Base Architecture Specification, TD-preserving update: after"
              + " TDH.SYS.SHUTDOWN only a new module answers");

  private boolean shutDown;
  private boolean gone;

  NoUseAfterFailedUpdate() {
    super(RULE);
  }

  @Override
  void call(SeamcallRecord call) {
    if (call.leaf().equals("TDH.SYS.SHUTDOWN")) {
      shutDown |= succeeded(call);
    } else if (call.leaf().equals("TDH.SYS.UPDATE")) {
      shutDown &= !succeeded(call);
    } else if (gone && !call.leaf().startsWith("SEAMLDR") && !isDisable(call)) {
      broken(call.leaf() + " is called although the update has failed", call.stack());
      gone = false;
    }
  }

  private static boolean isDisable(SeamcallRecord call) {
    return call.leaf().equals("TDH.SYS.DISABLE");
  }

  @Override
  void step(StepRecord step) {
    if (step.step().startsWith("update")) {
      gone = shutDown && failed(step);
      shutDown = false;
    }
  }
}
