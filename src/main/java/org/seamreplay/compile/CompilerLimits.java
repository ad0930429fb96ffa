package org.seamreplay.compile;

import java.time.Duration;

/**
 * What a compilation may use up. A unit of a kernel needs about a second and 200 MB; one that needs
 * much more was written to need it.
 *
 * @param processor time of the processor; a whole number of seconds
 * @param wall time by the clock, for what waits instead of computing
 * @param memoryBytes address space, libraries (some 300 MB) among it
 * @param fileBytes size of each file that is written: module, messages, list of files read
 */
record CompilerLimits(Duration processor, Duration wall, long memoryBytes, long fileBytes) {
  static final CompilerLimits USUAL =
      new CompilerLimits(Duration.ofSeconds(5), Duration.ofSeconds(8), 1L << 30, 24L << 20);
}
