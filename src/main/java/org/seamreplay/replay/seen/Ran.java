package org.seamreplay.replay.seen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.replay.run.Footprints;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.vm.cover.Executed;
import org.seamreplay.vm.cover.Landmarks;

/** Which lines of a tree's programs some runs have executed. */
final class Ran {
  private final Map<Executed.Key, Landmarks> programs = new HashMap<>();
  private final List<Executed> runs = new ArrayList<>();
  private final Map<Executed.Key, Map<TreeLine, Boolean>> known = new HashMap<>();

  /** What runs of a tree have executed of it. */
  Ran(Replay tree, List<Footprints> footprints) {
    for (Landmarks program : tree.landmarks()) {
      program.functions().forEach(function -> programs.put(function, program));
    }
    footprints.forEach(
        one -> {
          runs.add(one.host().executed());
          runs.add(one.guest().executed());
        });
  }

  /** The functions with code. */
  Set<Executed.Key> functions() {
    return programs.keySet();
  }

  /** The lines of a function that have code, and whether a run has executed them. */
  Map<TreeLine, Boolean> lines(Executed.Key function) {
    return known.computeIfAbsent(function, this::find);
  }

  /** Whether a run has executed the line of a function; empty if it has no code there. */
  Optional<Boolean> executed(Executed.Key function, TreeLine line) {
    return Optional.ofNullable(lines(function).get(line));
  }

  /** Whether a run has been in a function. */
  boolean entered(Executed.Key function) {
    BitSet places = new BitSet();
    runs.forEach(run -> run.addTo(places, function));
    return !places.isEmpty();
  }

  private Map<TreeLine, Boolean> find(Executed.Key key) {
    Map<TreeLine, Boolean> lines = new TreeMap<>();
    BitSet places = new BitSet();
    runs.forEach(run -> run.addTo(places, key));
    Landmarks program = programs.get(key);
    List<SourceLocation> locations = program == null ? List.of() : program.places(key);
    for (int i = 0; i < locations.size(); i++) {
      boolean executed = places.get(i);
      for (SourceLocation at = locations.get(i); at != null; at = at.inlinedAt()) {
        if (at.line() > 0) {
          lines.merge(TreeLine.of(at), executed, Boolean::logicalOr);
        }
      }
    }
    return lines;
  }
}
