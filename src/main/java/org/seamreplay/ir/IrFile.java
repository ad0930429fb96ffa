package org.seamreplay.ir;

import java.util.zip.CRC32;

/**
 * Our own file form of an {@link IrModule}: small, and read without LLVM. A header (magic, version,
 * length and CRC-32 of the rest) is followed by tables of strings, types, locations and constants,
 * whose entries refer to earlier entries only, and by globals, functions, aliases and layouts.
 *
 * <p>It is a cache format: another version is unreadable, not converted.
 */
public final class IrFile {
  /** Version of the form; counts up with every change of it or of the IR model. */
  public static final int VERSION = 3;

  private static final int MAGIC = 0x53524952;
  private static final int HEADER_BYTES = 20;

  private IrFile() {}

  /** The module as bytes. */
  public static byte[] write(IrModule module) {
    byte[] body = new IrFileWriter().write(module);
    byte[] file = new byte[HEADER_BYTES + body.length];
    putInt(file, 0, MAGIC);
    putInt(file, 4, VERSION);
    putInt(file, 8, body.length);
    System.arraycopy(body, 0, file, HEADER_BYTES, body.length);
    long crc = crc(file);
    putInt(file, 12, (int) (crc >>> 32));
    putInt(file, 16, (int) crc);
    return file;
  }

  /**
   * The module that {@link #write} made into bytes.
   *
   * @throws CorruptIrFile if they are not of this version or not as they were written
   */
  public static IrModule read(byte[] file) throws CorruptIrFile {
    if (file.length < HEADER_BYTES || getInt(file, 0) != MAGIC) {
      throw new CorruptIrFile("no IR file");
    }
    if (getInt(file, 4) != VERSION) {
      throw new CorruptIrFile("version " + getInt(file, 4) + ", not " + VERSION);
    }
    if (getInt(file, 8) != file.length - HEADER_BYTES) {
      throw new CorruptIrFile("length is not what it says");
    }
    long crc = ((long) getInt(file, 12) << 32) | (getInt(file, 16) & 0xffffffffL);
    if (crc != crc(file)) {
      throw new CorruptIrFile("checksum does not fit");
    }
    return new IrFileReader(new IrBytesIn(file, HEADER_BYTES, file.length)).module();
  }

  private static long crc(byte[] file) {
    CRC32 crc = new CRC32();
    crc.update(file, HEADER_BYTES, file.length - HEADER_BYTES);
    return crc.getValue();
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  private static int getInt(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }
}
