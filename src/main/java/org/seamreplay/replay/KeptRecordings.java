package org.seamreplay.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recordings that stand for runs of other trees, where these would record the same. A recording
 * depends on the tree by what its run has asked of the programs; everything else (scenario,
 * machine, module, this program) is the same as long as this object is used. Safe for use by
 * several threads.
 */
final class KeptRecordings {
  /** Of one run; a long series changes the code of one run a few times. */
  private static final int MOST = 32;

  /** A recording, and what the tree has to be like for it. */
  private record Kept(Recording recording, Replay.Dependences on) {}

  /**
   * A recording of a tree.
   *
   * @param recording the recording
   * @param run which run it is from; the same for recordings that are the same but for lines
   */
  record Found(Recording recording, Object run) {}

  private final Map<ScenarioRun, List<Kept>> kept = new ConcurrentHashMap<>();

  /** A recording of a tree: one that is known to be what a run would record, or a new one. */
  Found of(Replay replay, ScenarioRun run) {
    List<Kept> all = kept.computeIfAbsent(run, r -> new ArrayList<>());
    synchronized (all) {
      for (Kept one : all) {
        Optional<Recording> recording = replay.takeOver(one.recording(), one.on());
        if (recording.isPresent()) {
          all.remove(one);
          all.add(0, one);
          return new Found(recording.get(), one.recording());
        }
      }
      Recording recording = replay.run(run);
      replay
          .dependences(recording)
          .ifPresent(on -> all.add(0, new Kept(recording, on)));
      if (all.size() > MOST) {
        all.remove(MOST);
      }
      return new Found(recording, recording);
    }
  }
}
