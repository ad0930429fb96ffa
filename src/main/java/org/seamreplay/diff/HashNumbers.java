package org.seamreplay.diff;

/** Numbers hashes from 0 in the order they come: a hash table without objects. */
final class HashNumbers {
  private final long[] hashes;
  private final int[] numbers;
  private int count;

  /** Has room for so many hashes. */
  HashNumbers(int most) {
    int size = Math.max(16, Integer.highestOneBit(Math.max(1, most)) << 1);
    hashes = new long[size];
    numbers = new int[size];
  }

  int of(long hash) {
    int mask = hashes.length - 1;
    int at = (int) (hash >>> 20) & mask;
    while (numbers[at] != 0) {
      if (hashes[at] == hash) {
        return numbers[at] - 1;
      }
      at = at + 1 & mask;
    }
    hashes[at] = hash;
    numbers[at] = ++count;
    return count - 1;
  }
}
