package org.seamreplay.vm.cover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;

/**
 * What can be covered in a program: the starts of places in the source, functions, and the ways out
 * of conditions and switches. Made once for any number of runs; safe for use by several threads.
 */
public final class Landmarks {
  /**
   * A condition or switch.
   *
   * @param pc where it stands first, see {@link #findForks}
   * @param first number of the first way out of it
   * @param targets where these ways lead
   */
  record Fork(int pc, int first, int[] targets) {
    /** The number of the way that leads to a position, -1 if none does. */
    int way(int to) {
      for (int i = 0; i < targets.length; i++) {
        if (targets[i] == to) {
          return first + i;
        }
      }
      return -1;
    }
  }

  /** The places of a function: the number of the first, and where they are in the source. */
  private record Places(int first, List<SourceLocation> locations) {}

  private final Program program;
  private final Map<Executed.Key, Places> functions = new LinkedHashMap<>();

  /** In the order of positions. */
  private final Map<Integer, Fork> forks = new LinkedHashMap<>();

  private final int ways;
  private final int[] stops;

  /** Looks through a program. */
  public Landmarks(Program program) {
    this.program = program;
    this.ways = findForks();
    findPlaces();
    this.stops = program.code.clone();
    for (int i = 0; i < program.positions.size(); i++) {
      if (program.positions.position(i) < stops.length) {
        stops[program.positions.position(i)] = Op.STOP;
      }
    }
    forks.keySet().forEach(pc -> stops[pc] = Op.STOP);
  }

  private void findPlaces() {
    for (FunctionCode function : program.functions) {
      if (function.external()) {
        continue;
      }
      int at = program.positions.startingAt(function.entry);
      int first = at >= 0 ? at : -at - 1;
      List<SourceLocation> locations = new ArrayList<>();
      for (int i = first;
          i < program.positions.size() && program.positions.position(i) < function.end;
          i++) {
        locations.add(program.positions.location(i));
      }
      functions.put(Executed.Key.of(function), new Places(first, locations));
    }
  }

  /** The functions with code. */
  public Set<Executed.Key> functions() {
    return functions.keySet();
  }

  /** Where the places of a function are, in their order; none if the program has not got it. */
  public List<SourceLocation> places(Executed.Key function) {
    Places places = functions.get(function);
    return places == null ? List.of() : Collections.unmodifiableList(places.locations());
  }

  int firstPlace(Executed.Key function) {
    return functions.get(function).first();
  }

  /**
   * Finds the forks. The decoder copies the condition of a loop to its end: that is the same fork.
   */
  private int findForks() {
    int count = 0;
    int[] code = program.code;
    Map<Integer, Fork> all = new TreeMap<>();
    for (FunctionCode function : program.functions) {
      Map<List<Integer>, Fork> known = new HashMap<>();
      for (int pc = function.entry; pc >= 0 && pc < function.end; pc += Op.length(code, pc)) {
        boolean isSwitch = code[pc] == Op.SWITCH;
        if (!isSwitch && !Op.isConditional(code[pc])) {
          continue;
        }
        int[] targets = Arrays.stream(program.targets(function, pc)).distinct().toArray();
        if (Arrays.stream(targets).anyMatch(to -> code[to] == Op.BAD_INDEX)) {
          // A check of the compiler's; the programmer sees no condition.
          continue;
        }
        List<Integer> condition = new ArrayList<>(List.of(code[pc]));
        Op.eachRead(code, pc, condition::add);
        Arrays.stream(targets).forEach(condition::add);
        Fork same = isSwitch ? null : known.get(condition);
        Fork fork = same == null ? new Fork(pc, count, targets) : same;
        known.put(condition, fork);
        all.put(pc, fork);
        count += same == null ? targets.length : 0;
      }
    }
    forks.putAll(all);
    return count;
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /** A copy of the code that stops wherever something is to be noted. */
  public int[] stops() {
    return stops.clone();
  }

  /** Whether an instruction is a condition or switch. */
  public boolean isFork(int pc) {
    return forks.containsKey(pc);
  }

  /** The fork at a position, {@code null} if there is none. */
  Fork fork(int pc) {
    return forks.get(pc);
  }

  /** All forks by position, the copies among them. */
  Map<Integer, Fork> forks() {
    return forks;
  }

  /** How many ways lead out of all forks. */
  int ways() {
    return ways;
  }
}
