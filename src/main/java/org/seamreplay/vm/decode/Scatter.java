package org.seamreplay.vm.decode;

import java.util.BitSet;
import org.seamreplay.vm.code.Page;

/**
 * Places objects in a range much larger than they are, each where its name says as long as that is
 * free: objects that come later or go seldom move another.
 */
final class Scatter {
  /** How much of the range is used, at most: one part in so many. */
  private static final int SPARSE = 16;

  private static final int GRANULE = 16;

  /** Granules before the first object. */
  private static final int MARGIN = 2;

  private final long start;
  private final int granules;
  private final BitSet taken = new BitSet();

  /**
   * A range for objects.
   *
   * @param start where it begins, at a page
   * @param bytes room that all objects take
   */
  Scatter(long start, long bytes) {
    this.start = start;
    long room = Long.highestOneBit(Math.max(bytes, Page.SIZE / SPARSE) * 2 - 1) * SPARSE;
    this.granules = Math.toIntExact(room / GRANULE);
    taken.set(0, MARGIN);
  }

  long end() {
    return start + (long) granules * GRANULE;
  }

  /** The address of the next object. */
  long place(String name, long bytes, int align) {
    int step = Math.max(1, align / GRANULE);
    int length = (int) ((bytes + GRANULE - 1) / GRANULE);
    int at = slot(name, granules) & -step;
    while (at + length > granules || taken.get(at, at + length).cardinality() > 0) {
      at = at + step & granules - 1;
    }
    taken.set(at, at + length);
    return start + (long) at * GRANULE;
  }

  /**
   * A number below {@code count}, a power of two, that follows from a name. The upper bits of a
   * Java string's hash are worth little: spread by the golden ratio.
   */
  static int slot(String name, int count) {
    return (name.hashCode() * 0x9e3779b9) >>> Integer.numberOfLeadingZeros(count - 1);
  }
}
