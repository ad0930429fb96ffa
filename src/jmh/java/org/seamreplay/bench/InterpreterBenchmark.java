package org.seamreplay.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seamreplay.compile.Compiler;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.exec.Interpreter;

/**
 * The interpreter on integer code at -O0 with all checks: {@code instructions} is IR instructions a
 * microsecond, so 100 means 100 million a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class InterpreterBenchmark {
  /** Functions of src/jmh/c/integer.c. */
  @Param({"sieve", "crc", "sort", "collatz"})
  String function;

  private Program program;

  @Setup
  public void compile() {
    Compiler compiler = new Compiler(Path.of("target/bench-cache"));
    program = Linker.link(List.of(compiler.plainFile(Path.of("src/jmh/c/integer.c"), 0)));
  }

  /** What was executed in an iteration. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Executed {
    public long instructions;

    @Setup(Level.Iteration)
    public void reset() {
      instructions = 0;
    }
  }

  @Benchmark
  public long run(Executed executed) {
    Interpreter vm = new Interpreter(program, new Externals(), Budget.DEFAULT);
    long result = vm.call(function);
    executed.instructions += vm.instructions();
    return result;
  }
}
