package org.seamreplay.check;

import org.seamreplay.trace.EventRecord;

/** Two tasks that use the loader at a time do not meet in it. */
final class SeamldrSerialised extends Contract {
  private static final Rule RULE =
      new Rule(
          "seamldr-serialised",
          "a call of the P-SEAMLDR is made with a spinlock held, so that no other CPU calls it at the"
              + " same time",
          "Intel Persistent SEAM Loader Interface Specification: one logical processor at a time, a"
              + " concurrent call fails with VMfailInvalid");

  private boolean judged;

  SeamldrSerialised() {
    super(RULE);
  }

  @Override
  void event(EventRecord event) {
    if (event.event().equals(Contracts.UNSERIALISED) && !judged) {
      judged = true;
      broken("the P-SEAMLDR is called without a lock", event.stack());
    }
  }
}
