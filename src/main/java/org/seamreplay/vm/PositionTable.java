package org.seamreplay.vm;

import java.util.Arrays;
import org.seamreplay.ir.IrModule.SourceLocation;

/** From code positions to places in the source; entry i holds from position i to the next one. */
final class PositionTable {
  private final int[] positions;
  private final SourceLocation[] locations;

  PositionTable(int[] positions, SourceLocation[] locations) {
    this.positions = positions;
    this.locations = locations;
  }

  /** The place of the instruction at {@code pc}, {@code null} if LLVM has none. */
  SourceLocation at(int pc) {
    int index = Arrays.binarySearch(positions, pc);
    if (index < 0) {
      index = -index - 2;
    }
    return index < 0 ? null : locations[index];
  }

  int size() {
    return positions.length;
  }

  /** The position from which entry i holds. */
  int position(int i) {
    return positions[i];
  }

  /** The place of entry i, {@code null} if LLVM has none. */
  SourceLocation location(int i) {
    return locations[i];
  }

  /** The entry that holds from exactly this position; negative if there is none. */
  int startingAt(int pc) {
    return Arrays.binarySearch(positions, pc);
  }
}
