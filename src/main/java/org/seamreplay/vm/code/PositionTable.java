package org.seamreplay.vm.code;

import java.util.Arrays;
import org.seamreplay.ir.IrModule.SourceLocation;

/** From code positions to places in the source; entry i holds from position i to the next one. */
public final class PositionTable {
  private final int[] positions;
  private final SourceLocation[] locations;

  PositionTable(int[] positions, SourceLocation[] locations) {
    this.positions = positions;
    this.locations = locations;
  }

  /** The place of the instruction at {@code pc}, {@code null} if LLVM has none. */
  public SourceLocation at(int pc) {
    int index = Arrays.binarySearch(positions, pc);
    if (index < 0) {
      index = -index - 2;
    }
    return index < 0 ? null : locations[index];
  }

  public int size() {
    return positions.length;
  }

  /** The position from which entry i holds. */
  public int position(int i) {
    return positions[i];
  }

  /** The place of entry i, {@code null} if LLVM has none. */
  public SourceLocation location(int i) {
    return locations[i];
  }

  /** The entry that holds from exactly this position; negative if there is none. */
  public int startingAt(int pc) {
    return Arrays.binarySearch(positions, pc);
  }
}
