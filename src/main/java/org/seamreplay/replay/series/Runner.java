package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Executes runs on several Java threads. Runs share nothing that changes, and results come back in
 * the order of the runs, so the number of threads does not show in them.
 */
public final class Runner {
  private final int jobs;

  /** Up to {@code jobs} runs at a time, at least one. */
  public Runner(int jobs) {
    this.jobs = Math.max(1, jobs);
  }

  /**
   * Executes all runs.
   *
   * @param execute executes one
   * @param started is told of each run when it starts, on any thread
   */
  public <T, R> List<R> all(List<T> runs, Function<T, R> execute, Consumer<T> started) {
    if (jobs == 1 || runs.size() < 2) {
      List<R> results = new ArrayList<>();
      for (T run : runs) {
        started.accept(run);
        results.add(execute.apply(run));
      }
      return results;
    }
    ExecutorService executor = Executors.newFixedThreadPool(Math.min(jobs, runs.size()));
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (T run : runs) {
        futures.add(
            executor.submit(
                () -> {
                  started.accept(run);
                  return execute.apply(run);
                }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
