package org.seamreplay.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.scenario.Scenarios;

/**
 * A whole boot of the unmodified tdx.c of Linux 7.3, with all checks, the module and the recording:
 * 193 SEAMCALLs with 64 GB, 1,153 with 1 TB. The same boot in lli is {@link LliBoot}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class BootBenchmark {
  @Param({"bench-64g", "bench-1t"})
  String platform;

  private Replay replay;
  private ScenarioRun run;

  @Setup
  public void compile() {
    String kernels = System.getenv("SEAMREPLAY_KERNELS");
    Path tree =
        kernels != null
            ? Path.of(kernels, "linux-7.3")
            : Path.of(System.getProperty("user.home"), ".cache/seamreplay/kernels/linux-7.3");
    run = new ScenarioRun(Scenarios.select(List.of("boot")).get(0), platform, "tdx-1.5-fast");
    LoadedProfiles profiles = new LoadedProfiles();
    profiles.loadFor(List.of(run));
    Compiler compiler = new Compiler(Path.of("target/bench-cache"));
    replay = Replay.of(KernelTree.open(tree), compiler, "bench", profiles);
  }

  @Benchmark
  public Recording boot() {
    return replay.run(run);
  }
}
