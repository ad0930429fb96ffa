package org.seamreplay.vm.code;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little endian views of byte arrays, and words of {@link org.seamreplay.platform.ByteState}. */
public final class ByteViews {
  public static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  public static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  public static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteViews() {}

  /** 1, 2, 4 or 8 bytes, zero extended. */
  public static long get(byte[] array, int at, int bytes) {
    return switch (bytes) {
      case 1 -> array[at] & 0xffL;
      case 2 -> (short) SHORT.get(array, at) & 0xffffL;
      case 4 -> (int) INT.get(array, at) & 0xffff_ffffL;
      case 8 -> (long) LONG.get(array, at);
      default -> {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
          value = value << 8 | (array[at + i] & 0xff);
        }
        yield value;
      }
    };
  }

  /** Writes the low {@code bytes} bytes of the value. */
  public static void set(byte[] array, int at, int bytes, long value) {
    switch (bytes) {
      case 1 -> array[at] = (byte) value;
      case 2 -> SHORT.set(array, at, (short) value);
      case 4 -> INT.set(array, at, (int) value);
      case 8 -> LONG.set(array, at, value);
      default -> {
        for (int i = 0; i < bytes; i++) {
          array[at + i] = (byte) (value >>> (8 * i));
        }
      }
    }
  }

  /** Whether {@code length} bytes are all zero. */
  public static boolean allZero(byte[] array, int at, int length) {
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if ((long) LONG.get(array, at + i) != 0) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (array[at + i] != 0) {
        return false;
      }
    }
    return true;
  }
}
