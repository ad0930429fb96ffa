package org.seamreplay.ir;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does work on a stack that is many times as deep as the compiler's own was. LLVM reads what nests
 * by calling itself and does not count: on a usual Java thread, whose stack is an eighth of the
 * compiler's, it would overrun it and take the process along.
 */
final class DeepStack {
  /** Address space, of which only what is used takes memory. */
  private static final long BYTES = 256L << 20;

  private DeepStack() {}

  /** What the work gives; what it throws is thrown. */
  static <T> T call(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "ir", BYTES);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reading IR was interrupted", e);
    }
  }
}
