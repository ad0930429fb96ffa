package org.seamreplay.vm;

import java.util.IdentityHashMap;

/**
 * Which bits of bytes in state {@link org.seamreplay.platform.ByteState#PARTIAL} are undefined, by
 * the array that holds their state. An entry counts only while the byte is in that state.
 */
final class PartialBits {
  private final IdentityHashMap<byte[], byte[]> masks = new IdentityHashMap<>();

  void set(byte[] state, int at, int undefined) {
    masks.computeIfAbsent(state, s -> new byte[s.length])[at] = (byte) undefined;
  }

  /** 0 to 255; a bit that is set is undefined. */
  int get(byte[] state, int at) {
    byte[] known = masks.get(state);
    return known == null ? 0xff : known[at] & 0xff;
  }

  /** The states moved to another array, at a higher index. */
  void moved(byte[] from, byte[] to, int by) {
    byte[] known = masks.remove(from);
    if (known != null) {
      byte[] grown = new byte[to.length];
      System.arraycopy(known, 0, grown, by, known.length);
      masks.put(to, grown);
    }
  }
}
