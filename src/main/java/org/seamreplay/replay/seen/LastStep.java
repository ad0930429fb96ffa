package org.seamreplay.replay.seen;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seamreplay.replay.run.Footprints;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.tree.BlamedLine;
import org.seamreplay.tree.SourceTree;
import org.seamreplay.vm.cover.Executed;

/**
 * Which lines the runs of a series' last step execute, by where they come from. Much that a series
 * adds runs only when its last patch switches it on.
 */
public final class LastStep {
  /** There is none. */
  public static final LastStep NONE = new LastStep();

  private final Map<String, Set<BlamedLine>> executed = new HashMap<>();
  private final Map<String, List<BlamedLine>> lines = new HashMap<>();

  private LastStep() {}

  /** The last step, with the files of which it is asked. */
  public LastStep(Replay replay, SourceTree tree, Collection<String> files, List<Footprints> runs) {
    Ran ran = new Ran(replay, runs);
    files.forEach(file -> lines.put(file, tree.blame(file).orElse(List.of())));
    for (Executed.Key function : ran.functions()) {
      ran.lines(function)
          .forEach(
              (place, did) -> {
                List<BlamedLine> all = lines.get(place.file());
                if (did && all != null && place.line() <= all.size()) {
                  executed
                      .computeIfAbsent(place.file(), file -> new HashSet<>())
                      .add(all.get(place.line() - 1));
                }
              });
    }
  }

  /** Whether they execute a line of an earlier tree, if it is still there. */
  boolean executes(SourceTree tree, String file, int line) {
    Set<BlamedLine> here = executed.get(file);
    if (here == null) {
      return false;
    }
    List<BlamedLine> all = tree.blame(file).orElse(List.of());
    return line <= all.size() && here.contains(all.get(line - 1));
  }
}
