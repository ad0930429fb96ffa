package org.seamreplay.vm;

/**
 * What a flow may use before it counts as "did not finish".
 *
 * @param instructions IR instructions, all threads together
 * @param stackBytes bytes of stack of one thread; the kernel has 16 KB, -O0 code needs more
 * @param memoryBytes bytes of private and touched physical memory
 * @param callDepth nested calls of one thread
 */
public record Budget(long instructions, int stackBytes, long memoryBytes, int callDepth) {
  /**
   * Ample for a boot of the largest machine: 2 billion instructions, 64 KB stack, 128 MB, 512 calls
   * deep.
   */
  public static final Budget DEFAULT = new Budget(2_000_000_000L, 64 << 10, 128L << 20, 512);
}
