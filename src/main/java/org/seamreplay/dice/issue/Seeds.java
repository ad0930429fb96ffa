package org.seamreplay.dice.issue;

import java.util.HexFormat;

/**
 * What all keys of a platform come from. Equal seeds give equal keys, certificates and quotes.
 *
 * @param master the platform's secret, at least 32 bytes
 * @param platformId which platform it is, 16 bytes
 * @param vendor the secret of the test root and its sub-CA, at least 32 bytes
 */
public record Seeds(byte[] master, byte[] platformId, byte[] vendor) {
  /**
   * @throws IllegalArgumentException if a length is out of range
   */
  public Seeds {
    if (master.length < 32 || vendor.length < 32) {
      throw new IllegalArgumentException(
          "a seed needs at least 32 bytes, got %d (master) and %d (vendor)"
              .formatted(master.length, vendor.length));
    }
    if (platformId.length != 16) {
      throw new IllegalArgumentException("a platform id has 16 bytes, got " + platformId.length);
    }
    master = master.clone();
    platformId = platformId.clone();
    vendor = vendor.clone();
  }

  /** The seeds used where a scenario gives none; the built-in test root belongs to them. */
  public static Seeds standard() {
    return new Seeds(counting(0x00, 48), counting(0xa0, 16), counting(0xc0, 48));
  }

  /** The standard seeds for another platform under the same test root. */
  public Seeds withPlatform(byte[] id) {
    return new Seeds(master, id, vendor);
  }

  private static byte[] counting(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  @Override
  public String toString() {
    return "Seeds[platform " + HexFormat.of().formatHex(platformId) + "]";
  }
}
