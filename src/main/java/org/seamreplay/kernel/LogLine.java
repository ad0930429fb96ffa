package org.seamreplay.kernel;

/**
 * A line of the kernel log.
 *
 * @param cpu the CPU that printed it
 * @param level 0 (emergency) to 7 (debug)
 * @param text without level and line end
 */
public record LogLine(int cpu, int level, String text) {}
