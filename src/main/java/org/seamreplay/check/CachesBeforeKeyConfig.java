package org.seamreplay.check;

import java.util.BitSet;
import org.seamreplay.kernel.CpuSet;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;

/** PAMTs are clean of lines of KeyID 0 before the module accesses them with its own key. */
final class CachesBeforeKeyConfig extends Contract {
  private static final Rule RULE =
      new Rule(
          "caches-before-key-config",
          "before the first TDH.SYS.KEY.CONFIG every CPU has written back its caches, so that no"
              + " line of KeyID 0 is written over a PAMT later",
          "Intel TDX Module Base Architecture Specification, initialisation of the module: the VMM"
              + " flushes the caches after it has allocated the PAMTs");

  private final Flushes flushes = new Flushes();
  private final BitSet cpus = new BitSet();
  private boolean judged;

  CachesBeforeKeyConfig() {
    super(RULE);
  }

  @Override
  void event(EventRecord event) {
    if (Flushes.isFlush(event)) {
      flushes.flush(event);
    }
  }

  @Override
  void call(SeamcallRecord call) {
    if (call.leaf().equals("TDH.SYS.LP.INIT")) {
      cpus.or(Flushes.cpus(call));
    }
    if (call.leaf().equals("TDH.SYS.KEY.CONFIG") && !judged) {
      judged = true;
      cpus.andNot(flushes.ever());
      if (!cpus.isEmpty()) {
        broken(
            "no WBINVD on "
                + CpuSet.text(cpus)
                + " before TDH.SYS.KEY.CONFIG: the PAMTs may still"
                + " be dirty there",
            call.stack());
      }
    }
  }
}
