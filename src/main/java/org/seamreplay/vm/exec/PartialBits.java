package org.seamreplay.vm.exec;

import java.util.IdentityHashMap;

/**
 * What is known of bytes in state {@link org.seamreplay.platform.ByteState#PARTIAL}, which an
 * undefined value was stored into: their undefined bits and where these come from, by the array
 * that holds the state. An entry counts only while the byte is in that state.
 */
final class PartialBits {
  private static final class Table {
    final byte[] masks;
    final long[] origins;

    Table(int length) {
      masks = new byte[length];
      origins = new long[length];
    }
  }

  private final IdentityHashMap<byte[], Table> tables = new IdentityHashMap<>();

  /**
   * Notes a byte.
   *
   * @param origin the address that the undefined bits were first loaded from, 0 if unknown
   */
  void set(byte[] state, int at, int undefined, long origin) {
    Table table = tables.computeIfAbsent(state, s -> new Table(s.length));
    table.masks[at] = (byte) undefined;
    table.origins[at] = origin;
  }

  /** 0 to 255; a bit that is set is undefined. */
  int get(byte[] state, int at) {
    Table table = tables.get(state);
    return table == null ? 0xff : table.masks[at] & 0xff;
  }

  /** Where the undefined bits come from, 0 if unknown. */
  long origin(byte[] state, int at) {
    Table table = tables.get(state);
    return table == null ? 0 : table.origins[at];
  }

  /** The states moved to another array, at a higher index. */
  void moved(byte[] from, byte[] to, int by) {
    Table known = tables.remove(from);
    if (known != null) {
      Table grown = new Table(to.length);
      System.arraycopy(known.masks, 0, grown.masks, by, known.masks.length);
      System.arraycopy(known.origins, 0, grown.origins, by, known.origins.length);
      tables.put(to, grown);
    }
  }
}
