package org.seamreplay.dice.cbor;

import java.util.HexFormat;

/** Bytes and foreign text in messages. */
public final class Hex {
  private static final int SHOWN = 16;

  private Hex() {}

  /** All bytes in lower case. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The first bytes, enough to tell two values apart in one line. */
  public static String brief(byte[] bytes) {
    if (bytes.length <= SHOWN) {
      return of(bytes);
    }
    return HexFormat.of().formatHex(bytes, 0, SHOWN) + "..";
  }

  /** A stranger's text without what would confuse a terminal, cut to one line. */
  public static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().limit(80).forEach(c -> safe.appendCodePoint(c < 0x20 || c > 0x7e ? '?' : c));
    return text.length() > 80 ? safe + ".." : safe.toString();
  }
}
