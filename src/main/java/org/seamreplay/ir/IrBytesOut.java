package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;

/** Bytes being written: numbers are LEB128, seven bits a byte, least significant first. */
final class IrBytesOut {
  private byte[] bytes = new byte[64];
  private int length;

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** An unsigned number. */
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      octet(((int) rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  /** A signed number, small ones short. */
  void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  void raw(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void text(String value) {
    raw(value.getBytes(UTF_8));
  }

  /** A number that is not negative, of any size. */
  void big(BigInteger value) {
    raw(value.toByteArray());
  }

  void append(IrBytesOut other) {
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
