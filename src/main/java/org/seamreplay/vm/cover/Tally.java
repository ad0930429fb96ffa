package org.seamreplay.vm.cover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;

/**
 * How many runs executed each line, function and way out of a condition of a program. A line that
 * has no code is not in it. Several threads may add runs; their order does not show.
 */
public final class Tally {
  /**
   * A line with code.
   *
   * @param file path in the tree
   * @param runs how many runs executed it
   */
  public record Line(String file, int line, int runs) {}

  /**
   * One way out of a condition or switch.
   *
   * @param block number of the condition on its line
   * @param branch number of the way: of a condition 0 if it holds, 1 if not; of a switch its cases
   *     in ascending order, then the default
   * @param runs how many runs left it this way
   */
  public record Branch(String file, int line, int block, int branch, int runs) {
    private Branch withRuns(int other) {
      return new Branch(file, line, block, branch, other);
    }
  }

  /**
   * A function with code.
   *
   * @param line where it is declared, 0 if unknown
   */
  public record Function(String file, int line, String name, int runs) {}

  private final Landmarks landmarks;
  private final Program program;
  private final int[] places;
  private final int[] entries;
  private final int[] ways;

  /** Of a program that no run has been made of. */
  public Tally(Program program) {
    this.landmarks = new Landmarks(program);
    this.program = program;
    this.places = new int[program.positions.size()];
    this.entries = new int[program.functions.length];
    this.ways = new int[landmarks.ways()];
  }

  /** What is counted. */
  public Landmarks landmarks() {
    return landmarks;
  }

  /** Counts a run. */
  public synchronized void add(Coverage run) {
    count(run.places(), places);
    count(run.entries(), entries);
    count(run.ways(), ways);
  }

  private static void count(BitSet seen, int[] counts) {
    seen.stream().forEach(i -> counts[i]++);
  }

  /** All lines with code, by file and number. */
  public List<Line> lines() {
    Map<String, TreeMap<Integer, Integer>> files = new TreeMap<>();
    for (int i = 0; i < places.length; i++) {
      for (SourceLocation at = program.positions.location(i); at != null; at = at.inlinedAt()) {
        if (at.line() > 0) {
          files
              .computeIfAbsent(at.file(), f -> new TreeMap<>())
              .merge(at.line(), places[i], Math::max);
        }
      }
    }
    List<Line> lines = new ArrayList<>();
    files.forEach(
        (file, all) -> all.forEach((line, runs) -> lines.add(new Line(file, line, runs))));
    return lines;
  }

  /** All ways out of conditions and switches, by file and line. */
  public List<Branch> branches() {
    Map<String, Integer> blocks = new HashMap<>();
    List<Branch> branches = new ArrayList<>();
    landmarks
        .forks()
        .forEach(
            (pc, fork) -> {
              SourceLocation at = program.positions.at(pc);
              if (fork.pc() != pc || at == null || at.line() == 0) {
                return;
              }
              // Counted by function: units that share a header have the same blocks of it.
              String line = program.functionAt(pc).index + " " + at.file() + ":" + at.line();
              int block = blocks.merge(line, 1, Integer::sum) - 1;
              for (int i = 0; i < fork.targets().length; i++) {
                int runs = ways[fork.first() + i];
                branches.add(new Branch(at.file(), at.line(), block, i, runs));
              }
            });
    return sumOfBranches(branches);
  }

  /** All functions with code, by file and line. */
  public List<Function> functions() {
    List<Function> all = new ArrayList<>();
    for (FunctionCode function : program.functions) {
      if (!function.external()) {
        SourceLocation at = function.declaredAt;
        String file = at == null ? function.unit : at.file();
        int line = at == null ? 0 : at.line();
        all.add(new Function(file, line, function.name, entries[function.index]));
      }
    }
    return sumOfFunctions(all);
  }

  /** Adds up what is the same line. */
  public static List<Line> sumOfLines(List<Line> all) {
    Map<Line, Integer> runs = new HashMap<>();
    all.forEach(l -> runs.merge(new Line(l.file, l.line, 0), l.runs, Integer::sum));
    return runs.entrySet().stream()
        .map(e -> new Line(e.getKey().file, e.getKey().line, e.getValue()))
        .sorted(Comparator.comparing(Line::file).thenComparing(Line::line))
        .toList();
  }

  /** Adds up what is the same way out of the same condition. */
  public static List<Branch> sumOfBranches(List<Branch> all) {
    Map<Branch, Integer> runs = new HashMap<>();
    all.forEach(
        b -> runs.merge(new Branch(b.file, b.line, b.block, b.branch, 0), b.runs, Integer::sum));
    return runs.entrySet().stream()
        .map(e -> e.getKey().withRuns(e.getValue()))
        .sorted(
            Comparator.comparing(Branch::file)
                .thenComparing(Branch::line)
                .thenComparing(Branch::block)
                .thenComparing(Branch::branch))
        .toList();
  }

  /** Adds up what is the same function: each unit that includes a header has its inline ones. */
  public static List<Function> sumOfFunctions(List<Function> all) {
    Map<Function, Integer> runs = new HashMap<>();
    all.forEach(f -> runs.merge(new Function(f.file, f.line, f.name, 0), f.runs, Integer::sum));
    return runs.entrySet().stream()
        .map(e -> new Function(e.getKey().file, e.getKey().line, e.getKey().name, e.getValue()))
        .sorted(
            Comparator.comparing(Function::file)
                .thenComparing(Function::line)
                .thenComparing(Function::name))
        .toList();
  }
}
