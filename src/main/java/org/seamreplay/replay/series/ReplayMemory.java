package org.seamreplay.replay.series;

import org.seamreplay.replay.run.LinkedPrograms;

/**
 * What is worth keeping from one replay to the next in the same process: programs, and recordings
 * that stand for runs that would record the same. It holds for one set of machine and module
 * profiles. Safe for use by several threads; nothing of it shows in any outcome.
 */
public final class ReplayMemory {
  private final LinkedPrograms programs = new LinkedPrograms();
  private final KeptRecordings recordings = new KeptRecordings();

  LinkedPrograms programs() {
    return programs;
  }

  KeptRecordings recordings() {
    return recordings;
  }

  /** At the end of a replay: lets go of what only earlier ones had. */
  void forgetUnused() {
    programs.forgetUnused();
    recordings.forgetUnused();
  }
}
