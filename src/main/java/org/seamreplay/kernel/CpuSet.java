package org.seamreplay.kernel;

import java.util.BitSet;

/** Sets of CPUs as the kernel writes them: {@code CPUs 0-3,7}. */
public final class CpuSet {
  private CpuSet() {}

  /** A set in words. */
  public static String text(BitSet cpus) {
    StringBuilder text = new StringBuilder(cpus.cardinality() == 1 ? "CPU " : "CPUs ");
    String comma = "";
    for (int from = cpus.nextSetBit(0); from >= 0; ) {
      int to = cpus.nextClearBit(from) - 1;
      text.append(comma).append(from);
      if (to > from) {
        text.append('-').append(to);
      }
      comma = ",";
      from = cpus.nextSetBit(to + 1);
    }
    return text.toString();
  }
}
