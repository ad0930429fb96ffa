package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.Replay;

/**
 * Recordings that stand for runs of other trees, where these would record the same. A recording
 * depends on the tree by what its run has asked of the programs; everything else (scenario,
 * machine, module, this program) is the same as long as this object is used. Safe for use by
 * several threads.
 */
final class KeptRecordings {
  /** Recordings of one run that are kept although the last replay had no use for them. */
  private static final int SPARE = 8;

  /**
   * A recording, and what the tree has to be like for it. That is worked out when another tree is
   * compared with it: a run of one tree alone never needs it.
   */
  private static final class Kept {
    final Recording recording;
    private Replay made;
    private Replay.Dependences on;

    Kept(Recording recording, Replay made) {
      this.recording = recording;
      this.made = made;
    }

    Replay.Dependences on() {
      if (on == null) {
        on = made.dependences(recording);
        made = null;
      }
      return on;
    }
  }

  /** All of one run. */
  private static final class Column {
    /** The last used first. */
    final List<Kept> recordings = new ArrayList<>();

    final Map<Replay.Identity, FoundRecording> byTree = new HashMap<>();
    final Set<Replay.Identity> used = new HashSet<>();

    /**
     * Forgets the trees that were not asked for, and old recordings that none of the others has.
     */
    synchronized void forgetUnused() {
      byTree.keySet().retainAll(used);
      used.clear();
      int spare = 0;
      for (Iterator<Kept> i = recordings.iterator(); i.hasNext(); ) {
        Kept one = i.next();
        if (byTree.values().stream().anyMatch(found -> found.isOf(one.recording))) {
          continue;
        }
        if (++spare > SPARE) {
          i.remove();
        } else {
          // Lets go of the programs, too.
          one.on();
        }
      }
    }
  }

  private final Map<ScenarioRun, Column> columns = new ConcurrentHashMap<>();

  /** A recording of a tree: one that is known to be what a run would record, or a new one. */
  FoundRecording of(Replay replay, ScenarioRun run) {
    Column column = columns.computeIfAbsent(run, r -> new Column());
    synchronized (column) {
      column.used.add(replay.identity());
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
      Optional<Recording> recording = replay.takeOver(one.recording, one.on());
      if (recording.isPresent()) {
        all.remove(one);
        all.add(0, one);
        return new FoundRecording(recording.get(), one.recording);
      }
    }
    Recording recording = replay.run(run);
    if (recording.footprints().isPresent()) {
      all.add(0, new Kept(recording, replay));
    }
    return new FoundRecording(recording, recording);
  }

  /**
   * At the end of a replay: forgets the trees that it did not have. Recordings fill the heap fast,
   * and the next replay is most like the last one.
   */
  void forgetUnused() {
    columns.values().forEach(Column::forgetUnused);
  }
}
