package org.seamreplay.dice.cert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The vendorInfo of layer 2's TcbInfo, 96 bytes: what the loader knows of the module besides its
 * digest. This model's own layout.
 *
 * @param mrSignerSeam 48 bytes at 0
 * @param seamAttributes 8 bytes at 48
 * @param teeTcbSvn 16 bytes at 56
 * @param teeTcbSvn2 16 bytes at 72
 * @param features TDX_FEATURES0, little endian at 88
 */
public record ModuleVendorInfo(
    byte[] mrSignerSeam,
    byte[] seamAttributes,
    byte[] teeTcbSvn,
    byte[] teeTcbSvn2,
    long features) {

  static final int SIZE = 96;

  /**
   * Reads the bytes of a certificate's extension.
   *
   * @throws IllegalArgumentException if the length is another
   */
  public static ModuleVendorInfo parse(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "vendorInfo has %d bytes, not %d".formatted(bytes.length, SIZE));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new ModuleVendorInfo(
        take(buffer, 48), take(buffer, 8), take(buffer, 16), take(buffer, 16), buffer.getLong());
  }

  private static byte[] take(ByteBuffer buffer, int count) {
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }
}
