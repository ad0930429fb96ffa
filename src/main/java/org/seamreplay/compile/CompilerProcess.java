package org.seamreplay.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A run of the compiler: no shell, no environment, no standard input, and an end. It ends with its
 * time, with the thread that waits for it, and with this process.
 */
final class CompilerProcess {
  /** A process that a signal ends has this and the signal's number for a status. */
  private static final int SIGNAL = 128;

  /** LLVM's way out where it has none, see its report_fatal_error. */
  private static final int FATAL = 70;

  private static final int SIGKILL = 9;
  private static final int SIGXCPU = 24;
  private static final int SIGXFSZ = 25;

  private CompilerProcess() {}

  /**
   * Runs a command to its end.
   *
   * @param scratch where it works; nothing is left running that writes there
   * @param output all that it prints
   * @return its exit status, or nothing if it was stopped because its time was up
   */
  static Optional<Integer> run(
      List<String> command, ScratchDirectory scratch, Path output, Duration wall)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    // Clang makes a temporary file for each module that a pragma builds; here it has no place for
    // it.
    builder.environment().put("TMPDIR", "/dev/null");
    builder.directory(scratch.path().toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Process process = builder.start();
    scratch.hasWriter(process);
    try {
      return process.waitFor(wall.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.of(process.exitValue())
          : Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether a status says that the time of the processor was up. */
  static boolean isOutOfTime(int status) {
    return status == SIGNAL + SIGXCPU || status == SIGNAL + SIGKILL;
  }

  /** Whether a status says that a file became too large. */
  static boolean isOutOfRoom(int status) {
    return status == SIGNAL + SIGXFSZ;
  }

  /** Whether a status says that the program broke. */
  static boolean isCrash(int status) {
    return status > SIGNAL || status == FATAL;
  }
}
