package org.seamreplay.vm.cover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;

/**
 * What one run executed of a program, or several runs together: a set of places, functions and ways
 * out of forks. Several virtual machines of one run may add to it in turn.
 */
public final class Coverage {
  private final Landmarks landmarks;
  private final BitSet places = new BitSet();
  private final BitSet entries = new BitSet();
  private final BitSet ways = new BitSet();

  /** Of a run that has not begun. */
  public Coverage(Landmarks landmarks) {
    this.landmarks = landmarks;
  }

  /** What there is to cover. */
  public Landmarks landmarks() {
    return landmarks;
  }

  /** Control came to a position. */
  public void reached(int pc) {
    Program program = landmarks.program();
    int place = program.positions.startingAt(pc);
    if (place >= 0) {
      places.set(place);
    }
    FunctionCode function = program.functionAt(pc);
    if (function != null && function.entry == pc) {
      entries.set(function.index);
    }
  }

  /**
   * Control went from a fork to another position.
   *
   * @return whether all ways out of that fork have been taken now
   */
  public boolean left(int pc, int next) {
    Landmarks.Fork fork = landmarks.fork(pc);
    int way = fork.way(next);
    if (way >= 0) {
      ways.set(way);
    }
    return ways.nextClearBit(fork.first()) >= fork.first() + fork.targets().length;
  }

  /** Adds what another run of the same program executed. */
  public void add(Coverage other) {
    if (landmarks != other.landmarks) {
      throw new IllegalArgumentException("coverage of two programs");
    }
    places.or(other.places);
    entries.or(other.entries);
    ways.or(other.ways);
  }

  /** The lines that were executed, as sets of numbers by path in the tree. */
  public SortedMap<String, BitSet> lines() {
    SortedMap<String, BitSet> lines = new TreeMap<>();
    places.stream()
        .forEach(
            place -> {
              SourceLocation at = landmarks.program().positions.location(place);
              for (; at != null; at = at.inlinedAt()) {
                if (at.line() > 0) {
                  lines.computeIfAbsent(at.file(), file -> new BitSet()).set(at.line());
                }
              }
            });
    return lines;
  }

  /** The functions that were entered, in the order of the program. */
  public List<FunctionCode> functions() {
    List<FunctionCode> entered = new ArrayList<>();
    entries.stream().forEach(index -> entered.add(landmarks.program().functions[index]));
    return entered;
  }

  /** The places, function by function. */
  public Executed executed() {
    return Executed.of(landmarks, places);
  }

  BitSet places() {
    return places;
  }

  BitSet entries() {
    return entries;
  }

  BitSet ways() {
    return ways;
  }
}
