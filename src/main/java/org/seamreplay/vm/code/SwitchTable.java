package org.seamreplay.vm.code;

import java.util.Arrays;

/** The cases of a switch, by unsigned value of 64 bits or (as high, low) of 128. */
public final class SwitchTable {
  private final long[] values;
  private final int[] targets;

  /**
   * @param values in ascending signed order
   * @param targets code positions, one for each value
   */
  public SwitchTable(long[] values, int[] targets) {
    this.values = values;
    this.targets = targets;
  }

  /** Where the value goes, -1 if no case has it. */
  public int target(long value) {
    int index = Arrays.binarySearch(values, value);
    return index < 0 ? -1 : targets[index];
  }

  long[] values() {
    return values;
  }

  public int[] targets() {
    return targets;
  }
}
