package org.seamreplay.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  /** Recordings of one run; a long series changes the code of one run a few times. */
  private static final int MOST = 32;

  /** Trees of which a run is remembered: the steps of two versions of a long series. */
  private static final int MOST_TREES = 256;

  /** A recording, and what the tree has to be like for it. */
  private record Kept(Recording recording, Replay.Dependences on) {}

  /** All of one run, the last used first. */
  private static final class Column {
    final List<Kept> recordings = new ArrayList<>();
    final Map<Replay.Identity, FoundRecording> byTree =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Replay.Identity, FoundRecording> eldest) {
            return size() > MOST_TREES;
          }
        };
  }

  private final Map<ScenarioRun, Column> columns = new ConcurrentHashMap<>();

  /** A recording of a tree: one that is known to be what a run would record, or a new one. */
  FoundRecording of(Replay replay, ScenarioRun run) {
    Column column = columns.computeIfAbsent(run, r -> new Column());
    synchronized (column) {
      FoundRecording known = column.byTree.get(replay.identity());
      if (known == null) {
        known = find(column.recordings, replay, run);
        column.byTree.put(replay.identity(), known);
      }
      return known;
    }
  }

  private static FoundRecording find(List<Kept> all, Replay replay, ScenarioRun run) {
    for (Kept one : all) {
      Optional<Recording> recording = replay.takeOver(one.recording(), one.on());
      if (recording.isPresent()) {
        all.remove(one);
        all.add(0, one);
        return new FoundRecording(recording.get(), one.recording());
      }
    }
    Recording recording = replay.run(run);
    replay.dependences(recording).ifPresent(on -> all.add(0, new Kept(recording, on)));
    if (all.size() > MOST) {
      all.remove(MOST);
    }
    return new FoundRecording(recording, recording);
  }
}
