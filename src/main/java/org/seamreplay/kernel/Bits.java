package org.seamreplay.kernel;

import java.util.BitSet;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.NotModelled;

/** Searching and counting in bitmaps. */
final class Bits {
  /** Far more than any mask of the kernel has. */
  private static final int LARGEST = 1 << 20;

  private Bits() {}

  static void register(Models m) {
    m.model("_find_first_bit", c -> next(c, c.arg(0), c.arg(1), 0, 0));
    m.model("_find_next_bit", c -> next(c, c.arg(0), c.arg(1), c.arg(2), 0));
    m.model("_find_first_zero_bit", c -> next(c, c.arg(0), c.arg(1), 0, -1));
    m.model("_find_next_zero_bit", c -> next(c, c.arg(0), c.arg(1), c.arg(2), -1));
    m.model("_find_next_and_bit", Bits::nextOfBoth);
    m.model("_find_last_bit", Bits::last);
    m.model("__bitmap_weight", c -> c.result(bits(c, c.arg(0), c.arg(1)).cardinality()));
  }

  /** The first bit from {@code from} on that is set after the words are XORed with {@code flip}. */
  private static void next(ExternalCall call, long map, long size, long from, long flip) {
    Memory memory = call.vm().memory();
    long bit = from;
    while (Long.compareUnsigned(bit, size) < 0) {
      long word = (memory.load(map + (bit >>> 6) * 8, 8) ^ flip) & (-1L << bit);
      if (word != 0) {
        bit = (bit & ~63L) + Long.numberOfTrailingZeros(word);
        break;
      }
      bit = (bit | 63) + 1;
    }
    call.result(Long.compareUnsigned(bit, size) < 0 ? bit : size);
  }

  private static void nextOfBoth(ExternalCall call) {
    BitSet bits = bits(call, call.arg(0), call.arg(2));
    bits.and(bits(call, call.arg(1), call.arg(2)));
    int bit = bits.nextSetBit((int) Math.min(call.arg(3), call.arg(2)));
    call.result(bit < 0 ? call.arg(2) : bit);
  }

  private static void last(ExternalCall call) {
    int length = bits(call, call.arg(0), call.arg(1)).length();
    call.result(length == 0 ? call.arg(1) : length - 1);
  }

  private static BitSet bits(ExternalCall call, long map, long size) {
    int count = (int) Math.min(size & 0xffff_ffffL, Integer.MAX_VALUE);
    if (count > LARGEST) {
      throw new NotModelled("a bitmap of " + count + " bits", call.vm().stack());
    }
    BitSet bits = BitSet.valueOf(call.vm().memory().read(map, (count + 63) / 64 * 8));
    bits.clear(count, Math.max(count, bits.length()));
    return bits;
  }
}
