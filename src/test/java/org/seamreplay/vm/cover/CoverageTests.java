package org.seamreplay.vm.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.compile.Compiler;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.exec.Interpreter;

class CoverageTests {
  private static final String SOURCE =
      """
      static int table[4];
      static int pick(int x)
      {
        switch (x) {
        case 1:
          return 10;
        case 7:
          return 70;
        default:
          return 0;
        }
      }
      static int never(int x)
      {
        return x;
      }
      int run(int n)
      {
        int sum = 0;
        for (int i = 0; i < n; i++)
          sum += i;
        if (sum > 100)
          sum = never(sum);
        else
          sum += pick(n);
        return sum;
      }
      int uninitialised(int deep)
      {
        int x;
        int y = x;
        if (deep)
          return 1;
        return y & 0;
      }
      """;

  @TempDir Path directory;
  private Program program;
  private Tally tally;
  private Coverage last;

  @BeforeEach
  void compile() throws IOException {
    Path file = Files.writeString(directory.resolve("unit.c"), SOURCE);
    program = Linker.link(List.of(new Compiler(directory.resolve("cache")).plainFile(file, 0)));
    tally = new Tally(program);
  }

  private long run(String function, long argument) {
    Coverage coverage = new Coverage(tally.landmarks());
    Interpreter vm =
        new Interpreter(program, new Externals(), Budget.DEFAULT, Optional.of(coverage));
    long result = vm.call(function, argument);
    tally.add(coverage);
    last = coverage;
    Interpreter plain = new Interpreter(program, new Externals(), Budget.DEFAULT);
    assertThat(plain.call(function, argument)).as("same result without").isEqualTo(result);
    assertThat(plain.instructions()).isEqualTo(vm.instructions());
    return result;
  }

  private Map<Integer, Integer> runsByLine() {
    return tally.lines().stream()
        .collect(Collectors.toMap(Tally.Line::line, Tally.Line::runs, Integer::sum, TreeMap::new));
  }

  private List<Integer> branchesOf(int line) {
    return tally.branches().stream().filter(b -> b.line() == line).map(Tally.Branch::runs).toList();
  }

  @Test
  void linesAreCountedByRunAndLinesWithoutCodeAreNone() {
    assertThat(run("run", 3)).isEqualTo(3);
    assertThat(run("run", 1)).isEqualTo(10);

    assertThat(runsByLine())
        .containsEntry(20, 2)
        .containsEntry(21, 2)
        .containsEntry(23, 0)
        .containsEntry(25, 2)
        .containsEntry(6, 1)
        .containsEntry(8, 0)
        .containsEntry(10, 1)
        .containsEntry(15, 0)
        .doesNotContainKeys(1, 3, 13, 17, 24);
  }

  @Test
  void waysOutOfAConditionAreCountedOneByOne() {
    run("run", 3);
    assertThat(branchesOf(22)).containsExactly(0, 1);

    run("run", 20);
    assertThat(branchesOf(22)).containsExactly(1, 1);
  }

  @Test
  void conditionOfALoopIsOneThoughTheDecoderCopiesIt() {
    run("run", 3);
    assertThat(branchesOf(20)).containsExactly(1, 1);
  }

  @Test
  void loopThatIsNotEnteredLeavesOneWayOnly() {
    run("run", 0);
    assertThat(branchesOf(20)).containsExactly(0, 1);
  }

  @Test
  void casesOfASwitchAreWays() {
    run("run", 7);
    run("run", 2);
    assertThat(branchesOf(4)).containsExactly(0, 1, 1);
  }

  @Test
  void functionsAreCounted() {
    run("run", 3);
    assertThat(tally.functions())
        .extracting(f -> f.name() + " " + f.line() + " " + f.runs())
        .containsExactly("pick 2 1", "never 13 0", "run 17 1", "uninitialised 28 0");
  }

  @Test
  void codeThatWorksOnUndefinedValuesIsMeasuredToo() {
    run("uninitialised", 1);
    assertThat(runsByLine()).containsEntry(31, 1).containsEntry(33, 1).containsEntry(34, 0);
    assertThat(branchesOf(32)).containsExactly(1, 0);
  }

  @Test
  void orderOfRunsDoesNotShow() {
    run("run", 3);
    run("run", 20);
    List<Tally.Line> lines = tally.lines();
    List<Tally.Branch> branches = tally.branches();
    tally = new Tally(program);
    run("run", 20);
    run("run", 3);

    assertThat(tally.lines()).isEqualTo(lines);
    assertThat(tally.branches()).isEqualTo(branches);
  }

  @Test
  void coverageOfARunHasWhatItExecutedAndTwoRunsCanBeTakenTogether() {
    run("run", 1);
    Coverage one = last;
    run("uninitialised", 1);
    Coverage other = last;

    assertThat(other.functions()).extracting(f -> f.name).containsExactly("uninitialised");
    assertThat(linesOf(other).get(33)).isTrue();
    assertThat(linesOf(other).get(34)).as("not executed").isFalse();
    BitSet expected = linesOf(one);
    expected.or(linesOf(other));
    one.add(other);
    assertThat(linesOf(one)).isEqualTo(expected);
  }

  private static BitSet linesOf(Coverage coverage) {
    return coverage.lines().values().iterator().next();
  }
}
