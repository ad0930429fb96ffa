package org.seamreplay.kernel;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets of CPUs as the kernel writes them: {@code CPUs 0-3,7}. */
public final class CpuSet {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

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

  /** Reads a set back; empty if the words are none. */
  public static BitSet parse(String words) {
    BitSet cpus = new BitSet();
    Matcher range = RANGE.matcher(words.startsWith("CPU") ? words : "");
    while (range.find()) {
      int from = Integer.parseInt(range.group(1));
      int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
      cpus.set(from, Math.max(from, to) + 1);
    }
    return cpus;
  }
}
