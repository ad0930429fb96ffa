package org.seamreplay.dice.quote;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes event logs in the TCG's crypto-agile form. */
public final class EventLogs {
  private EventLogs() {}

  /** A log of SHA-384 digests. */
  public static byte[] log(byte[]... events) {
    ByteBuffer spec = ByteBuffer.allocate(33).order(ByteOrder.LITTLE_ENDIAN);
    spec.put("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII));
    spec.putInt(0).put((byte) 0).put((byte) 2).put((byte) 0).put((byte) 2);
    spec.putInt(1).putShort((short) 0x0c).putShort((short) 48).put((byte) 0);
    ByteBuffer header = ByteBuffer.allocate(32 + 33).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0).putInt(3).put(new byte[20]).putInt(33).put(spec.array());
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(header.array());
    for (byte[] event : events) {
      log.writeBytes(event);
    }
    return log.toByteArray();
  }

  public static byte[] event(int register, int type, byte[] digest) {
    return ByteBuffer.allocate(12 + 2 + 48 + 4 + 3)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(register)
        .putInt(type)
        .putInt(1)
        .putShort((short) 0x0c)
        .put(digest)
        .putInt(3)
        .put(new byte[] {1, 2, 3})
        .array();
  }
}
