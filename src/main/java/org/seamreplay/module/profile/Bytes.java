package org.seamreplay.module.profile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian structures as byte arrays. */
public final class Bytes {
  private Bytes() {}

  /** The 64-bit words of a structure. */
  public static long[] words(byte[] bytes) {
    long[] words = new long[bytes.length / 8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    return words;
  }

  /** A structure to be filled or taken apart; the buffer writes to the array. */
  public static ByteBuffer of(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
