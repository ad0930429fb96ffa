package org.seamreplay.vm.cover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;

/**
 * Which lines and branches of a program were executed, by how many runs. A line that has no code is
 * not in it. Any number of runs may add to it at a time; their order does not show.
 */
public final class Coverage {
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

  /** The ways out of a conditional instruction. */
  private record Fork(int pc, int first, int[] targets) {}

  private final Program program;
  private final AtomicIntegerArray places;
  private final AtomicIntegerArray entries;
  private final Map<Integer, Fork> forks = new TreeMap<>();
  private final AtomicIntegerArray edges;

  /** Of a program that no run has been made of. */
  public Coverage(Program program) {
    this.program = program;
    this.places = new AtomicIntegerArray(program.positions.size());
    this.entries = new AtomicIntegerArray(program.functions.length);
    this.edges = new AtomicIntegerArray(findForks());
  }

  /**
   * Finds the forks. The decoder copies the condition of a loop to its end: that is the same fork.
   */
  private int findForks() {
    int count = 0;
    int[] code = program.code;
    for (FunctionCode function : program.functions) {
      Map<List<Integer>, Fork> known = new HashMap<>();
      for (int pc = function.entry; pc >= 0 && pc < function.end; pc += Op.length(code, pc)) {
        int[] targets = targets(pc);
        if (targets.length == 0) {
          continue;
        }
        List<Integer> words = new ArrayList<>();
        for (int i = 0; i <= Op.length(code, pc) - 1; i++) {
          // The number of instructions is another at the end of the loop.
          words.add(Op.format(code[pc]).startsWith("i", i - 1) ? 0 : code[pc + i]);
        }
        Fork same = code[pc] == Op.SWITCH ? null : known.get(words);
        Fork fork = same == null ? new Fork(pc, count, targets) : same;
        known.put(words, fork);
        forks.put(pc, fork);
        count += same == null ? targets.length : 0;
      }
    }
    return count;
  }

  private int[] targets(int pc) {
    int[] code = program.code;
    if (code[pc] == Op.BR_IF) {
      return new int[] {code[pc + 2], code[pc + 3]};
    }
    if (code[pc] > Op.BR_IF && code[pc] <= Op.BR_SLE) {
      return new int[] {code[pc + 3], code[pc + 4]};
    }
    if (code[pc] == Op.SWITCH) {
      int[] cases = program.tables.switches.get(code[pc + 2]).targets();
      int[] all = Arrays.copyOf(cases, cases.length + 1);
      all[cases.length] = code[pc + 4];
      return Arrays.stream(all).distinct().toArray();
    }
    return new int[0];
  }

  public Program program() {
    return program;
  }

  /** A copy of the code that stops wherever something is to be noted. */
  public int[] stops() {
    int[] code = program.code.clone();
    for (int i = 0; i < program.positions.size(); i++) {
      if (program.positions.position(i) < code.length) {
        code[program.positions.position(i)] = Op.STOP;
      }
    }
    forks.keySet().forEach(pc -> code[pc] = Op.STOP);
    return code;
  }

  /** Whether all ways out of a fork have been taken. */
  public boolean allLeft(int pc, BitSet left) {
    Fork fork = forks.get(pc);
    return left.nextClearBit(fork.first) >= fork.first + fork.targets.length;
  }

  /** How many ways lead out of the instruction; 0 if it is no fork. */
  public int ways(int pc) {
    Fork fork = forks.get(pc);
    return fork == null ? 0 : fork.targets.length;
  }

  /** A number for the way from a fork to a position, the same for all copies of the fork. */
  public int edge(int pc, int next) {
    Fork fork = forks.get(pc);
    for (int i = 0; i < fork.targets.length; i++) {
      if (fork.targets[i] == next) {
        return fork.first + i;
      }
    }
    return -1;
  }

  /** Control came to a position for the first time in a run. */
  public void reached(int pc) {
    int place = program.positions.startingAt(pc);
    if (place >= 0) {
      places.incrementAndGet(place);
    }
    FunctionCode function = program.functionAt(pc);
    if (function != null && function.entry == pc) {
      entries.incrementAndGet(function.index);
    }
  }

  /** A run took a way out of a fork for the first time. */
  public void left(int edge) {
    edges.incrementAndGet(edge);
  }

  /** All lines with code, by file and number. */
  public List<Line> lines() {
    Map<String, TreeMap<Integer, Integer>> files = new TreeMap<>();
    for (int i = 0; i < places.length(); i++) {
      for (SourceLocation at = program.positions.location(i); at != null; at = at.inlinedAt()) {
        if (at.line() > 0) {
          files
              .computeIfAbsent(at.file(), f -> new TreeMap<>())
              .merge(at.line(), places.get(i), Math::max);
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
    forks.forEach(
        (pc, fork) -> {
          SourceLocation at = program.positions.at(pc);
          if (fork.pc != pc || at == null || at.line() == 0) {
            return;
          }
          // Counted by function: units that share a header have the same blocks of it.
          String line = program.functionAt(pc).index + " " + at.file() + ":" + at.line();
          int block = blocks.merge(line, 1, Integer::sum) - 1;
          for (int i = 0; i < fork.targets.length; i++) {
            int runs = edges.get(fork.first + i);
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
        all.add(new Function(file, line, function.name, entries.get(function.index)));
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
