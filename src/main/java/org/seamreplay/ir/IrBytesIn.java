package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;

/** Bytes being read; the counterpart of {@link IrBytesOut}. Never reads beyond its end. */
final class IrBytesIn {
  private final byte[] bytes;
  private final int end;
  private int at;

  IrBytesIn(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int octet() throws CorruptIrFile {
    if (at >= end) {
      throw new CorruptIrFile("ends too early");
    }
    return bytes[at++] & 0xff;
  }

  boolean flag() throws CorruptIrFile {
    int value = octet();
    if (value > 1) {
      throw new CorruptIrFile("number out of range");
    }
    return value == 1;
  }

  long number() throws CorruptIrFile {
    // Most numbers are one byte, and in a fresh process this runs interpreted.
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CorruptIrFile("number too long");
  }

  long signed() throws CorruptIrFile {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  int signedInt() throws CorruptIrFile {
    long value = signed();
    if (value != (int) value) {
      throw new CorruptIrFile("number out of range");
    }
    return (int) value;
  }

  /** A number below {@code limit}. */
  int index(int limit) throws CorruptIrFile {
    long value = number();
    if (value < 0 || value >= limit) {
      throw new CorruptIrFile("number out of range");
    }
    return (int) value;
  }

  /** How many bytes are left. */
  int left() {
    return end - at;
  }

  /** A number of elements that take a byte or more each, so no more than there are bytes left. */
  int count() throws CorruptIrFile {
    long value = number();
    if (value < 0 || value > left()) {
      throw new CorruptIrFile("more elements than bytes");
    }
    return (int) value;
  }

  byte[] raw() throws CorruptIrFile {
    int length = count();
    byte[] value = new byte[length];
    System.arraycopy(bytes, at, value, 0, length);
    at += length;
    return value;
  }

  String text() throws CorruptIrFile {
    int length = count();
    String value = new String(bytes, at, length, UTF_8);
    at += length;
    return value;
  }

  BigInteger big() throws CorruptIrFile {
    byte[] value = raw();
    if (value.length == 0 || value.length > 17 || value[0] < 0) {
      throw new CorruptIrFile("number out of range");
    }
    return new BigInteger(value);
  }

  boolean atEnd() {
    return at == end;
  }
}
