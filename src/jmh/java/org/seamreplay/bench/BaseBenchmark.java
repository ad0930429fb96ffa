package org.seamreplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.Materialiser;
import org.seamreplay.tree.SeriesTree;

/**
 * From nothing to the directory of the first step on a repository of Linux's size, in a fresh
 * process. At most a second is allowed. It takes 0.5 s of CPU time on a JDK 17, of which 0.3 s are
 * for loading classes, and a heap of less than 64 MB; in a process that is warm, 0.07 s. By JGit
 * alone, which reads the whole index, it would be 0.8 s and 335 MB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    // The index of the repository, if it has to be made first, is not in the heap.
    jvmArgs = {"-Xmx64m", "-XX:MaxDirectMemorySize=1g"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class BaseBenchmark {
  private Path repository;

  @Setup
  public void repository() throws IOException {
    repository = Path.of("target/bench-repository");
    if (!Files.exists(repository.resolve("packed-refs"))) {
      BigRepository.make(repository, Path.of("fixtures/kernel"));
    }
  }

  @Benchmark
  public Path firstStep() {
    Series series = SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);
    try (Base base = Base.open(repository, Optional.of("main"));
        Materialiser materialiser = new Materialiser(List.of())) {
      SeriesTree tree = SeriesTree.apply(base, series, ApplyOptions.DEFAULT);
      return materialiser.directory(tree.steps().get(0));
    }
  }
}
