package org.seamreplay.check;

import java.util.BitSet;
import java.util.Optional;
import org.seamreplay.kernel.CpuSet;
import org.seamreplay.kernel.Effect;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;

/** Pages that the module has written do not come back into use as they are. */
final class ModulePagesFreed extends Contract {
  private static final Rule RULE =
      new Rule(
          "module-pages-freed",
          "pages that the module owns are given back only when it is not used any more and its lines"
              + " are out of all caches; on CPUs that poison partial writes only after MOVDIR64B has"
              + " written all of them",
          "Intel TDX Module Base Architecture Specification, reclaiming memory; erratum of partial"
              + " writes to TDX private memory (Sapphire Rapids, Emerald Rapids)");

  private static final String GIVEN_BACK = "the module's pages are given back ";

  private final boolean erratum;
  private final Flushes flushes = new Flushes();
  private Optional<EventRecord> freed = Optional.empty();

  ModulePagesFreed(boolean erratum) {
    super(RULE);
    this.erratum = erratum;
  }

  @Override
  void call(SeamcallRecord call) {
    // A module that is shut down, or another one, does not know of the pages.
    boolean ends =
        call.leaf().equals("TDH.SYS.DISABLE")
            || call.leaf().equals("TDH.SYS.SHUTDOWN")
            || call.leaf().startsWith("SEAMLDR");
    if (ends) {
      freed = Optional.empty();
    }
    freed.ifPresent(
        pages ->
            broken(
                GIVEN_BACK + "before " + call.leaf() + " is called" + which(pages), pages.stack()));
    freed = Optional.empty();
    flushes.call(call);
  }

  @Override
  void event(EventRecord event) {
    if (Flushes.isFlush(event)) {
      flushes.flush(event);
    } else if (is(event, Effect.Kind.PAGES_FREED)) {
      BitSet dirty = flushes.dirty();
      if (erratum) {
        broken(GIVEN_BACK + "without MOVDIR64B over them" + which(event), event.stack());
      } else if (!dirty.isEmpty()) {
        broken(
            GIVEN_BACK + "without WBINVD on " + CpuSet.text(dirty) + which(event), event.stack());
      } else {
        freed = Optional.of(event);
      }
    }
  }

  private static String which(EventRecord event) {
    return ": " + event.size() + " bytes at " + event.at().map(Object::toString).orElse("?");
  }
}
