package org.seamreplay.dice.quote;

import java.util.Arrays;

/**
 * A view of a TDREPORT_STRUCT, 1024 bytes: REPORTMACSTRUCT at 0, TEE_TCB_INFO at 256, TDINFO at
 * 512. Layout: TDX module 1.5 ABI. Whether its MAC is right is for the module to say.
 */
public final class TdReport {
  /** Size in bytes. */
  public static final int SIZE = 1024;

  /** The type byte at offset 0 of a TD's report. */
  static final int TYPE_TDX = 0x81;

  private static final int TEE_TCB_INFO = 256;

  private final byte[] bytes;

  /**
   * @throws IllegalArgumentException if it is not 1024 bytes long or not a TD's report
   */
  public TdReport(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "a TDREPORT has %d bytes, got %d".formatted(SIZE, bytes.length));
    }
    if ((bytes[0] & 0xff) != TYPE_TDX) {
      throw new IllegalArgumentException(
          "a TDREPORT starts with 0x81, got 0x%02x".formatted(bytes[0] & 0xff));
    }
    this.bytes = bytes.clone();
  }

  /** REPORTDATA, 64 bytes. */
  public byte[] reportData() {
    return slice(128, 64);
  }

  /** A field of the report that a quote carries. */
  public byte[] field(Field field) {
    return slice(field.reportOffset(), field.size());
  }

  /** TEE_TCB_SVN, 16 bytes: the security versions when the TD was created. */
  public byte[] teeTcbSvn() {
    return field(Field.TEE_TCB_SVN);
  }

  /** MRSEAM of the TEE_TCB_INFO, 48 bytes: which module made the report. */
  public byte[] mrSeam() {
    return slice(TEE_TCB_INFO + 24, 48);
  }

  private byte[] slice(int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
